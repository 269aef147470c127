import type { Replays } from "./replay.ts";
import type { SnsCaller } from "./sns-caller.ts";

const tag = (Key: string, Value: string): { readonly Key: string; readonly Value: string } => ({ Key, Value });

function attributesOf(aws: SnsCaller, TopicArn: string, region = aws.place.region): Promise<object> {
  return aws.record("GetTopicAttributes", { TopicArn }, { region });
}

async function policyOf(aws: SnsCaller, TopicArn: string): Promise<string> {
  const { Attributes: attributes } = await aws.call("GetTopicAttributes", { TopicArn });
  return attributes?.["Policy"] ?? "";
}

function permit(aws: SnsCaller, TopicArn: string, ...actions: string[]): Promise<object> {
  const permission = { Label: "test", AWSAccountId: [aws.place.accountId], ActionName: actions };
  return aws.record("AddPermission", { TopicArn, ...permission });
}

/** Replays about topics. */
export const topicReplays: Replays = {
  async "TestSNSTopicCrud.create_topic_with_attributes"(aws) {
    const attributes = { DisplayName: "TestTopic", SignatureVersion: "2", FifoTopic: "true" };
    const arn = await aws.topic("topictest.fifo", attributes);
    return {
      "get-topic-attrs": await attributesOf(aws, arn),
      "get-attrs-nonexistent-topic": await attributesOf(aws, `${arn.slice(0, -8)}1a2b3c4d`),
      "get-attrs-malformed-topic": await attributesOf(aws, "test-topic"),
    };
  },

  async "TestSNSTopicCrud.tags"(aws) {
    const ResourceArn = await aws.topic();
    const list = (): Promise<object> => aws.record("ListTagsForResource", { ResourceArn });
    const twice = [tag("k1", "v1"), tag("k2", "v2"), tag("k2", "v2")];
    const duplicate = await aws.record("TagResource", { ResourceArn, Tags: twice });
    await aws.call("TagResource", { ResourceArn, Tags: [tag("k1", "v1"), tag("k2", "v2")] });
    const created = await list();
    await aws.call("UntagResource", { ResourceArn, TagKeys: ["k1"] });
    const deleted = await list();
    await aws.call("TagResource", { ResourceArn, Tags: [tag("k2", "v2b")] });
    return {
      "duplicate-key-error": duplicate,
      "list-created-tags": created,
      "list-after-delete-tags": deleted,
      "list-after-update-tags": await list(),
    };
  },

  async "TestSNSTopicCrud.tags_removed_after_deletion"(aws) {
    const topic = { Name: "topic", Tags: [tag("k1", "v1"), tag("k2", "v2")] };
    const { TopicArn: arn = "" } = await aws.call("CreateTopic", topic);
    const created = await aws.record("ListTagsForResource", { ResourceArn: arn });
    await aws.call("DeleteTopic", { TopicArn: arn });
    await aws.topic("topic");
    return {
      "list-created-tags": created,
      "list-empty-tags": await aws.record("ListTagsForResource", { ResourceArn: arn }),
    };
  },

  async "TestSNSTopicCrud.create_topic_arn"(aws) {
    const created = await aws.record("CreateTopic", { Name: "topic-test-create" });
    const { TopicArn: arn } = created as { readonly TopicArn: string };
    return {
      "create-topic": created,
      "get-topic-attrs": await attributesOf(aws, arn),
      "delete-topic": await aws.record("DeleteTopic", { TopicArn: arn }),
      "topic-not-exists": await attributesOf(aws, arn),
    };
  },

  async "TestSNSTopicCrud.delete_topic_idempotency"(aws) {
    const arn = await aws.topic();
    return {
      "delete-topic": await aws.record("DeleteTopic", { TopicArn: arn }),
      "delete-topic-again": await aws.record("DeleteTopic", { TopicArn: arn }),
    };
  },

  async "TestSNSTopicCrud.create_duplicate_topic_with_more_tags"(aws) {
    await aws.topic("topic");
    return { "exception-duplicate": await aws.record("CreateTopic", { Name: "topic", Tags: [tag("key1", "value1")] }) };
  },

  async "TestSNSTopicCrud.create_duplicate_topic_check_idempotency"(aws) {
    const [a, b] = [tag("a", "1"), tag("b", "2")];
    const create = (...Tags: (typeof a)[]): Promise<object> => aws.record("CreateTopic", { Name: "topic", Tags });
    return {
      "response-created": await create(a, b),
      "response-same-arn-0": await create(a, b),
      "response-same-arn-1": await create(a),
      "response-same-arn-2": await create(),
    };
  },

  async "TestSNSTopicCrud.create_topic_after_delete_with_new_tags"(aws) {
    const create = (value: string): Promise<object> =>
      aws.record("CreateTopic", { Name: "topic", Tags: [tag("Name", value)] });
    const first = await create("pqr");
    const { TopicArn: arn } = first as { readonly TopicArn: string };
    await aws.call("DeleteTopic", { TopicArn: arn });
    return { "topic-0": first, "topic-1": await create("abc") };
  },

  async "TestSNSTopicCrudV2.delete_non_existent_topic"(aws) {
    const { region, accountId } = aws.place;
    const arn = `arn:aws:sns:${region}:${accountId}:non-existent`;
    return { "delete-non-existent-topic": await aws.record("DeleteTopic", { TopicArn: arn }) };
  },

  async "TestSNSTopicCrudV2.create_topic_should_be_idempotent"(aws) {
    const arn = await aws.topic("topic");
    const attribute = { AttributeName: "DisplayName", AttributeValue: "AlreadySet" };
    await aws.call("SetTopicAttributes", { TopicArn: arn, ...attribute });
    const first = await attributesOf(aws, arn);
    return {
      "topic-attrs-idempotent-1": first,
      "topic-attrs-idempotent-2": await attributesOf(aws, await aws.topic("topic")),
    };
  },

  async "TestSNSTopicCrudV2.create_topic_different_attrs"(aws) {
    const create = (Attributes?: Record<string, string>): Promise<object> =>
      aws.record("CreateTopic", { Name: "topic", Attributes });
    const created = await create({ DisplayName: "Value1" });
    const { TopicArn: arn } = created as { readonly TopicArn: string };
    return {
      "create-topic": created,
      "create-topic-no-attrs": await create(),
      "topic-attrs": await attributesOf(aws, arn),
      "create-topic-diff-attrs": await create({ DisplayName: "Value2" }),
      "create-topic-new-attrs-fifo": await create({ FifoTopic: "true" }),
      "create-topic-new-attrs": await create({ SignatureVersion: "2" }),
      "create-topic-new-and-same-attrs": await create({ DisplayName: "Value1", SignatureVersion: "2" }),
    };
  },

  async "TestSNSTopicCrudV2.create_topic_in_multiple_regions"(aws) {
    const secondary = { region: "us-west-2" };
    const { TopicArn: west = "" } = await aws.call("CreateTopic", { Name: "multiregion" }, secondary);
    const east = await aws.topic("multiregion");
    return {
      "list-primary": await aws.record("ListTopics", {}),
      "list-secondary": await aws.record("ListTopics", {}, secondary),
      "topic-east": await attributesOf(aws, east),
      "topic-west": await attributesOf(aws, west, secondary.region),
    };
  },

  async "TestSNSTopicCrudV2.topic_get_attributes_with_fifo_false"(aws) {
    const arn = await aws.topic("topic", { FifoTopic: "false" });
    const attribute = { AttributeName: "FifoTopic", AttributeValue: "false" };
    return {
      "get-attrs-standard-topic": await attributesOf(aws, arn),
      "set-fifo-false-after-creation": await aws.record("SetTopicAttributes", { TopicArn: arn, ...attribute }),
    };
  },

  async "TestSNSTopicCrudV2.topic_add_permission"(aws) {
    const arn = await aws.topic();
    const added = await permit(aws, arn, "Publish");
    return { "add-permission-response": added, "topic-policy-after-permission": await policyOf(aws, arn) };
  },

  async "TestSNSTopicCrudV2.topic_add_multiple_permissions"(aws) {
    const arn = await aws.topic();
    const added = await permit(aws, arn, "Publish", "Subscribe");
    return { "add-permission-response": added, "topic-policy-after-permission": await policyOf(aws, arn) };
  },

  async "TestSNSTopicCrudV2.topic_remove_permission"(aws) {
    const arn = await aws.topic();
    await permit(aws, arn, "Publish");
    await aws.call("RemovePermission", { TopicArn: arn, Label: "test" });
    return { "topic-policy": await policyOf(aws, arn) };
  },

  async "TestSNSTopicCrudV2.add_permission_errors"(aws) {
    const arn = await aws.topic();
    await permit(aws, arn, "Publish");
    const duplicate = await permit(aws, arn, "Publish");
    const notFound = await permit(aws, `${arn}-unknown`, "Publish");
    const other = { Label: "other", AWSAccountId: [aws.place.accountId], ActionName: ["InvalidAction"] };
    return {
      "duplicate-label": duplicate,
      "topic-not-found": notFound,
      "invalid-action": await aws.record("AddPermission", { TopicArn: arn, ...other }),
    };
  },

  async "TestSNSTopicCrudV2.remove_permission_errors"(aws) {
    const arn = `${await aws.topic()}-unknown`;
    return { "topic-not-found": await aws.record("RemovePermission", { TopicArn: arn, Label: "test" }) };
  },

  async "TestSNSTopicCrudV2.data_protection_policy_crud"(aws) {
    const arn = await aws.topic();
    const before = await attributesOf(aws, arn);
    const policy = JSON.stringify({
      Name: "data_protection_policy",
      Description: "Test Policy",
      Version: "2021-06-01",
      Statement: [
        {
          Sid: "test-statement",
          DataDirection: "Inbound",
          Principal: ["*"],
          DataIdentifier: [`arn:aws:dataprotection:${aws.place.region}::data-identifier/EmailAddress`],
          Operation: { Deny: {} },
        },
      ],
    });
    return {
      "get-topic-attributes-before-policy": before,
      "put-data-protection-policy": await aws.record("PutDataProtectionPolicy", {
        ResourceArn: arn,
        DataProtectionPolicy: policy,
      }),
      "get-data-protection-policy": await aws.record("GetDataProtectionPolicy", { ResourceArn: arn }),
      "get-topic-attributes-after-policy": await attributesOf(aws, arn),
    };
  },
};
