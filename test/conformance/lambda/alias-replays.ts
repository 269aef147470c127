import type { LambdaCaller } from "./lambda-caller.ts";
import { textOf } from "./lambda-caller.ts";
import type { Answer, Replays, Steps } from "./replay.ts";

/** A function with an environment, as the recording tests create it by hand. */
async function staged(aws: LambdaCaller, name: string, Publish = false): Promise<Answer> {
  return aws.create(name, {
    Handler: "index.handler",
    Timeout: undefined,
    Environment: { Variables: { testenv: "staging" } },
    Publish,
  });
}

const publish = (aws: LambdaCaller, FunctionName: string): Promise<Answer> =>
  aws.record("PublishVersion", { FunctionName });

/** Version 1 has the staging environment, version 2 the one for production. */
async function twoVersions(aws: LambdaCaller, FunctionName: string): Promise<Steps> {
  const first = await publish(aws, FunctionName);
  const Environment = { Variables: { testenv: "prod" } };
  await aws.call("UpdateFunctionConfiguration", { FunctionName, Environment });
  await aws.settle();
  return { publish_v1: first, publish_v2: await publish(aws, FunctionName) };
}

async function allAliases(aws: LambdaCaller, FunctionName: string): Promise<Steps> {
  const aliases: unknown[] = [];
  let Marker: string | undefined;
  do {
    const page: Answer = await aws.call("ListAliases", { FunctionName, Marker, MaxItems: 1 });
    aliases.push(...(page["Aliases"] as unknown[]));
    Marker = page["NextMarker"] as string | undefined;
  } while (Marker !== undefined);
  return { Aliases: aliases };
}

