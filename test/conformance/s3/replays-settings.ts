import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";

const MISSING = { Bucket: "does-not-exist" };

const put = (t: Replay, name: string, what: string, input: Input): Promise<Answer> =>
  t.step(name, `PutBucket${what}`, t.on(input));
const get = (t: Replay, name: string, what: string): Promise<Answer> => t.step(name, `GetBucket${what}`, t.on({}));
const remove = (t: Replay, name: string, what: string): Promise<Answer> =>
  t.step(name, `DeleteBucket${what}`, t.on({}));

const INDEX = { IndexDocument: { Suffix: "index.html" } };

/** Rules that the recordings share; each refusal changes one thing. */
const REFUSED_WEBSITES: readonly Input[] = [
  { IndexDocument: { Suffix: "/index.html" } },
  { IndexDocument: { Suffix: "" } },
  { RedirectAllRequestsTo: { HostName: "test" }, ...INDEX },
  { ErrorDocument: { Key: "/index.html" } },
  { RedirectAllRequestsTo: { HostName: "test", Protocol: "protocol" } },
  { ...INDEX, RoutingRules: [{ Redirect: { ReplaceKeyPrefixWith: "prefix", ReplaceKeyWith: "key" } }] },
  { ...INDEX, RoutingRules: [{ Condition: {}, Redirect: { ReplaceKeyPrefixWith: "prefix" } }] },
  { ...INDEX, RoutingRules: [{ Condition: { HttpErrorCodeReturnedEquals: "200" }, Redirect: {} }] },
];

