import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";
import { text } from "./replay.ts";

const configure = (t: Replay, ...Rules: readonly Input[]): Promise<Answer> =>
  t.call("PutBucketLifecycleConfiguration", t.on({ LifecycleConfiguration: { Rules } }));
const read = (t: Replay, name = "get-bucket-lifecycle-conf"): Promise<Answer> =>
  t.step(name, "GetBucketLifecycleConfiguration", t.on({}));

/** As recorded answers show it: what expires and when differs from one run to the next. */
async function readHidden(t: Replay): Promise<void> {
  const answer = await read(t);
  const rules = (answer["Rules"] as readonly Input[]).map((rule) => ({ ...rule, Expiration: "<expiration>" }));
  t.steps.set("get-bucket-lifecycle-conf", { ...answer, Rules: rules });
}

const rule = (ID: string, more: Input): Input => ({ ID, Status: "Enabled", Filter: {}, ...more });
const WHOLE_BUCKET = rule("wholebucket", { Filter: { Prefix: "" }, Expiration: { Days: 7 } });
const midnight = (days: number): number => Date.UTC(2026, 0, 1 + days);
const expires = (days: number): Input => ({ Expiration: { Days: days } });

async function step(t: Replay, name: string, operation: string, input: Input): Promise<Answer> {
  const answer = await t.step(name, operation, t.on(input));
  if (typeof answer["Expiration"] !== "string") return answer;
  const hidden = { ...answer, Expiration: "<expiration>" };
  t.steps.set(name, hidden);
  return answer;
}

const Body = "test";