/** Replays about aliases. */
export const aliasReplays: Replays = {
  async "TestLambdaAlias.alias_lifecycle"(aws) {
    const FunctionName = aws.newName();
    const steps: Record<string, unknown> = { create_response: await staged(aws, FunctionName) };
    Object.assign(steps, await twoVersions(aws, FunctionName));
    const getAlias = (Name: string): Promise<Answer> => aws.record("GetAlias", { FunctionName, Name });
    const list = (FunctionVersion?: string): Promise<Answer> =>
      aws.record("ListAliases", { FunctionName, FunctionVersion });
    const create = async (Name: string, FunctionVersion: string, extra: object = {}): Promise<void> => {
      const key = Name.replace("aliasname", "");
      steps[`create_alias_${key}`] = await aws.record("CreateAlias", { FunctionName, Name, FunctionVersion, ...extra });
      steps[`get_alias_${key}`] = await getAlias(Name);
    };
    const Description = "custom-alias";
    await create("aliasname1_1", "1", { Description, RoutingConfig: { AdditionalVersionWeights: { "2": 0.2 } } });
    steps["get_function_alias_1_1"] = await aws.record("GetFunction", { FunctionName, Qualifier: "aliasname1_1" });
    const arn = textOf(steps["create_alias_1_1"] as Answer, "AliasArn");
    steps["get_function_byarn_alias_1_1"] = await aws.record("GetFunction", { FunctionName: arn });
    const missing = { FunctionName, Qualifier: "aliasdoesnotexist" };
    steps["get_function_alias_notfound_exc"] = await aws.record("GetFunction", missing);
    const missingArn = arn.replace("aliasname1_1", "aliasdoesnotexist");
    steps["get_function_alias_byarn_notfound_exc"] = await aws.record("GetFunction", { FunctionName: missingArn });
    await create("aliasname1_2", "1", { Description });
    await create("aliasname1_3", "1");
    await create("aliasname2", "2", { Description });
    steps["list_aliases_for_fnname"] = await allAliases(aws, FunctionName);
    const unrouted = { FunctionName, Name: "aliasname1_1", RoutingConfig: { AdditionalVersionWeights: {} } };
    steps["update_alias_1_1"] = await aws.record("UpdateAlias", unrouted);
    steps["get_alias_1_1_after_update"] = await getAlias("aliasname1_1");
    steps["list_aliases_for_fnname_after_update"] = await list();
    steps["update_alias_1_2"] = await aws.record("UpdateAlias", { FunctionName, Name: "aliasname1_2" });
    steps["get_alias_1_2_after_update"] = await getAlias("aliasname1_2");
    steps["list_aliases_for_fnname_after_update_2"] = await list();
    steps["list_aliases_for_version"] = await list("1");
    steps["delete_alias_response"] = await aws.record("DeleteAlias", { FunctionName, Name: "aliasname1_1" });
    steps["list_aliases_for_fnname_afterdelete"] = await list();
    return steps;
  },

  async "TestLambdaAlias.notfound_and_invalid_routingconfigs"(aws) {
    const FunctionName = aws.newName();
    const create = await staged(aws, FunctionName, true);
    const versions = await twoVersions(aws, FunctionName);
    const alias = (
      FunctionVersion: string,
      weights: Readonly<Record<string, number>> | undefined,
      extra: object = {},
    ) =>
      aws.record("CreateAlias", {
        FunctionName,
        Name: "custom",
        FunctionVersion,
        ...(weights === undefined ? {} : { RoutingConfig: { AdditionalVersionWeights: weights } }),
        ...extra,
      });
    return {
      create_response: create,
      ...versions,
      routing_config_exc_toomany: await alias("1", { "1": 0.8, "2": 0.2 }),
      routing_config_exc_toohigh: await alias("1", { "2": 2 }),
      routing_config_exc_subzero: await alias("1", { "2": -1 }),
      routing_config_exc_sameversion: await alias("1", { "1": 0.5 }),
      target_version_doesnotexist: await alias("10", { "2": 0.5 }),
      routing_config_exc_version_doesnotexist: await alias("1", { "10": 0.5 }),
      target_version_exc_version_latest: await alias("$LATEST", { "1": 0.5 }),
      routing_config_exc_version_latest: await alias("1", { $LATEST: 0.5 }),
      "create-alias-latest": await alias("$LATEST", undefined, { Name: "custom-latest" }),
      routing_config_exc_fn_doesnotexist: await alias("1", { "2": 0.5 }, { FunctionName: `${FunctionName}-unknown` }),
      create_alias_empty_routingconfig: await alias("1", {}, { Name: "custom-empty-routingconfig" }),
      create_alias_response: await alias("1", { "2": 0.5 }),
      routing_config_exc_already_exist: await alias("1", { "2": 0.5 }),
      alias_does_not_exist_esc: await aws.record("GetAlias", { FunctionName, Name: "non-existent" }),
    };
  },

  async "TestLambdaAlias.alias_naming"(aws) {
    const FunctionName = aws.newName();
    const create = await staged(aws, FunctionName);
    const version = await publish(aws, FunctionName);
    const alias = (Name: string): Promise<Answer> =>
      aws.record("CreateAlias", { FunctionName, Name, FunctionVersion: "1", Description: "custom-alias" });
    return {
      create_response: create,
      publish_v1: version,
      create_alias_date: await alias("2024-01-02"),
      get_alias_date: await aws.record("GetAlias", { FunctionName, Name: "2024-01-02" }),
      create_alias_number_exception: await alias("2024"),
    };
  },

  async "TestLambdaAlias.non_existent_alias_deletion"(aws) {
    const FunctionName = aws.newName();
    const create = await staged(aws, FunctionName);
    const Name = "non-existent";
    return {
      create_response: create,
      delete_alias_response: await aws.record("DeleteAlias", { FunctionName, Name }),
    };
  },

  async "TestLambdaAlias.non_existent_alias_update"(aws) {
    const FunctionName = aws.newName();
    const create = await staged(aws, FunctionName);
    const Name = "non-existent";
    return {
      create_response: create,
      update_alias_response: await aws.record("UpdateAlias", { FunctionName, Name, Description: "new" }),
    };
  },
};
