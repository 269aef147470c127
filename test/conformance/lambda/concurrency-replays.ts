import { created, type LambdaCaller } from "./lambda-caller.ts";
import type { Answer, Replays } from "./replay.ts";

const reserve = (aws: LambdaCaller, FunctionName: string, executions: number): Promise<Answer> =>
  aws.record("PutFunctionConcurrency", { FunctionName, ReservedConcurrentExecutions: executions });
const reserved = (aws: LambdaCaller, FunctionName: string): Promise<Answer> =>
  aws.record("GetFunctionConcurrency", { FunctionName });
const provision = (aws: LambdaCaller, FunctionName: string, Qualifier: string, executions = 1): Promise<Answer> =>
  aws.record("PutProvisionedConcurrencyConfig", {
    FunctionName,
    Qualifier,
    ProvisionedConcurrentExecutions: executions,
  });
const provisioned = (aws: LambdaCaller, FunctionName: string, Qualifier: string): Promise<Answer> =>
  aws.record("GetProvisionedConcurrencyConfig", { FunctionName, Qualifier });
const unprovision = (aws: LambdaCaller, FunctionName: string, Qualifier: string): Promise<Answer> =>
  aws.record("DeleteProvisionedConcurrencyConfig", { FunctionName, Qualifier });
const publish = (aws: LambdaCaller, FunctionName: string): Promise<Answer> =>
  aws.record("PublishVersion", { FunctionName });
const invoke = (aws: LambdaCaller, FunctionName: string, Qualifier?: string): Promise<Answer> =>
  aws.record("Invoke", { FunctionName, Qualifier, Payload: Buffer.from('{"hello":"world"}') });

const ACCOUNT = 1000;

/** Replays about reserved and provisioned concurrency. */
export const concurrencyReplays: Replays = {
  async "TestLambdaReservedConcurrency.function_concurrency"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const zero = await reserve(aws, name, 0);
    const one = await reserve(aws, name, 1);
    const get = await reserved(aws, name);
    return {
      put_function_concurrency_with_reserved_0: zero,
      put_function_concurrency_with_reserved_1: one,
      get_function_concurrency: get,
      delete_response: await aws.record("DeleteFunctionConcurrency", { FunctionName: name }),
      get_function_concurrency_after_delete: await reserved(aws, name),
    };
  },

  async "TestLambdaReservedConcurrency.function_concurrency_exceptions"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const prefix = "put_function_concurrency_with";
    return {
      [`${prefix}_function_name_doesnotexist`]: await reserve(aws, "doesnotexist", 1),
      [`${prefix}_function_name_doesnotexist_and_invalid_concurrency`]: await reserve(aws, "doesnotexist", 0),
      [`${prefix}_qualified_arn`]: await reserve(aws, `${name}:$LATEST`, 0),
    };
  },

  async "TestLambdaReservedConcurrency.function_concurrency_limits"(aws) {
    const name = aws.newName();
    await aws.create(name);
    return {
      put_function_concurrency_account_limit_exceeded: await reserve(aws, name, ACCOUNT + 1),
      put_function_concurrency_below_unreserved_min_value: await reserve(aws, name, ACCOUNT),
    };
  },

  async "TestLambdaProvisionedConcurrency.lambda_provisioned_lifecycle"(aws) {
    const FunctionName = aws.newName();
    await aws.create(FunctionName);
    const Name = "alias-1";
    const version = await publish(aws, FunctionName);
    const alias = await aws.record("CreateAlias", { FunctionName, Name, FunctionVersion: "1" });
    const onVersion = await provision(aws, FunctionName, "1");
    const aliasConflict = await provision(aws, FunctionName, Name);
    await aws.settle();
    const deleted = await unprovision(aws, FunctionName, "1");
    const afterwards = await provisioned(aws, FunctionName, "1");
    const onAlias = await provision(aws, FunctionName, Name);
    const versionConflict = await provision(aws, FunctionName, "1");
    return {
      publish_version_result: version,
      create_alias_result: alias,
      put_provisioned_on_version: onVersion,
      put_provisioned_on_alias_versionconflict: aliasConflict,
      delete_provisioned_version: deleted,
      get_provisioned_version_postdelete: afterwards,
      put_provisioned_on_alias: onAlias,
      put_provisioned_on_version_conflict: versionConflict,
      delete_alias_result: await aws.record("DeleteAlias", { FunctionName, Name }),
      get_provisioned_alias_postaliasdelete: await provisioned(aws, FunctionName, Name),
      list_response_postdeletes: await aws.record("ListProvisionedConcurrencyConfigs", { FunctionName }),
    };
  },

  async "TestLambdaProvisionedConcurrency.provisioned_concurrency_exceptions"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const version = await publish(aws, name);
    const list = (FunctionName: string): Promise<Answer> =>
      aws.record("ListProvisionedConcurrencyConfigs", { FunctionName });
    return {
      publish_version_result: version,
      get_provisioned_config_doesnotexist: await provisioned(aws, name, "1"),
      get_provisioned_functionname_doesnotexist: await provisioned(aws, "doesnotexist", "noalias"),
      get_provisioned_qualifier_doesnotexist: await provisioned(aws, name, "noalias"),
      get_provisioned_version_doesnotexist: await provisioned(aws, name, "10"),
      get_provisioned_latest: await provisioned(aws, name, "$LATEST"),
      list_provisioned_noconfigs: await list(name),
      list_provisioned_functionname_doesnotexist: await list("doesnotexist"),
      delete_provisioned_functionname_doesnotexist: await unprovision(aws, "doesnotexist", "1"),
      delete_provisioned_qualifier_doesnotexist: await unprovision(aws, name, "noalias"),
      delete_provisioned_version_doesnotexist: await unprovision(aws, name, "10"),
      delete_provisioned_latest: await unprovision(aws, name, "$LATEST"),
      delete_provisioned_config_doesnotexist: await unprovision(aws, name, "1"),
      put_provisioned_invalid_param_0: await provision(aws, name, "1", 0),
      put_provisioned_functionname_doesnotexist_alias: await provision(aws, "doesnotexist", "noalias"),
      put_provisioned_functionname_doesnotexist_version: await provision(aws, "doesnotexist", "1"),
      put_provisioned_qualifier_doesnotexist: await provision(aws, name, "doesnotexist"),
      put_provisioned_version_doesnotexist: await provision(aws, name, "10"),
      put_provisioned_latest: await provision(aws, name, "$LATEST"),
    };
  },

  async "TestLambdaProvisionedConcurrency.provisioned_concurrency_limits"(aws) {
    const name = aws.newName();
    await aws.create(name);
    await publish(aws, name);
    return {
      put_provisioned_concurrency_account_limit_exceeded: await provision(aws, name, "1", ACCOUNT + 1),
      put_provisioned_concurrency_below_unreserved_min_value: await provision(aws, name, "1", ACCOUNT),
    };
  },
};

