import type { Replays } from "./replay.ts";
import { QUEUE_ARN, type SnsCaller } from "./sns-caller.ts";

interface Filtered {
  readonly arn: string;
  /** Publishes and gives what came through. */
  readonly publish: (message: unknown, attributes?: object) => Promise<object>;
}

/** A queue subscribed with a filter policy. */
async function filtered(aws: SnsCaller, policy: object | undefined, scope?: string): Promise<Filtered> {
  const topicArn = await aws.topic();
  const arn = await aws.subscribeQueue(topicArn);
  if (scope !== undefined) await aws.set(arn, "FilterPolicyScope", scope);
  if (policy !== undefined) await aws.set(arn, "FilterPolicy", JSON.stringify(policy));
  return {
    arn,
    async publish(message, attributes = {}) {
      const text = typeof message === "string" ? message : JSON.stringify(message);
      await aws.call("Publish", { TopicArn: topicArn, Message: text, MessageAttributes: attributes as never });
      return aws.received();
    },
  };
}

const number = (value: string): object => ({ DataType: "Number", StringValue: value });

/** All that came through of several messages. */
async function allOf({ publish }: Filtered, messages: readonly unknown[]): Promise<object> {
  const through: unknown[] = [];
  for (const message of messages) {
    const { messages: received } = (await publish(message)) as { readonly messages: readonly unknown[] };
    through.push(...received);
  }
  return { messages: through };
}

const AT = "2022-11-21T03:41:29.743Z";

function s3Record(eventName: string, key: string): object {
  const bucket = { name: "insurance-bucket-demo", arn: "arn:aws:s3:::insurance-bucket-demo" };
  return { eventSource: "aws:s3", eventTime: AT, eventName, s3: { bucket, object: { key, size: 17 } } };
}

function cloudEvent(id: string, detail: object): object {
  const source = { source: "test-source", "detail-type": "test-detail-type", account: "123456789012" };
  return { id, ...source, region: "my-region", time: AT, detail };
}

