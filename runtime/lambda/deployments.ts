import type { Clock } from "../core/clock.ts";
import { UserError } from "../core/errors.ts";
import type { FunctionDefinition } from "../core/function-definition.ts";
import type { FunctionRunner } from "../core/function-runner.ts";
import type { Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import { invalidParameterValue, resourceConflict } from "./errors.ts";
import type { FunctionRecord } from "./function-record.ts";
import { LATEST } from "./function-reference.ts";
import type { Functions } from "./functions.ts";
import type { FunctionVersion } from "./function-version.ts";

/** How long a version is `Pending`, and an update `InProgress`. AWS takes about a second, which nobody should wait for here. */
export const SETTLE_MS = 250;

/** Brings versions of functions to the runner, and takes them through AWS's states on the clock. */
export class Deployments {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #runner: FunctionRunner;
  readonly #functions: Functions;
  readonly #journal: Journal;

  constructor(parts: {
    readonly clock: Clock;
    readonly random: Random;
    readonly runner: FunctionRunner;
    readonly functions: Functions;
    readonly journal: Journal;
  }) {
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.#runner = parts.runner;
    this.#functions = parts.functions;
    this.#journal = parts.journal;
  }

  revisionId(): string {
    return this.#random.uuid();
  }

  now(): number {
    return this.#clock.now();
  }

  /**
   * Gives a version's code to the runner.
   *
   * @throws {UserError} the runner's, for project sources
   */
  deploy(record: FunctionRecord, version: FunctionVersion): void {
    this.#runner.deploy(definitionOf(record, version));
  }

  /** Deploys a version that an API client asks for, who sees what is wrong with project sources as a refusal. */
  deployRequested(record: FunctionRecord, version: FunctionVersion): void {
    try {
      this.deploy(record, version);
    } catch (error) {
      if (error instanceof UserError) throw invalidParameterValue(error.message);
      throw error;
    }
  }

  /** Ends `creating` of these versions of a new function, after a moment. */
  settleCreated(record: FunctionRecord): void {
    this.#clock.schedule(SETTLE_MS, () => {
      for (const version of record.versions()) this.#activate(record, version);
    });
  }

  /** Changes `$LATEST` as an update does: what runs changes when the update is done, after a moment. */
  update(record: FunctionRecord, change: Partial<Pick<FunctionVersion, "settings" | "code">>): FunctionVersion {
    const updated: FunctionVersion = {
      ...record.latest,
      ...change,
      state: "updating",
      revisionId: this.revisionId(),
      lastModifiedAt: this.now(),
    };
    // Sources are looked at before anything changes, so that a missing handler is refused and not found out later.
    const isChecked = updated.code.kind === "project";
    if (isChecked) this.deployRequested(record, updated);
    record.latest = updated;
    this.#clock.schedule(SETTLE_MS, () => {
      if (this.#functions.byArn(record.arn) !== record) return;
      if (!isChecked) this.#deployLater(record);
      for (const version of record.versions()) this.#activate(record, version);
    });
    return updated;
  }

  /** Resolves when the version can be invoked. */
  async whenActive(record: FunctionRecord, version: string): Promise<void> {
    while (record.version(version)?.state === "creating") {
      await new Promise<void>((resolve) => {
        this.#clock.schedule(SETTLE_MS, resolve);
      });
    }
  }

  /** Nobody waits for this deployment whom an error could be told. */
  #deployLater(record: FunctionRecord): void {
    try {
      this.deploy(record, record.latest);
    } catch (error) {
      const { message, stack = "" } = error as Error;
      this.#journal.record({ kind: "internal.failed", where: "lambda", message, stack });
    }
  }

  #activate(record: FunctionRecord, version: FunctionVersion): void {
    if (version.state === "active") return;
    replaceVersion(record, { ...version, state: "active", revisionId: this.revisionId() });
  }
}

/** Puts a changed version in the place of the one with its number. */
export function replaceVersion(record: FunctionRecord, version: FunctionVersion): void {
  if (version.version === LATEST) record.latest = version;
  else record.published.set(version.version, version);
}

/**
 * What changes a function has to wait for.
 *
 * @throws {AwsError} `ResourceConflictException`; the second sentence is recorded 2025-11-25,
 *   lambda_api--TestLambdaFunction.lambda_concurrent_code_updates, the first is widely quoted in public
 */
export function checkSettled({ arn, latest }: FunctionRecord): void {
  if (latest.state === "creating") throw functionIsPending();
  if (latest.state === "updating") {
    throw resourceConflict(
      `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
    );
  }
}

export function functionIsPending(): Error {
  return resourceConflict(
    "The operation cannot be performed at this time. The function is currently in the following state: Pending",
  );
}

/** A version as the runner sees it. */
function definitionOf(record: FunctionRecord, { version, settings, code }: FunctionVersion): FunctionDefinition {
  return {
    functionName: record.functionName,
    scope: record.scope,
    version,
    ...codeOf(code),
    handler: settings.handler,
    runtime: settings.runtime,
    timeout: settings.timeout,
    memorySize: settings.memorySize,
    environment: settings.environment ?? {},
    ...(record.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: record.reservedConcurrency }),
    bundle: settings.bundle,
    ...(settings.sandbox === undefined ? {} : { sandbox: settings.sandbox }),
    layers: settings.layers.map(({ folder }) => folder),
    logging: settings.logging,
  };
}

function codeOf(code: FunctionVersion["code"]): Pick<FunctionDefinition, "code"> {
  if (code.kind === "project") return {};
  if (code.kind === "folder") return { code: { folder: code.folder, watch: true } };
  return { code: { folder: code.archive.folder, watch: false } };
}