/** Websites, logging, replication, who pays, and what is configured under an id. */
export const settingReplays: Replays = {
  async "TestS3StaticWebsiteHosting.crud_website_configuration"(t) {
    await get(t, "get-no-such-website-config", "Website");
    await remove(t, "del-no-such-website-config", "Website");
    await put(t, "put-website-config", "Website", { WebsiteConfiguration: INDEX });
    await get(t, "get-website-config", "Website");
  },
  async "TestS3StaticWebsiteHosting.validate_website_configuration"(t) {
    for (const [index, WebsiteConfiguration] of REFUSED_WEBSITES.entries()) {
      await put(t, `invalid-website-conf-${index}`, "Website", { WebsiteConfiguration });
    }
  },
  async "TestS3BucketLogging.put_bucket_logging"(t) {
    await get(t, "get-bucket-logging-default", "Logging");
    await t.call("CreateBucket", { Bucket: "target" });
    await get(t, "get-bucket-default-acl", "Acl");
    const LoggingEnabled = { TargetBucket: "target", TargetPrefix: "log" };
    await put(t, "put-bucket-logging", "Logging", { BucketLoggingStatus: { LoggingEnabled } });
    await get(t, "get-bucket-logging", "Logging");
    await put(t, "put-bucket-logging-delete", "Logging", { BucketLoggingStatus: {} });
  },
  async "TestS3BucketLogging.put_bucket_logging_accept_wrong_grants"(t) {
    await t.call("CreateBucket", { Bucket: "target" });
    const Grantee = { URI: "http://acs.amazonaws.com/groups/s3/LogDelivery", Type: "Group" };
    const TargetGrants = [
      { Grantee, Permission: "WRITE" },
      { Grantee, Permission: "READ_ACP" },
    ];
    const LoggingEnabled = { TargetBucket: "target", TargetPrefix: "log", TargetGrants };
    await put(t, "put-bucket-logging", "Logging", { BucketLoggingStatus: { LoggingEnabled } });
    await get(t, "get-bucket-logging", "Logging");
  },
  async "TestS3BucketLogging.put_bucket_logging_wrong_target"(t) {
    await logTo(t, "put-bucket-logging-different-regions", t.bucket, await bucketIn(t, "us-west-1"));
    await logTo(t, "put-bucket-logging-non-existent-bucket", t.bucket, "does-not-exist");
  },
  async "TestS3BucketLogging.put_bucket_logging_cross_locations"(t) {
    const source = await bucketIn(t, "us-east-2");
    const target = await bucketIn(t, "us-west-1");
    await logTo(t, "put-bucket-logging-cross-us-east-1", t.bucket, target);
    await logTo(t, "put-bucket-logging-different-regions", source, target);
  },
  async "TestS3BucketReplication.replication_config"(t) {
    const Destination = { Bucket: await destination(t, "Enabled") };
    const rule = { ID: "id", Priority: 1, Status: "Enabled", Filter: { Prefix: "Tax" }, Destination };
    const Rules = [{ ...rule, DeleteMarkerReplication: { Status: "Disabled" } }];
    await get(t, "expected_error_no_replication_set", "Replication");
    const replicate = (name: string, rules: readonly Input[]): Promise<Answer> =>
      put(t, name, "Replication", { ReplicationConfiguration: { Role: "role", Rules: rules } });
    await replicate("expected_error_versioning_not_enabled", Rules);
    await t.versioning("Enabled");
    await replicate("put-bucket-replication", Rules);
    showBare(t, await get(t, "get-bucket-replication", "Replication"));
    await replicate("put-empty-bucket-replication-rules", []);
    await remove(t, "delete-bucket-replication", "Replication");
    await remove(t, "delete-bucket-replication-idempotent", "Replication");
  },
  async "TestS3BucketReplication.replication_config_without_filter"(t) {
    await t.versioning("Enabled");
    const Time = { Minutes: 15 };
    const more = { StorageClass: "STANDARD", ReplicationTime: { Status: "Enabled", Time } };
    const replicate = (name: string, Bucket: string): Promise<Answer> => {
      const Destination = { Bucket, ...more, Metrics: { Status: "Enabled", EventThreshold: Time } };
      const Rule = { ID: "rtc", Filter: {}, Priority: 0, Status: "Disabled", Destination };
      const Rules = [{ ...Rule, DeleteMarkerReplication: { Status: "Disabled" } }];
      return put(t, name, "Replication", { ReplicationConfiguration: { Role: "role", Rules } });
    };
    await replicate("expected_error_dest_does_not_exist", "arn:aws:s3:::does-not-exist");
    const target = await destination(t, undefined);
    await replicate("expected_error_dest_versioning_disabled", target);
    await t.versioning("Enabled", "destination");
    await replicate("put-bucket-replication", target);
    showBare(t, await get(t, "get-bucket-replication", "Replication"));
  },
  async "TestS3.s3_request_payer"(t) {
    const RequestPaymentConfiguration = { Payer: "Requester" };
    await put(t, "put-bucket-request-payment", "RequestPayment", { RequestPaymentConfiguration });
    await get(t, "get-bucket-request-payment", "RequestPayment");
  },
  async "TestS3.s3_request_payer_exceptions"(t) {
    const wrong = { RequestPaymentConfiguration: { Payer: "Random" } };
    await put(t, "wrong-payer-type", "RequestPayment", wrong);
    const right = { RequestPaymentConfiguration: { Payer: "Requester" } };
    await t.step("wrong-bucket-name", "PutBucketRequestPayment", { ...MISSING, ...right });
  },
  async "TestS3.s3_analytics_configurations"(t) {
    await analytics(t);
  },
  async "TestS3.s3_intelligent_tier_config"(t) {
    await tiering(t);
  },
  async "TestS3.put_bucket_inventory_config_order"(t) {
    for (const Id of ["z-test", "a-test", "test-1"]) await inventory(t, undefined, Id);
    await t.step("list-inventory-config", "ListBucketInventoryConfigurations", t.on({}));
    await t.step("del-inventory-config", "DeleteBucketInventoryConfiguration", t.on({ Id: "z-test" }));
    await t.step("list-inventory-config-after-del", "ListBucketInventoryConfigurations", t.on({}));
  },
  async "TestS3.s3_inventory_report_crud"(t) {
    const on = t.on({ Id: "test-inventory" });
    await inventory(t, "put-inventory-config", "test-inventory", { OptionalFields: ["Size", "ETag"] });
    await t.step("list-inventory-config", "ListBucketInventoryConfigurations", t.on({}));
    await t.step("get-inventory-config", "GetBucketInventoryConfiguration", on);
    await t.step("del-inventory-config", "DeleteBucketInventoryConfiguration", on);
    await t.step("list-inventory-config-after-del", "ListBucketInventoryConfigurations", t.on({}));
    await t.step("get-nonexistent-inv-config", "GetBucketInventoryConfiguration", on);
  },
  async "TestS3.s3_put_inventory_report_exceptions"(t) {
    await inventory(t, "wrong-id", "test-inventory", { Id: "another" });
    const to = (Bucket: string, Format: string): Input => ({
      Destination: { S3BucketDestination: { Bucket, Format } },
    });
    await inventory(t, "wrong-destination-arn", "test-inventory", to(t.bucket, "CSV"));
    await inventory(t, "wrong-destination-format", "test-inventory", to(TARGET, "WRONG-FORMAT"));
    await inventory(t, "wrong-schedule-frequency", "test-inventory", { Schedule: { Frequency: "Hourly" } });
    await inventory(t, "wrong-object-versions", "test-inventory", { IncludedObjectVersions: "Wrong" });
    await inventory(t, "wrong-optional-field", "test-inventory", { OptionalFields: ["TestField"] });
  },
};

const TARGET = "arn:aws:s3:::target";

function inventory(t: Replay, name: string | undefined, Id: string, more: Input = {}): Promise<Answer> {
  const InventoryConfiguration = {
    Id,
    Destination: { S3BucketDestination: { Bucket: TARGET, Format: "CSV" } },
    IncludedObjectVersions: "All",
    IsEnabled: true,
    Schedule: { Frequency: "Daily" },
    ...more,
  };
  const input = t.on({ Id, InventoryConfiguration });
  const operation = "PutBucketInventoryConfiguration";
  return name === undefined ? t.call(operation, input) : t.step(name, operation, input);
}

