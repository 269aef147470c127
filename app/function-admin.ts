import type { FunctionDefinition } from "../runtime/core/function-definition.ts";
import type { Scope } from "../runtime/core/arn.ts";
import type { Random } from "../runtime/core/random.ts";
import type { LambdaOperations } from "../runtime/protocol/generated/lambda.ts";
import type { RequestContext } from "../runtime/protocol/service.ts";
import type { Lambda } from "../runtime/lambda/index.ts";
import type { FunctionExtras } from "./config/resolve-function.ts";
import { internalContext } from "./internal-context.ts";

/** The grant that a public function URL needs. https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html */
const PUBLIC_URL = {
  StatementId: "FunctionURLAllowPublicAccess",
  Action: "lambda:InvokeFunctionUrl",
  Principal: "*",
  FunctionUrlAuthType: "NONE",
};

/** Creates and changes a config's functions through the operations that every client uses. */
export class FunctionAdmin {
  readonly #lambda: Lambda;
  readonly #scope: Scope;
  readonly #random: Random;

  constructor(lambda: Lambda, scope: Scope, random: Random) {
    this.#lambda = lambda;
    this.#scope = scope;
    this.#random = random;
  }

  /** @throws {UserError} `HANDLER_NOT_FOUND`, `RESERVED_CONCURRENCY_TOO_HIGH`; nothing has changed then */
  declare(definitions: readonly FunctionDefinition[]): void {
    this.#lambda.declare(definitions);
  }

  /**
   * @param before as it was applied last
   * @returns what changed, one sentence each
   * @throws {AwsError} the operations' own
   */
  async applyExtras(wanted: FunctionExtras, before: FunctionExtras | undefined): Promise<string[]> {
    const changes: string[] = [];
    const { functionName } = wanted;
    const differs = (key: keyof FunctionExtras): boolean =>
      JSON.stringify(wanted[key]) !== JSON.stringify(before?.[key]);
    if (differs("deadLetterTargetArn")) {
      await this.#setDeadLetterTarget(functionName, wanted.deadLetterTargetArn ?? "");
      changes.push(`function ${functionName}: dead-letter queue`);
    }
    if (differs("eventInvokeConfig")) {
      await this.#putEventInvokeConfig(wanted);
      changes.push(`function ${functionName}: asynchronous invocation`);
    }
    if (differs("url")) {
      await this.#putUrl(wanted, before);
      changes.push(`function ${functionName}: URL`);
    }
    return changes;
  }

  async #setDeadLetterTarget(functionName: string, targetArn: string): Promise<void> {
    await this.#call("UpdateFunctionConfiguration", {
      FunctionName: functionName,
      DeadLetterConfig: { TargetArn: targetArn },
    });
  }

  async #putEventInvokeConfig({ functionName, eventInvokeConfig }: FunctionExtras): Promise<void> {
    const FunctionName = functionName;
    if (eventInvokeConfig === undefined) await this.#call("DeleteFunctionEventInvokeConfig", { FunctionName });
    else await this.#call("PutFunctionEventInvokeConfig", { FunctionName, ...eventInvokeConfig });
  }

  async #putUrl({ functionName, url }: FunctionExtras, before: FunctionExtras | undefined): Promise<void> {
    const FunctionName = functionName;
    if (before?.url?.AuthType === "NONE") {
      await this.#call("RemovePermission", { FunctionName, StatementId: PUBLIC_URL.StatementId });
    }
    if (url === undefined) {
      await this.#call("DeleteFunctionUrlConfig", { FunctionName });
      return;
    }
    const operation = before?.url === undefined ? "CreateFunctionUrlConfig" : "UpdateFunctionUrlConfig";
    await this.#call(operation, { FunctionName, ...url });
    if (url.AuthType === "NONE") await this.#call("AddPermission", { FunctionName, ...PUBLIC_URL });
  }

  async #call<Name extends keyof LambdaOperations>(
    name: Name,
    input: Parameters<LambdaOperations[Name]>[0],
  ): Promise<void> {
    const operation = this.#lambda.service.operations[name] as
      | ((input: object, context: RequestContext) => unknown)
      | undefined;
    const { scope, random } = { scope: this.#scope, random: this.#random };
    await operation?.(input, internalContext({ scope, random, protocol: "restJson1", caller: "lambdaloop" }));
  }
}