/** Replays about what passes a filter policy. */
export const filterReplays: Replays = {
  async "TestSNSFilterPolicyCrud.set_subscription_filter_policy_scope"(aws) {
    const { arn } = await filtered(aws, undefined);
    const before = await aws.attributesOf(arn);
    await aws.set(arn, "FilterPolicyScope", "MessageBody");
    const body = await aws.attributesOf(arn);
    const error = await aws.set(arn, "FilterPolicyScope", "RandomValue");
    await aws.set(arn, "FilterPolicy", JSON.stringify({ attr: ["match-this"] }));
    return {
      "sub-attrs-default": before,
      "sub-attrs-filter-scope-body": body,
      "sub-attrs-filter-scope-error": error,
      "sub-attrs-after-setting-policy": await aws.attributesOf(arn),
    };
  },

  async "TestSNSFilterPolicyCrud.sub_filter_policy_nested_property"(aws) {
    const { arn } = await filtered(aws, undefined);
    const policy = JSON.stringify({ object: { key: [{ prefix: "auto-" }] } });
    const error = await aws.set(arn, "FilterPolicy", policy);
    await aws.set(arn, "FilterPolicyScope", "MessageBody");
    await aws.set(arn, "FilterPolicy", policy);
    return {
      "sub-filter-policy-nested-error": error,
      "sub-attrs-after-setting-nested-policy": await aws.attributesOf(arn),
    };
  },

  async "TestSNSFilterPolicyAttributes.filter_policy"(aws) {
    const { arn, publish } = await filtered(aws, { attr1: [{ numeric: [">", 0, "<=", 100] }] });
    const attributes = await aws.attributesOf(arn);
    const first = await publish("This is a test message", { attr1: number("99") });
    const second = await publish("This is another test message", { attr1: number("111") });
    await aws.set(arn, "FilterPolicy", JSON.stringify({ attr1: [null, { "anything-but": "whatever" }] }));
    const changed = await aws.attributesOf(arn);
    const third = await publish("This the test message for null");
    await aws.set(arn, "FilterPolicy", "");
    return {
      "subscription-attributes": attributes,
      "messages-0": { messages: [] },
      "messages-1": first,
      // The recorder left the first one in the queue.
      "messages-2": joined(first, second),
      "subscription-attributes-2": changed,
      "messages-3": third,
      "messages-4": await publish("This the test message for null"),
    };
  },

  async "TestSNSFilterPolicyAttributes.exists_filter_policy"(aws) {
    const { arn, publish } = await filtered(aws, { store: [{ exists: true }] });
    const attributes = await aws.attributesOf(arn);
    const first = await publish("message-1", { store: number("99"), def: number("99") });
    const second = await publish("message-2", { attr1: number("111") });
    await aws.set(arn, "FilterPolicy", JSON.stringify({ store: [{ exists: false }] }));
    const changed = await aws.attributesOf(arn);
    const third = await publish("message-3", { def: number("99") });
    return {
      "subscription-attributes-policy-1": attributes,
      "messages-0": { messages: [] },
      "messages-1": first,
      "messages-2": joined(first, second),
      "subscription-attributes-policy-2": changed,
      "messages-3": third,
      "messages-4": joined(third, await publish("message-4", { store: number("99"), def: number("99") })),
    };
  },

  async "TestSNSFilterPolicyBody.filter_policy_on_message_body"(aws) {
    const policy = {
      object: { key: [{ prefix: "auto-" }, "hardcodedvalue"], nested_key: [{ exists: false }] },
      test: [{ exists: false }],
    };
    const { publish } = await filtered(aws, policy, "MessageBody");
    const passed = await publish({ object: { key: "auto-test" } });
    const alsoPassed = await publish({ object: { key: "hardcodedvalue" } });
    const others = [
      { object: { key: "test-auto" } },
      { object: { key: "auto-test" }, test: "just-exists" },
      { object: { key: "auto-test", nested_key: "just-exists" } },
      { object: { test: "auto-test" } },
      { test: "auto-test" },
      "Regular string message",
      '"Regular string message"',
    ];
    let rest: object = { messages: [] };
    for (const message of others) rest = joined(rest, await publish(message));
    return { "recv-init": rest, "recv-passed-msg-0": passed, "recv-passed-msg-1": alsoPassed };
  },

  async "TestSNSFilterPolicyBody.filter_policy_on_message_body_array_attributes"(aws) {
    const topicArn = await aws.topic();
    for (const name of ["queue1", "queue2"]) {
      const attributes = {
        FilterPolicyScope: "MessageBody",
        FilterPolicy: JSON.stringify({ headers: { "route-to": [name] } }),
      };
      const target = { TopicArn: topicArn, Protocol: "sqs", Endpoint: `${QUEUE_ARN}-${name}`, Attributes: attributes };
      await aws.call("Subscribe", target);
    }
    for (const route of [["queue3"], ["queue1"], ["queue2"], ["queue1", "queue2"]]) {
      await aws.call("Publish", { TopicArn: topicArn, Message: JSON.stringify({ headers: { "route-to": route } }) });
    }
    const at = (name: string): object => ({
      messages: aws.delivered.flatMap(({ subscription, notification }) =>
        subscription.endpoint.endsWith(name) && notification.type === "Notification" ? [notification.message] : [],
      ),
    });
    return { "messages-queue-0": at("queue1"), "messages-queue-1": at("queue2") };
  },

  async "TestSNSFilterPolicyBody.filter_policy_on_message_body_array_of_object_attributes"(aws) {
    const policy = {
      Records: { s3: { object: { key: [{ prefix: "auto-" }] } }, eventName: [{ prefix: "ObjectCreated:" }] },
    };
    const nested = {
      Records: [
        {
          eventSource: "aws:s3",
          eventName: "ObjectCreated:Put",
          s3: { object: [[{ key: "auto-insurance-2314.xml", size: 17 }]] },
        },
        {
          eventSource: "aws:s3",
          eventName: "ObjectRemoved:Delete",
          s3: { object: { key: "home-insurance-2314.xml", size: 17 } },
        },
      ],
    };
    const messages = [
      nested,
      { Records: [s3Record("ObjectRemoved:Delete", "auto-insurance-2314.xml")] },
      { Records: [s3Record("ObjectCreated:Put", "home-insurance-2314.xml")] },
      { Records: [s3Record("ObjectCreated:Put", "auto-insurance-2314.xml")] },
    ];
    return { messages: await allOf(await filtered(aws, policy, "MessageBody"), messages) };
  },

  async "TestSNSFilterPolicyBody.filter_policy_on_message_body_or_attribute"(aws) {
    const policy = {
      $or: [{ metricName: ["CPUUtilization", "ReadLatency"] }, { namespace: ["AWS/EC2", "AWS/ES"] }],
      detail: {
        scope: ["Service"],
        $or: [{ source: ["aws.cloudwatch"] }, { type: ["CloudWatch Alarm State Change"] }],
      },
    };
    const alarm = "CloudWatch Alarm State Change";
    const watched = { scope: "Service", source: "aws.cloudwatch" };
    const messages = [
      { metricName: "CPUUtilization", detail: { scope: "aws.cloudwatch", type: alarm } },
      { metricName: "CPUUtilization", detail: { scope: "Service", type: "CPUUtilization" } },
      { metricName: "CPUUtilization", detail: { type: alarm } },
      { metricName: "CPUUtilization", detail: { scope: "Service" } },
      { metricName: "CPUUtilization", scope: "Service" },
      { metricName: "CPUUtilization", detail: watched },
      { metricName: "CPUUtilization", detail: { scope: "Service", type: alarm } },
      { metricName: "ReadLatency", detail: watched },
      { namespace: "AWS/EC2", detail: watched },
      { namespace: "AWS/ES", detail: watched },
      { metricName: "AWS/EC2", detail: { scope: "Service", type: alarm } },
      { namespace: "CPUUtilization", detail: { scope: "Service", type: alarm } },
    ];
    return { "messages-queue": await allOf(await filtered(aws, policy, "MessageBody"), messages) };
  },

  async "TestSNSFilterPolicyBody.filter_policy_empty_array_payload"(aws) {
    const event = {
      version: "0",
      id: "3e3c153a-8339-4e30-8c35-687ebef853fe",
      "detail-type": "EC2 Instance Launch Successful",
      source: "aws.autoscaling",
      account: "123456789012",
      time: AT,
      region: "my-region",
      resources: [],
      detail: { eventVersion: "", responseElements: null },
    };
    const one = await filtered(aws, { resources: [{ exists: false }] }, "MessageBody");
    return { "messages-queue": await allOf(one, [event]) };
  },

  async "TestSNSFilterPolicyBody.filter_policy_ip_address_condition"(aws) {
    const policy = {
      detail: {
        $or: [
          { sourceIPAddress: [{ cidr: "10.0.0.0/24" }] },
          { sourceIPAddressV6: [{ cidr: "2001:db8:1234:1a00::/64" }] },
        ],
      },
    };
    const messages = [
      cloudEvent("1", { sourceIPAddress: "10.0.0.255" }),
      cloudEvent("2", { sourceIPAddress: "10.0.0.256" }),
      cloudEvent("3", { sourceIPAddressV6: "2001:0db8:1234:1a00:0000:0000:0000:0000" }),
      cloudEvent("4", { sourceIPAddressV6: "2001:0db8:123f:1a01:0000:0000:0000:0000" }),
    ];
    return { "messages-queue": await allOf(await filtered(aws, policy, "MessageBody"), messages) };
  },
};

function joined(first: object, second: object): object {
  const messages = [first, second].flatMap(
    (received) => (received as { readonly messages: readonly unknown[] }).messages,
  );
  return { messages };
}
