import { isDeepStrictEqual } from "node:util";
import { formatArn, type Scope } from "../core/arn.ts";
import { UserError } from "../core/errors.ts";
import type { FunctionDefinition } from "../core/function-definition.ts";
import type { FunctionRunner } from "../core/function-runner.ts";
import type { Deployments } from "./deployments.ts";
import { FunctionRecord } from "./function-record.ts";
import { functionArn, LATEST } from "./function-reference.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { Functions } from "./functions.ts";
import type { FunctionVersion } from "./function-version.ts";
import { newLogging } from "./logging-config.ts";

/** The functions of the config, among those that clients make. */
export class DeclaredFunctions {
  readonly #functions: Functions;
  readonly #deployments: Deployments;
  readonly #runner: FunctionRunner;
  readonly #homeScope: Scope;
  readonly #accountConcurrency: number;
  /** As they were declared last, by ARN: what an API client changes afterwards stays until the config changes. */
  readonly #declared = new Map<string, FunctionDefinition>();

  constructor(parts: {
    readonly functions: Functions;
    readonly deployments: Deployments;
    readonly runner: FunctionRunner;
    readonly homeScope: Scope;
    readonly accountConcurrency: number;
  }) {
    this.#functions = parts.functions;
    this.#deployments = parts.deployments;
    this.#runner = parts.runner;
    this.#homeScope = parts.homeScope;
    this.#accountConcurrency = parts.accountConcurrency;
  }

  /**
   * Adds, changes and removes the config's functions.
   *
   * @throws {UserError} `RESERVED_CONCURRENCY_TOO_HIGH`, `HANDLER_NOT_FOUND`; nothing has changed then
   */
  declare(definitions: readonly FunctionDefinition[]): void {
    const wanted = new Map(definitions.map((definition) => [this.#arnOf(definition), definition]));
    this.#checkReservations(wanted);
    const changes = [...wanted].filter(([arn, definition]) => this.#isNew(arn, definition));
    const next = changes.map(([arn, definition]) => ({ arn, definition, ...this.#next(arn, definition) }));
    this.#deployAll(next);
    for (const { arn, definition, record, latest } of next) {
      record.latest = latest;
      record.origin = "config";
      record.reservedConcurrency = definition.reservedConcurrentExecutions;
      this.#runner.reserve(arn, record.reservedConcurrency);
      this.#functions.add(record);
    }
    for (const arn of this.#declared.keys()) if (!wanted.has(arn)) this.#remove(arn);
    this.#declared.clear();
    for (const [arn, definition] of wanted) this.#declared.set(arn, definition);
  }

  #arnOf({ functionName, scope = this.#homeScope }: FunctionDefinition): string {
    return functionArn({ functionName, scope });
  }

  #isNew(arn: string, definition: FunctionDefinition): boolean {
    return this.#functions.byArn(arn) === undefined || !isDeepStrictEqual(this.#declared.get(arn), definition);
  }

  /** The function as it will be; nothing has changed yet. */
  #next(arn: string, definition: FunctionDefinition): { record: FunctionRecord; latest: FunctionVersion } {
    const { functionName, scope = this.#homeScope } = definition;
    const latest: FunctionVersion = {
      version: LATEST,
      settings: settingsOf(definition, scope),
      code: definition.code === undefined ? { kind: "project" } : { kind: "folder", folder: definition.code.folder },
      // The config's functions are there from the start; invocations wait for their first build.
      state: "active",
      revisionId: this.#deployments.revisionId(),
      lastModifiedAt: this.#deployments.now(),
    };
    const record = this.#functions.byArn(arn) ?? new FunctionRecord({ functionName, scope, origin: "config" }, latest);
    return { record, latest };
  }

  /** All or none. */
  #deployAll(next: readonly { readonly record: FunctionRecord; readonly latest: FunctionVersion }[]): void {
    const done: FunctionRecord[] = [];
    try {
      for (const { record, latest } of next) {
        this.#deployments.deploy(record, latest);
        done.push(record);
      }
    } catch (error) {
      for (const record of done) this.#undo(record);
      throw error;
    }
  }

  #undo(record: FunctionRecord): void {
    if (this.#functions.byArn(record.arn) === record) this.#deployments.deploy(record, record.latest);
    else this.#runner.remove(record.arn);
  }

  #remove(arn: string): void {
    const record = this.#functions.byArn(arn);
    // A client may have deleted it, and made one of its own.
    if (record?.origin !== "config") return;
    this.#functions.delete(record);
    this.#runner.remove(arn);
  }

  #checkReservations(wanted: ReadonlyMap<string, FunctionDefinition>): void {
    for (const scope of scopesOf([...wanted.keys()])) {
      const inScope = [...wanted].filter(([arn]) => arn.startsWith(scope)).map(([, definition]) => definition);
      const others = [...this.#functions.all()].filter(
        ({ arn, origin }) => arn.startsWith(scope) && origin === "api" && !wanted.has(arn),
      );
      const reserved =
        sum(inScope.map((one) => one.reservedConcurrentExecutions)) + sum(others.map((one) => one.reservedConcurrency));
      const needsRest =
        inScope.some((one) => one.reservedConcurrentExecutions === undefined) ||
        others.some((one) => one.reservedConcurrency === undefined);
      const left = this.#accountConcurrency - reserved;
      // Less than AWS keeps unreserved: a config keeps only what its other functions need to run at all.
      if (left >= (needsRest ? 1 : 0)) continue;
      throw new UserError(
        "RESERVED_CONCURRENCY_TOO_HIGH",
        `The functions reserve ${reserved} concurrent executions; the account has ${this.#accountConcurrency}.`,
        {
          advice: "Reserve less, or raise the account's concurrency: functions without a reservation need at least 1.",
        },
      );
    }
  }
}

/** What the ARNs begin with, each region and account once. */
function scopesOf(arns: readonly string[]): ReadonlySet<string> {
  return new Set(arns.map((arn) => arn.slice(0, arn.lastIndexOf(":") + 1)));
}

function sum(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((total, number = 0) => total + number, 0);
}

function settingsOf(definition: FunctionDefinition, scope: Scope): FunctionSettings {
  const { environment, logging, functionName } = definition;
  return {
    // The config has no roles; IAM is not enforced here.
    role: formatArn("iam", { region: "", accountId: scope.accountId }, "role/lambdaloop"),
    runtime: definition.runtime,
    handler: definition.handler,
    description: "",
    timeout: definition.timeout,
    memorySize: definition.memorySize,
    environment: Object.keys(environment).length === 0 ? undefined : environment,
    tracingMode: "PassThrough",
    layers: [],
    fileSystemConfigs: [],
    architectures: ["x86_64"],
    ephemeralStorageSize: 512,
    snapStartApplyOn: "None",
    logging: { ...newLogging(functionName), ...logging },
    bundle: definition.bundle,
    sandbox: definition.sandbox,
  };
}
