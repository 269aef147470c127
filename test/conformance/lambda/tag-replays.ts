import { type LambdaCaller, newFunction, textOf } from "./lambda-caller.ts";
import type { Answer, Replays } from "./replay.ts";

const tag = (aws: LambdaCaller, Resource: string, Tags: Readonly<Record<string, string>>): Promise<Answer> =>
  aws.record("TagResource", { Resource, Tags });
const untag = (aws: LambdaCaller, Resource: string, ...TagKeys: string[]): Promise<Answer> =>
  aws.record("UntagResource", { Resource, TagKeys });
const list = (aws: LambdaCaller, Resource: string): Promise<Answer> => aws.record("ListTags", { Resource });
const get = (aws: LambdaCaller, FunctionName: string): Promise<Answer> => aws.record("GetFunction", { FunctionName });

async function functionArn(aws: LambdaCaller, tags?: Readonly<Record<string, string>>): Promise<string> {
  return textOf(await aws.create(aws.newName(), tags === undefined ? {} : { Tags: tags }), "FunctionArn");
}

/** The ARN of the resource that a variant is about, which need not exist. */
async function resourceArn(aws: LambdaCaller, variant: string): Promise<string> {
  const uuid = "11111111-2222-4333-8444-555555555555";
  const arn = `arn:aws:lambda:${aws.place.region}:${aws.place.accountId}:event-source-mapping:${uuid}`;
  if (variant !== "event_source_mapping") return functionArn(aws);
  aws.mappings.set(uuid, {
    UUID: uuid,
    EventSourceArn: "arn:aws:sqs:us-east-1:000000000000:queue",
    FunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:some",
    State: "Enabled",
    StateTransitionReason: "USER_INITIATED",
    LastModified: 0,
  });
  return arn;
}

const RESOURCES: Readonly<Record<string, string>> = {
  lambda_function: "function:resource-name",
  event_source_mapping: "event-source-mapping:11111111-2222-4333-8444-555555555555",
  capacity_provider: "capacity-provider:resource-name",
};

const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}_key`, `${index}_value`]));

/** Replays about tags. */
export const tagReplays: Replays = {
  async "TestLambdaTag.create_tag_on_fn_create"(aws) {
    const arn = await functionArn(aws, { testtag: "tag-1" });
    return { get_function_result: await get(aws, arn), list_tags_result: await list(aws, arn) };
  },

  async "TestLambdaTag.tag_lifecycle"(aws, variant) {
    const arn = await resourceArn(aws, variant);
    const steps: Record<string, Answer> = {};
    const step = async (name: string, answer: Promise<Answer>): Promise<void> => {
      steps[`${name}_response`] = await answer;
      steps[`${name}_response_listtags`] = await list(aws, arn);
    };
    await step("tag_single", tag(aws, arn, { A: "tag-a" }));
    await step("tag_multiple", tag(aws, arn, { B: "tag-b", C: "tag-c" }));
    await step("tag_overlap", tag(aws, arn, { C: "tag-c-newsuffix", D: "tag-d" }));
    await step("untag_single", untag(aws, arn, "A"));
    await step("untag_multiple", untag(aws, arn, "B", "C"));
    await step("untag_nonexisting", untag(aws, arn, "F"));
    await step("untag_existing_and_nonexisting", untag(aws, arn, "D", "F"));
    return steps;
  },

  async "TestLambdaTag.tag_nonexisting_resource"(aws) {
    const arn = await functionArn(aws);
    const before = await get(aws, arn);
    await aws.call("DeleteFunction", { FunctionName: arn });
    return {
      pre_delete_get_function: before,
      not_found_exception_tag: await tag(aws, arn, { A: "B" }),
      not_found_exception_untag: await untag(aws, arn, "A"),
      not_found_exception_list: await list(aws, arn),
    };
  },

  async "TestLambdaTag.tag_exceptions"(aws, variant) {
    const { region, accountId } = aws.place;
    const prefix = `arn:aws:lambda:${region}:${accountId}:`;
    const arn = `${prefix}${RESOURCES[variant]}`;
    return {
      not_found_exception_tag: await tag(aws, arn, { A: "B" }),
      not_found_exception_untag: await untag(aws, arn, "A"),
      not_found_exception_list: await list(aws, arn),
      aliased_arn_exception: await tag(aws, `${arn}:alias`, { A: "B" }),
      invalid_arn_exception: await tag(aws, `${prefix}foobar:${RESOURCES[variant]?.split(":")[1]}`, { A: "B" }),
    };
  },

  async "TestLambdaTags.tag_exceptions"(aws) {
    const arn = await functionArn(aws);
    const other = arn.replace(/[^:]+$/, "doesnotexist");
    return {
      tag_lambda_invalidarn: await tag(aws, "arn:aws:something", { key_a: "value_a" }),
      tag_lambda_doesnotexist: await tag(aws, other, { key_a: "value_a" }),
      tag_lambda_qualifier_doesnotexist: await tag(aws, `${arn}:v1`, { key_a: "value_a" }),
      list_tag_lambda_empty: await list(aws, arn),
      untag_nomatch: await untag(aws, arn, "somekey"),
      // An empty list is nothing at all in a query string.
      untag_empty_keys: await aws.record("UntagResource", { Resource: arn } as never),
      tag_empty_tags: await tag(aws, arn, {}),
    };
  },

  async "TestLambdaTags.tag_lifecycle"(aws) {
    const arn = await functionArn(aws, { key_a: "value_a" });
    const steps: Record<string, Answer> = {};
    const look = async (name: string): Promise<void> => {
      steps[`list_tags_response_${name}`] = await list(aws, arn);
      steps[`get_fn_response_${name}`] = await get(aws, arn);
    };
    await look("postfncreate");
    const added = { key_b: "value_b", key_c: "value_c", key_d: "value_d", key_e: "value_e" };
    steps["tag_resource_response"] = await tag(aws, arn, added);
    await look("postaddtags");
    steps["tag_resource_overwrite"] = await tag(aws, arn, { key_b: "value_b", key_c: "value_x" });
    await look("overwrite");
    await untag(aws, arn, "key_c", "key_d");
    await look("postuntag");
    await untag(aws, arn, "key_a", "key_b", "key_e");
    await look("postuntagall");
    await aws.call("DeleteFunction", { FunctionName: arn });
    steps["list_tags_postdelete"] = await list(aws, arn);
    return steps;
  },

  async "TestLambdaTags.tag_limits"(aws) {
    const arn = await functionArn(aws);
    const tooMany = await tag(aws, arn, many(51));
    const added = await tag(aws, arn, many(50));
    return {
      tag_lambda_too_many_tags: tooMany,
      tag_response: added,
      list_tags_response: await list(aws, arn),
      get_fn_response: await get(aws, arn),
      tag_lambda_too_many_tags_additional: await tag(aws, arn, { a_key: "a_value" }),
      create_function_invalid_tags: await aws.record("CreateFunction", await newFunction("other", { Tags: many(51) })),
    };
  },

  async "TestLambdaTags.tag_versions"(aws) {
    const arn = await functionArn(aws);
    await aws.call("PublishVersion", { FunctionName: arn });
    return {
      tag_resource_exception: await tag(aws, `${arn}:1`, { key_a: "value_a" }),
      tag_resource_latest_exception: await tag(aws, `${arn}:$LATEST`, { key_a: "value_a" }),
    };
  },
};