/** Replays about what concurrency does to invocations. */
export const throttleReplays: Replays = {
  async "TestLambdaConcurrency.lambda_concurrency_crud"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const before = await reserved(aws, name);
    const put = await reserve(aws, name, 0);
    const updated = await reserved(aws, name);
    await aws.call("DeleteFunctionConcurrency", { FunctionName: name });
    return {
      get_function_concurrency_default: before,
      put_function_concurrency: put,
      get_function_concurrency_updated: updated,
      get_function_concurrency_deleted: await reserved(aws, name),
    };
  },

  async "TestLambdaConcurrency.lambda_concurrency_update"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const put = await reserve(aws, name, 3);
    const updated = await reserved(aws, name);
    const info = await aws.record("GetFunction", { FunctionName: name });
    await aws.call("DeleteFunctionConcurrency", { FunctionName: name });
    return {
      put_function_concurrency: put,
      get_function_concurrency_updated: updated,
      get_function_concurrency_info: info,
      get_function_concurrency_deleted: await reserved(aws, name),
    };
  },

  async "TestLambdaConcurrency.lambda_concurrency_block"(aws) {
    const name = aws.newName();
    await aws.create(name);
    const version = await publish(aws, name);
    const put = await reserve(aws, name, 1);
    const before = await invoke(aws, name);
    const provisioning = await provision(aws, name, "1");
    await aws.settle();
    return {
      v1_result: version,
      reserved_concurrency_result: put,
      invoke_latest_before_block: before,
      provisioned_concurrency_result: provisioning,
      invoke_latest_first_exc: await invoke(aws, name),
      invoke_v1_after_block: await invoke(aws, name, "1"),
      invoke_latest_second_exc: await invoke(aws, name),
    };
  },

  async "TestLambdaConcurrency.provisioned_concurrency"(aws) {
    const name = aws.newName();
    await aws.create(name);
    await publish(aws, name);
    return provisionFive(aws, name, "1");
  },

  async "TestLambdaConcurrency.provisioned_concurrency_on_alias"(aws) {
    const name = aws.newName();
    await aws.create(name);
    await publish(aws, name);
    await aws.call("CreateAlias", { FunctionName: name, Name: "alias", FunctionVersion: "1" });
    return provisionFive(aws, name, "alias");
  },

  async "TestLambdaConcurrency.lambda_provisioned_concurrency_scheduling"(aws) {
    const name = aws.newName();
    await aws.create(name);
    await publish(aws, name);
    await provision(aws, name, "1");
    await aws.settle();
    return { get_provisioned_postwait: await provisioned(aws, name, "1") };
  },

  async "TestLambdaConcurrency.lambda_provisioned_concurrency_moves_with_alias"(aws) {
    const FunctionName = aws.newName();
    const create = await aws.create(FunctionName, { Timeout: 2, Runtime: "python3.8" });
    const configuration = (Qualifier: string): Promise<Answer> =>
      aws.record("GetFunctionConfiguration", { FunctionName, Qualifier });
    const latest = await configuration("$LATEST");
    const first = await aws.record("PublishVersion", { FunctionName, Description: "my-first-version" });
    const firstConfiguration = await configuration("1");
    const alias = { FunctionName, Name: "alias-1" };
    const createAlias = await aws.record("CreateAlias", { ...alias, FunctionVersion: "1" });
    const before = await aws.record("GetFunction", { FunctionName, Qualifier: "1" });
    await provision(aws, FunctionName, alias.Name);
    await aws.settle();
    const after = await aws.record("GetFunction", { FunctionName, Qualifier: alias.Name });
    await aws.call("UpdateFunctionConfiguration", { FunctionName, Timeout: 10 });
    await aws.settle();
    const updated = await aws.record("GetFunctionConfiguration", { FunctionName });
    const second = await publish(aws, FunctionName);
    const moved = await aws.record("UpdateAlias", { ...alias, FunctionVersion: "2" });
    return {
      "create-result": created(create),
      "get-function-configuration": latest,
      publish_version_1: first,
      get_function_configuration_version_1: firstConfiguration,
      create_alias: createAlias,
      get_function_before_provisioned: before,
      get_function_after_provisioned: after,
      get_function_after_update: updated,
      publish_version_2: second,
      update_alias: moved,
      get_provisioned_config_after_alias_move: await provisioned(aws, FunctionName, alias.Name),
      provisioned_concurrency_notfound: await provisioned(aws, FunctionName, "1"),
    };
  },

  async "TestLambdaConcurrency.reserved_concurrency"(aws) {
    const FunctionName = aws.newName();
    await aws.create(FunctionName, { Timeout: 20 });
    const fn = await aws.record("GetFunctionConfiguration", { FunctionName, Qualifier: "$LATEST" });
    const put = await reserve(aws, FunctionName, 0);
    const throttled = await invoke(aws, FunctionName);
    const Destination = `arn:aws:sqs:${aws.place.region}:${aws.place.accountId}:failures`;
    const config = await aws.record("PutFunctionEventInvokeConfig", {
      FunctionName,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination } },
    });
    const event = await aws.record("Invoke", { FunctionName, InvocationType: "Event" });
    return {
      fn,
      put_reserved: put,
      exc_no_cap_requestresponse: throttled,
      put_event_invoke_conf: config,
      invoke_result: { Payload: "", ...event },
    };
  },

  async "TestLambdaConcurrency.reserved_provisioned_overlap"(aws) {
    const name = aws.newName();
    await aws.create(name);
    await publish(aws, name);
    const put = await provision(aws, name, "1", 2);
    const pending = await provisioned(aws, name, "1");
    await aws.settle();
    const ready = await provisioned(aws, name, "1");
    const lower = await reserve(aws, name, 1);
    await reserve(aws, name, 2);
    const get = await reserved(aws, name);
    const throttled = await invoke(aws, name);
    const update = await aws.record("UpdateFunctionConfiguration", {
      FunctionName: name,
      Timeout: 15,
    });
    await aws.settle();
    await publish(aws, name);
    return {
      put_provisioned_5: put,
      get_provisioned_prewait: pending,
      get_provisioned_postwait: ready,
      reserved_lower_than_provisioned_exc: lower,
      get_concurrency: get,
      reserved_equals_provisioned_latest_invoke_exc: throttled,
      update_func_config: update,
      reserved_equals_provisioned_another_provisioned_exc: await provision(aws, name, "2", 1),
      reserved_equals_provisioned_increase_provisioned_exc: await provision(aws, name, "1", 3),
    };
  },
};

async function provisionFive(aws: LambdaCaller, name: string, qualifier: string): Promise<Record<string, Answer>> {
  const put = await provision(aws, name, qualifier, 5);
  const before = await provisioned(aws, name, qualifier);
  await aws.settle();
  return {
    put_provisioned_5: put,
    get_provisioned_prewait: before,
    get_provisioned_postwait: await provisioned(aws, name, qualifier),
  };
}