/** Lifecycle configurations, and what they say of an object's expiry. */
export const lifecycleReplays: Replays = {
  async "TestS3BucketLifecycle.delete_bucket_lifecycle_configuration"(t) {
    await read(t, "get-bucket-lifecycle-exc-1");
    await t.step("delete-bucket-lifecycle-no-bucket", "DeleteBucketLifecycle", t.on({}));
    await configure(t, WHOLE_BUCKET);
    await read(t);
    await t.call("DeleteBucketLifecycle", t.on({}));
    await read(t, "get-bucket-lifecycle-exc-2");
  },
  async "TestS3BucketLifecycle.delete_lifecycle_configuration_on_bucket_deletion"(t) {
    await configure(t, WHOLE_BUCKET);
    await read(t);
    await t.call("DeleteBucket", t.on({}));
    await t.call("CreateBucket", t.on({}));
    await read(t, "get-bucket-lifecycle-exc");
  },
  async "TestS3BucketLifecycle.bucket_lifecycle_configuration_date"(t) {
    await configure(t, rule("rule_number_one", { Expiration: { Date: midnight(30) } }));
    await read(t);
  },
  async "TestS3BucketLifecycle.bucket_lifecycle_configuration_object_expiry"(t) {
    await configure(t, rule("rule_number_one", { Filter: { Prefix: "" }, Expiration: { Days: 7 } }));
    await readHidden(t);
    await t.call("PutObject", t.on({ Key: "key", Body }));
    await step(t, "head-object-expiry", "HeadObject", { Key: "key" });
    await step(t, "get-object-expiry", "GetObject", { Key: "key" });
  },
  async "TestS3BucketLifecycle.bucket_lifecycle_configuration_object_expiry_versioned"(t) {
    await t.versioning("Enabled");
    const noncurrent = { NoncurrentVersionExpiration: { NoncurrentDays: 1 } };
    await configure(t, rule("rule2", { ...expires(7), ...noncurrent }));
    await readHidden(t);
    const Key = "test-object-expiry";
    const first = await t.call("PutObject", t.on({ Key, Body }));
    await step(t, "head-object-expiry", "HeadObject", { Key });
    const second = await t.call("PutObject", t.on({ Key, Body }));
    const of = (version: Answer): Input => ({ Key, VersionId: text(version, "VersionId") });
    await step(t, "head-object-expiry-noncurrent", "HeadObject", of(first));
    await step(t, "head-object-expiry-current-with-version-id", "HeadObject", of(second));
    await step(t, "head-object-expiry-current-without-version-id", "HeadObject", { Key });
  },
  async "TestS3BucketLifecycle.bucket_lifecycle_multiple_rules"(t) {
    const prefixed = (ID: string, Prefix: string, days: number): Input =>
      rule(ID, { Filter: { Prefix }, ...expires(days) });
    await configure(
      t,
      prefixed("rule_one", "testobject", 1),
      prefixed("rule_two", "test", 2),
      prefixed("rule_three", "t", 3),
    );
    await readHidden(t);
    await step(t, "put-object-match-both-rules", "PutObject", { Key: "testobject1", Body });
    await step(t, "put-object-match-rule-2", "PutObject", { Key: "test-object", Body });
    await step(t, "put-object-no-match", "PutObject", { Key: "no-match", Body });
  },
  async "TestS3BucketLifecycle.bucket_lifecycle_object_size_rules"(t) {
    await configure(
      t,
      rule("rule_one", { Filter: { ObjectSizeGreaterThan: 20 }, ...expires(1) }),
      rule("rule_two", { Filter: { ObjectSizeLessThan: 10 }, ...expires(2) }),
    );
    await readHidden(t);
    await step(t, "put-object-match-rule-1", "PutObject", { Key: "key", Body: "a".repeat(22) });
    await step(t, "put-object-match-rule-2", "PutObject", { Key: "key", Body: "a".repeat(5) });
    await step(t, "put-object-no-match", "PutObject", { Key: "key", Body: "a".repeat(15) });
  },
  async "TestS3BucketLifecycle.bucket_lifecycle_tag_rules"(t) {
    const one = { Key: "testlifecycle", Value: "positive" };
    const two = { Key: "testlifecycletwo", Value: "positive-two" };
    await configure(
      t,
      rule("rule_one", { Filter: { Tag: one }, ...expires(1) }),
      rule("rule_two", { Filter: { And: { Tags: [one, two] } }, ...expires(2) }),
    );
    await readHidden(t);
    const tagged = async (name: string, Tagging: string): Promise<void> => {
      await step(t, `put-object-${name}`, "PutObject", { Key: name, Body, Tagging });
      await step(t, `get-object-${name}`, "GetObject", { Key: name });
    };
    await tagged("match-both-rules", "testlifecycle=positive&testlifecycletwo=positive-two");
    await tagged("match-rule-1", "testlifecycle=positive");
    await tagged("no-match", "testlifecycle=not_positive");
    await tagged("no-tags", "");
  },
  async "TestS3BucketLifecycle.lifecycle_expired_object_delete_marker"(t) {
    await configure(t, rule("rule-marker", { Expiration: { ExpiredObjectDeleteMarker: true } }));
    await readHidden(t);
    await step(t, "put-object", "PutObject", { Key: "key", Body });
    await step(t, "head-object", "HeadObject", { Key: "key" });
  },
  async "TestS3BucketLifecycle.object_expiry_after_bucket_lifecycle_configuration"(t) {
    await step(t, "put-object-before", "PutObject", { Key: "before", Body });
    await configure(t, rule("rule3", expires(7)));
    await readHidden(t);
    await step(t, "head-object-expiry-before", "HeadObject", { Key: "before" });
    await step(t, "put-object-after", "PutObject", { Key: "after", Body });
    await step(t, "head-object-expiry-after", "HeadObject", { Key: "after" });
  },
  async "TestS3BucketLifecycle.put_bucket_lifecycle_conf_exc"(t) {
    await refusedRules(t);
  },
  async "TestS3BucketLifecycle.s3_transition_default_minimum_object_size"(t) {
    const put = (name: string, more: Input): Promise<Answer> => {
      const LifecycleConfiguration = { Rules: [WHOLE_BUCKET] };
      return t.step(name, "PutBucketLifecycleConfiguration", t.on({ LifecycleConfiguration, ...more }));
    };
    await put("varies-by-storage", { TransitionDefaultMinimumObjectSize: "varies_by_storage_class" });
    await read(t, "get-varies-by-storage");
    await put("default", {});
    await read(t, "get-default");
    await put("all-storage", { TransitionDefaultMinimumObjectSize: "all_storage_classes_128K" });
    await read(t, "get-all-storage");
    await put("bad-value", { TransitionDefaultMinimumObjectSize: "value" });
  },
};

async function refusedRules(t: Replay): Promise<void> {
  const refuse = (name: string, Rule: Input): Promise<Answer> =>
    t.step(name, "PutBucketLifecycleConfiguration", t.on({ LifecycleConfiguration: { Rules: [Rule] } }));
  await refuse("missing-id", { Status: "Enabled", ...expires(7) });
  const { Filter: _filter, ...unfiltered } = rule("missing-filter", expires(7));
  await refuse("missing-filter", unfiltered);
  await refuse("missing-noncurrent-version-expiration-data", rule("no-data", { NoncurrentVersionExpiration: {} }));
  const And = { Prefix: "test", ObjectSizeGreaterThan: 20 };
  await refuse("wrong-filter-and-plus-prefix", rule("and", { Filter: { And, Prefix: "test" }, ...expires(7) }));
  await refuse(
    "wrong-filter-and-and-object-size",
    rule("and", { Filter: { And, ObjectSizeGreaterThan: 20 }, ...expires(7) }),
  );
  await refuse("wrong-data-no-midnight", rule("date", { Expiration: { Date: midnight(30) + 3_600_000 } }));
  const tag = { Key: "test", Value: "one" };
  const Tags = [tag, { ...tag, Value: "two" }];
  await refuse("duplicate-tag-keys", rule("tags", { Filter: { And: { Tags } }, ...expires(7) }));
  const both = { Days: 1, ExpiredObjectDeleteMarker: true };
  await refuse("expired-delete-marker-and-days", rule("marker", { Expiration: both }));
}
