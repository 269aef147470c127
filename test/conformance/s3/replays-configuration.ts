import { type Replays, text } from "./replay.ts";
import type { Input } from "./answer.ts";

const defaultEncryption = (rule: object, BucketKeyEnabled?: boolean) => ({
  Rules: [{ ApplyServerSideEncryptionByDefault: rule, BucketKeyEnabled }],
});

const metric = (Id: string, Prefix = "logs/") => ({ Id, MetricsConfiguration: { Id, Filter: { Prefix } } });

/** Parts of a bucket's configuration. */
export const configurationReplays: Replays = {
  async "TestS3BucketEncryption.s3_default_bucket_encryption"(t) {
    await t.step("default-bucket-encryption", "GetBucketEncryption", t.on({}));
    await t.step("delete-bucket-encryption", "DeleteBucketEncryption", t.on({}));
    await t.step("delete-bucket-encryption-idempotent", "DeleteBucketEncryption", t.on({}));
    await t.step("get-bucket-no-encryption", "GetBucketVersioning", t.on({}));
  },

  async "TestS3BucketEncryption.s3_default_bucket_encryption_exc"(t) {
    const Bucket = "fakebucket";
    const put = (name: string, ServerSideEncryptionConfiguration: object): Promise<unknown> =>
      t.step(name, "PutBucketEncryption", t.on({ ServerSideEncryptionConfiguration }));
    await t.step("get-bucket-enc-no-bucket", "GetBucketEncryption", { Bucket });
    await t.step("delete-bucket-enc-no-bucket", "DeleteBucketEncryption", { Bucket });
    const none = { ServerSideEncryptionConfiguration: { Rules: [] } };
    await t.step("put-bucket-enc-no-bucket", "PutBucketEncryption", { Bucket, ...none });
    await put("put-bucket-encryption-no-rules", { Rules: [] });
    const [kms] = defaultEncryption({ SSEAlgorithm: "aws:kms" }, true).Rules;
    const [aes] = defaultEncryption({ SSEAlgorithm: "AES256" }).Rules;
    await put("put-bucket-encryption-two-rules", { Rules: [kms, aes] });
    const withKey = defaultEncryption({ SSEAlgorithm: "AES256", KMSMasterKeyID: "randomkeyid" });
    await put("put-bucket-encryption-kms-with-aes", withKey);
  },

  async "TestS3BucketEncryption.s3_bucket_encryption_sse_s3"(t) {
    const configuration = defaultEncryption({ SSEAlgorithm: "AES256" }, true);
    const object = t.on({ Key: "key-encrypted" });
    await t.step("put-bucket-enc", "PutBucketEncryption", t.on({ ServerSideEncryptionConfiguration: configuration }));
    await t.step("put-object-encrypted", "PutObject", { ...object, Body: "test-encrypted" });
    await t.step("head-object-encrypted", "HeadObject", object);
    await t.step("get-object-encrypted", "GetObject", object);
  },

  async "TestS3BucketOwnershipControls.crud_bucket_ownership_controls"(t) {
    await t.step("default-ownership", "GetBucketOwnershipControls", t.on({}));
    const writer = { OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } };
    await t.step("put-ownership", "PutBucketOwnershipControls", t.on(writer));
    await t.step("get-ownership", "GetBucketOwnershipControls", t.on({}));
    await t.step("delete-ownership", "DeleteBucketOwnershipControls", t.on({}));
    await t.step("get-ownership-after-delete", "GetBucketOwnershipControls", t.on({}));
    await t.step("delete-ownership-after-delete", "DeleteBucketOwnershipControls", t.on({}));
    const Bucket = "other-bucket";
    await t.call("CreateBucket", { Bucket, ObjectOwnership: "BucketOwnerPreferred" });
    await t.step("get-ownership-at-creation", "GetBucketOwnershipControls", { Bucket });
  },

  async "TestS3BucketOwnershipControls.bucket_ownership_controls_exc"(t) {
    const put = (name: string, ...ownerships: readonly string[]): Promise<unknown> => {
      const Rules = ownerships.map((ObjectOwnership) => ({ ObjectOwnership }));
      return t.step(name, "PutBucketOwnershipControls", t.on({ OwnershipControls: { Rules } }));
    };
    await t.step("default-ownership", "GetBucketOwnershipControls", t.on({}));
    await put("put-ownership-multiple-rules", "BucketOwnerPreferred", "ObjectWriter");
    await put("put-ownership-wrong-value", "RandomValue");
    await put("put-ownership-empty-rule");
    const other = { Bucket: "other-bucket" };
    await t.step("ownership-wrong-value-at-creation", "CreateBucket", { ...other, ObjectOwnership: "RandomValue" });
    await t.step("ownership-non-value-at-creation", "CreateBucket", { ...other, ObjectOwnership: "" });
  },

  async "TestS3PublicAccessBlock.crud_public_access_block"(t) {
    await t.step("get-default-public-access-block", "GetPublicAccessBlock", t.on({}));
    const open = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false };
    await t.step("put-public-access-block", "PutPublicAccessBlock", t.on({ PublicAccessBlockConfiguration: open }));
    await t.step("get-public-access-block", "GetPublicAccessBlock", t.on({}));
    await t.step("delete-public-access-block", "DeletePublicAccessBlock", t.on({}));
    await t.step("get-public-access-block-after-delete", "GetPublicAccessBlock", t.on({}));
    await t.step("idempotent-delete-public-access-block", "DeletePublicAccessBlock", t.on({}));
  },

  async "TestS3BucketPolicy.bucket_policy_crud"(t) {
    await t.call("DeleteBucketOwnershipControls", t.on({}));
    await t.call("DeletePublicAccessBlock", t.on({}));
    await t.step("get-bucket-default-policy", "GetBucketPolicy", t.on({}));
    await t.step("put-bucket-policy", "PutBucketPolicy", t.on({ Policy: publicPolicy(t.bucket) }));
    await t.step("get-bucket-policy", "GetBucketPolicy", t.on({}));
    await t.step("delete-bucket-policy", "DeleteBucketPolicy", t.on({}));
    await t.step("get-bucket-policy-after-delete", "GetBucketPolicy", t.on({}));
    await t.step("delete-bucket-policy-after-delete", "DeleteBucketPolicy", t.on({}));
  },

  async "TestS3BucketPolicy.bucket_policy_exc"(t) {
    await t.step("put-empty-bucket-policy", "PutBucketPolicy", t.on({ Policy: "" }));
    await t.step("put-bucket-policy-randomstring", "PutBucketPolicy", t.on({ Policy: "invalid json" }));
    await t.step("put-bucket-policy-empty-json", "PutBucketPolicy", t.on({ Policy: "{}" }));
  },

  async "TestS3BucketAccelerateConfiguration.bucket_acceleration_configuration_crud"(t) {
    const set = (name: string, Status: string): Promise<unknown> =>
      t.step(name, "PutBucketAccelerateConfiguration", t.on({ AccelerateConfiguration: { Status } }));
    const get = (name: string): Promise<unknown> => t.step(name, "GetBucketAccelerateConfiguration", t.on({}));
    await get("get-bucket-default-accelerate-config");
    await set("put-bucket-accelerate-config-enabled", "Enabled");
    await get("get-bucket-accelerate-config-enabled");
    await set("put-bucket-accelerate-config-disabled", "Suspended");
    await get("get-bucket-accelerate-config-disabled");
  },

  async "TestS3BucketAccelerateConfiguration.bucket_acceleration_configuration_exc"(t) {
    const dotted = "test.bucket.name";
    await t.call("CreateBucket", { Bucket: dotted });
    const set = (name: string, Status: string, Bucket = t.bucket): Promise<unknown> =>
      t.step(name, "PutBucketAccelerateConfiguration", { Bucket, AccelerateConfiguration: { Status } });
    await set("put-bucket-accelerate-config-lowercase", "enabled");
    await set("put-bucket-accelerate-config-random", "random");
    await set("put-bucket-accelerate-config-dot-bucket", "random", dotted);
  },

  async "TestS3MetricsConfiguration.put_bucket_metrics_configuration"(t) {
    await t.step("put_bucket_metrics_configuration", "PutBucketMetricsConfiguration", t.on(metric("id")));
    await t.step("get_bucket_metrics_configuration", "GetBucketMetricsConfiguration", t.on({ Id: "id" }));
  },
  async "TestS3MetricsConfiguration.overwrite_bucket_metrics_configuration"(t) {
    await t.call("PutBucketMetricsConfiguration", t.on(metric("id")));
    const changed = t.on(metric("id", "logs/new-prefix"));
    await t.step("overwrite_bucket_metrics_configuration", "PutBucketMetricsConfiguration", changed);
    await t.step("get_bucket_metrics_configuration", "GetBucketMetricsConfiguration", t.on({ Id: "id" }));
  },
  async "TestS3MetricsConfiguration.list_bucket_metrics_configurations"(t) {
    for (const id of ["1-id", "2-id"]) await t.call("PutBucketMetricsConfiguration", t.on(metric(id, "logs/prefix")));
    await t.step("list_bucket_metrics_configurations", "ListBucketMetricsConfigurations", t.on({}));
  },
  async "TestS3MetricsConfiguration.list_bucket_metrics_configurations_paginated"(t) {
    for (let id = 100; id < 202; id++) {
      await t.call("PutBucketMetricsConfiguration", t.on(metric(`${id}-id`, "logs/prefix")));
    }
    const first = await t.call("ListBucketMetricsConfigurations", t.on({}));
    const next: Input = t.on({ ContinuationToken: text(first, "NextContinuationToken") });
    await t.step("list_bucket_metrics_configurations_page_2", "ListBucketMetricsConfigurations", next);
  },
  async "TestS3MetricsConfiguration.get_bucket_metrics_configuration"(t) {
    await t.call("PutBucketMetricsConfiguration", t.on(metric("id")));
    await t.step("get_bucket_metrics_configuration", "GetBucketMetricsConfiguration", t.on({ Id: "id" }));
  },
  async "TestS3MetricsConfiguration.get_bucket_metrics_configuration_not_exist"(t) {
    await t.step("get_bucket_metrics_configuration", "GetBucketMetricsConfiguration", t.on({ Id: "does-not-exist" }));
  },
  async "TestS3MetricsConfiguration.delete_metrics_configuration"(t) {
    await t.call("PutBucketMetricsConfiguration", t.on(metric("id")));
    await t.step("delete_bucket_metrics_configuration", "DeleteBucketMetricsConfiguration", t.on({ Id: "id" }));
    await t.step("get_bucket_metrics_configuration", "GetBucketMetricsConfiguration", t.on({ Id: "id" }));
  },
  async "TestS3MetricsConfiguration.delete_metrics_configuration_twice"(t) {
    await t.call("PutBucketMetricsConfiguration", t.on(metric("id")));
    await t.step("delete_bucket_metrics_configuration_1", "DeleteBucketMetricsConfiguration", t.on({ Id: "id" }));
    await t.step("delete_bucket_metrics_configuration_2", "DeleteBucketMetricsConfiguration", t.on({ Id: "id" }));
  },
};

function publicPolicy(bucket: string): string {
  const statement = {
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${bucket}/*`,
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