async function bucketIn(t: Replay, region: string): Promise<string> {
  const Bucket = `bucket-${region}`;
  await t.call("CreateBucket", { Bucket, CreateBucketConfiguration: { LocationConstraint: region } }, { region });
  return Bucket;
}

function logTo(t: Replay, name: string, Bucket: string, TargetBucket: string): Promise<Answer> {
  const BucketLoggingStatus = { LoggingEnabled: { TargetBucket, TargetPrefix: "log" } };
  return t.step(name, "PutBucketLogging", { Bucket, BucketLoggingStatus });
}

/** A bucket to replicate to, by its ARN. */
async function destination(t: Replay, versioning: "Enabled" | undefined): Promise<string> {
  await t.call("CreateBucket", { Bucket: "destination" });
  if (versioning !== undefined) await t.versioning(versioning, "destination");
  return "arn:aws:s3:::destination";
}

/** The recorder has put words in the places of the role and the destination. */
function showBare(t: Replay, answer: Answer): void {
  const shown = JSON.stringify(answer).replaceAll("arn:aws:s3:::destination", "dest-bucket");
  t.steps.set("get-bucket-replication", JSON.parse(shown) as Answer);
}

async function analytics(t: Replay): Promise<void> {
  const S3BucketDestination = { Format: "CSV", Bucket: TARGET, Prefix: "test" };
  const DataExport = { OutputSchemaVersion: "V_1", Destination: { S3BucketDestination } };
  const configure = (name: string | undefined, Id: string, Prefix: string, id = Id): Promise<Answer> => {
    const StorageClassAnalysis = { DataExport };
    const input = t.on({ Id, AnalyticsConfiguration: { Id: id, Filter: { Prefix }, StorageClassAnalysis } });
    const operation = "PutBucketAnalyticsConfiguration";
    return name === undefined ? t.call(operation, input) : t.step(name, operation, input);
  };
  const read = (name: string, Id: string): Promise<Answer> =>
    t.step(name, "GetBucketAnalyticsConfiguration", t.on({ Id }));
  const list = (name: string): Promise<Answer> => t.step(name, "ListBucketAnalyticsConfigurations", t.on({}));
  const [first, second] = ["config_with_storage_analysis_1", "config_with_storage_analysis_2"] as const;
  await configure("put_config_with_storage_analysis_err", "different-id", "test_ls", first);
  await read("get_config_with_storage_analysis_err", "non-existent");
  const gone = t.on({ Id: "non-existent" });
  await t.step("delete_config_with_storage_analysis_err", "DeleteBucketAnalyticsConfiguration", gone);
  await configure("put_config_with_storage_analysis_1", first, "test_ls");
  await read("get_config_with_storage_analysis_1", first);
  await configure(undefined, first, "test_ls_2");
  await read("get_config_with_storage_analysis_2", first);
  await configure(undefined, second, "test_ls_3");
  await read("get_config_with_storage_analysis_3", second);
  await list("list_config_with_storage_analysis_1");
  await t.call("DeleteBucketAnalyticsConfiguration", t.on({ Id: second }));
  await list("list_config_with_storage_analysis_2");
}

async function tiering(t: Replay): Promise<void> {
  const configure = (name: string | undefined, Id: string, Prefix: string, id = Id): Promise<Answer> => {
    const Tierings = [{ Days: 90, AccessTier: "ARCHIVE_ACCESS" }];
    const IntelligentTieringConfiguration = { Id: id, Filter: { Prefix }, Status: "Enabled", Tierings };
    const operation = "PutBucketIntelligentTieringConfiguration";
    const input = t.on({ Id, IntelligentTieringConfiguration });
    return name === undefined ? t.call(operation, input) : t.step(name, operation, input);
  };
  const list = (index: number): Promise<Answer> => {
    const operation = "ListBucketIntelligentTieringConfigurations";
    return t.step(`list_bucket_intelligent_tiering_configurations_${index}`, operation, t.on({}));
  };
  await configure("put_bucket_intelligent_tiering_configuration_err_1`", "incorrect_id", "test1", "test1");
  await configure("put_bucket_intelligent_tiering_configuration_1", "test1", "test1");
  const reading = "get_bucket_intelligent_tiering_configuration_1";
  await t.step(reading, "GetBucketIntelligentTieringConfiguration", t.on({ Id: "test1" }));
  await configure(undefined, "test2", "test2");
  await list(1);
  await configure(undefined, "test1", "testupdate");
  await list(2);
  const deletion = "DeleteBucketIntelligentTieringConfiguration";
  const failed = "delete_bucket_intelligent_tiering_configuration_err_";
  await t.step(`${failed}1`, deletion, { ...MISSING, Id: "test1" });
  await t.step(`${failed}2`, deletion, t.on({ Id: "non-existent" }));
  await t.call(deletion, t.on({ Id: "test1" }));
  await list(3);
}
