import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";

const constrained = (Bucket: string, LocationConstraint: string | undefined): Input => ({
  Bucket,
  CreateBucketConfiguration: { LocationConstraint },
});

/** Regions that recordings number. */
const REGIONS = ["us-east-1", "us-east-2", "us-west-1"] as const;

const NAMES = { Bucket: "does-not-exist" };

/** What a client of another region records; the region's own name is what the matcher knows as the place. */
function create(t: Replay, name: string, region: string, input: Input): Promise<Answer> {
  return t.step(name, "CreateBucket", input, { region });
}

/** Buckets, their names and their regions. */
export const bucketReplays: Replays = {
  async "TestS3.bucket_availability"(t) {
    await t.step("bucket-lifecycle", "GetBucketLifecycleConfiguration", NAMES);
    await t.step("bucket-replication", "GetBucketReplication", NAMES);
  },
  async "TestS3.bucket_constraint_aws_global"(t) {
    await create(t, "aws-global-constraint", t.variant, constrained("new-bucket", "aws-global"));
  },
  async "TestS3.bucket_does_not_exist"(t) {
    await t.step("list_object", "ListObjects", NAMES);
    await t.step("list_object_vhost", "ListObjects", NAMES);
  },
  async "TestS3.bucket_exists"(t) {
    const rule = { AllowedOrigins: ["localhost"], AllowedMethods: ["GET", "POST", "PUT", "DELETE"] };
    await t.call("PutBucketCors", t.on({ CORSConfiguration: { CORSRules: [rule] } }));
    await t.step("get-bucket-cors", "GetBucketCors", t.on({}));
    await t.step("get-bucket-acl", "GetBucketAcl", t.on({}));
    await t.step("get-bucket-not-exists", "GetBucketAcl", { Bucket: "bucket-not-exists" });
  },
  async "TestS3.bucket_operation_between_regions"(t) {
    const WebsiteConfiguration = { IndexDocument: { Suffix: "index.html" } };
    const CORSConfiguration = { CORSRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"] }] };
    const elsewhere = { region: "us-west-2" };
    await t.step("put-website-config-region-1", "PutBucketWebsite", t.on({ WebsiteConfiguration }));
    await t.step("put-cors-config-region-1", "PutBucketCors", t.on({ CORSConfiguration }));
    await t.step("get-website-config-region-2", "GetBucketWebsite", t.on({}), elsewhere);
    await t.step("get-cors-config-region-2", "GetBucketCors", t.on({}), elsewhere);
  },
  async "TestS3.create_bucket_with_eu_location_constraint"(t) {
    await t.call("CreateBucket", constrained("eu-bucket", "EU"), { region: "eu-west-1" });
    await t.step("get-bucket-location", "GetBucketLocation", { Bucket: "eu-bucket" });
    await t.step("list-bucket-response", "ListBuckets", { Prefix: "eu-bucket" });
  },
  async "TestS3.create_bucket_with_eu_location_constraint_raises"(t) {
    await create(t, "eu-location-constraint-error", "us-west-1", constrained("eu-bucket", "EU"));
  },
  async "TestS3.create_bucket_with_existing_name"(t) {
    for (const region of ["us-west-1", "us-east-2"]) {
      await t.call("CreateBucket", constrained("bucket-1", region), { region });
      await create(t, `create-bucket-${region}`, region, constrained("bucket-1", region));
      await t.call("DeleteBucket", { Bucket: "bucket-1" });
    }
  },
  async "TestS3.create_bucket_with_invalid_location_constraint"(t) {
    const region = t.variant.slice(0, 9);
    const constraint = t.variant.slice(10);
    await create(t, `${region}-location-constraint-${constraint}-error`, region, constrained("bucket-1", constraint));
  },
  async "TestS3.delete_bucket_no_such_bucket"(t) {
    await t.step("expected_error", "DeleteBucket", { Bucket: "does-not-exist-localstack-test" });
  },
  async "TestS3.delete_bucket_with_content"(t) {
    for (let index = 0; index < 10; index++) {
      await t.call("PutObject", t.on({ Key: `test-key-${index}`, Body: `test-${index}` }));
    }
    await t.step("list-objects", "ListObjects", t.on({ MaxKeys: 100 }));
    const { Contents } = await t.call("ListObjects", t.on({}));
    for (const { Key } of Contents as readonly Input[]) await t.call("DeleteObject", t.on({ Key }));
    await t.call("CreateBucket", { Bucket: "another-bucket" });
    await t.call("DeleteBucket", t.on({}));
    await t.step("list-buckets", "ListBuckets", {});
  },
  async "TestS3.different_location_constraint"(t) {
    const [east1, east2, west1] = REGIONS;
    const ask = (name: string, region: string, location: string | undefined): Promise<Answer> =>
      create(t, name, region, constrained("another-bucket", location));
    await t.step("get-bucket-location-bucket-us-east-1", "GetBucketLocation", t.on({}));
    await ask("create-bucket-constraint-us-east-1", east1, east1);
    await create(t, "create-bucket-constraint-us-east-1-with-None", east1, { Bucket: "bucket-none" });
    await t.call("CreateBucket", constrained("bucket-us-east-2", east2), { region: east2 });
    await t.step("get-bucket-location-bucket-us-east-2", "GetBucketLocation", { Bucket: "bucket-us-east-2" });
    await create(t, "create-bucket-us-east-2-no-constraint-exc", east2, { Bucket: "another-bucket" });
    await ask("create-bucket-constraint-us-east-2-with-None", east2, undefined);
    await ask("create-bucket-us-east-2-constraint-to-us-west-1", east2, west1);
    await ask("create-bucket-us-west-1-constraint-to-us-east-2", west1, east2);
    await ask("create-bucket-us-west-1-constraint-to-us-east-1", west1, east1);
    const name = "get-bucket-location-non-existent-bucket";
    // boto3 adds the member to an error too.
    t.steps.set(name, { ...(await t.step(name, "GetBucketLocation", NAMES)), LocationConstraint: null });
  },
  async "TestS3.get_object_no_such_bucket"(t) {
    await t.step("expected_error", "GetObject", { ...NAMES, Key: "foobar" });
  },
  async "TestS3.region_header_exists_outside_us_east_1"(t) {
    await t.step("head_bucket", "HeadBucket", t.on({}));
    await t.step("list_objects_v2", "ListObjectsV2", t.on({}));
  },
  async "TestS3.s3_uppercase_bucket_name"(t) {
    await t.step("uppercase-bucket", "CreateBucket", { Bucket: "TestUpperCase-bucket" });
  },
};
