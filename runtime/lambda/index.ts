import { AwsError } from "../core/errors.ts";
import type { FunctionDefinition } from "../core/function-definition.ts";
import type { StoredArchive } from "../core/function-runner.ts";
import type { AsyncPolicy, Invoke } from "../core/ports.ts";
import type { LambdaOperations } from "../protocol/generated/lambda.ts";
import type { Service } from "../protocol/service.ts";
import { asyncPolicyOf } from "./async-policy.ts";
import { versionOfCodePath } from "./code-path.ts";
import { constraintError } from "./constraint-error.ts";
import { DeclaredFunctions } from "./declared-functions.ts";
import { functionNotFound } from "./errors.ts";
import { type FoundFunction, foundFunction, type ListedFunction, listedFunction } from "./found-function.ts";
import { functionArn, LATEST } from "./function-reference.ts";
import { type FunctionUrl, FunctionUrls } from "./function-urls.ts";
import { referenceFromInside } from "./invocations.ts";
import { bindOperations } from "./operations.ts";
import type { LambdaParts } from "./operations/service-parts.ts";
import { createParts, type LambdaOptions } from "./service.ts";

export type { FoundFunction, ListedFunction } from "./found-function.ts";
export { CODE_PATH } from "./code-path.ts";
export type { FunctionUrl } from "./function-urls.ts";
export { LAYER_CONTENT_PATH } from "./layer-view.ts";
export { ARCHIVE_BYTES, ARCHIVE_PATHS } from "./limits.ts";
export type { LambdaOptions } from "./service.ts";

/** AWS Lambda: its operations for clients, its functions for the other rooms. */
export interface Lambda {
  readonly service: Service<LambdaOperations>;
  /**
   * Takes the config's functions: adds new ones, changes those that the config has changed, removes those that it no longer has.
   * What clients made or changed through the API stays; an API-made function of the same name becomes the config's.
   *
   * @throws {UserError} `HANDLER_NOT_FOUND`, `RESERVED_CONCURRENCY_TOO_HIGH`; nothing has changed then
   */
  declare(definitions: readonly FunctionDefinition[]): void;
  /** Runs a function; one that is still `Pending` is waited for. */
  readonly invoke: Invoke;
  /** The function that a name or an ARN means, when there is one with this version or alias. */
  find(functionName: string, qualifier?: string): FoundFunction | undefined;
  /** @param arn unqualified, or with a version or an alias */
  functionByArn(arn: string): FoundFunction | undefined;
  /**
   * What decides about asynchronous events of a function.
   *
   * @throws {AwsError} `ResourceNotFoundException`
   */
  asyncPolicy(functionName: string, qualifier?: string): AsyncPolicy;
  /** Every function of every region and account, by ARN. */
  list(): readonly ListedFunction[];
  /** The archive behind a GetFunction's `Code.Location`: what is below `CODE_PATH`; `undefined` when there is no such version. */
  codeArchive(path: string): Promise<StoredArchive | undefined>;
  /** The function URL with this id (the first label of its host), when there is one. */
  functionUrl(urlId: string): FunctionUrl | undefined;
  /** The archive of a layer version, an absolute path, for downloads at `LAYER_CONTENT_PATH` and the ARN. */
  layerArchiveFile(layerVersionArn: string): string | undefined;
}

/**
 * Makes the Lambda service.
 *
 * @example
 * const lambda = createLambdaService({ clock, random, journal, homeScope, runner, ... });
 * lambda.declare(definitions);
 * const outcome = await lambda.invoke({ functionName: "orders", payload: "{}", causeId: undefined });
 */
export function createLambdaService(options: LambdaOptions): Lambda {
  const { homeScope } = options;
  const parts = createParts(options);
  const { functions } = parts;
  const urls = new FunctionUrls(functions);
  const declared = new DeclaredFunctions({ ...parts, homeScope });
  const find = (functionName: string, qualifier?: string): FoundFunction | undefined =>
    unlessRefused(() => foundFunction(functions, referenceFromInside(functionName, qualifier, homeScope)));
  return {
    service: { name: "lambda", operations: bindOperations(parts), constraintError, selfReported: SELF_REPORTED },
    declare: (definitions) => declared.declare(definitions),
    invoke: invokeFromInside(parts, homeScope),
    find,
    functionByArn: (arn) => find(arn),
    asyncPolicy: (functionName, qualifier) => asyncPolicy(parts, homeScope, functionName, qualifier),
    list: () =>
      [...functions.all()]
        .map((record) => listedFunction(options, record))
        .toSorted((one, other) => (one.functionArn < other.functionArn ? -1 : 1)),
    codeArchive: (path) => codeArchive(parts, path),
    functionUrl: (urlId) => urls.byId(urlId),
    layerArchiveFile: (arn) => parts.layers.byVersionArn(arn)?.archive.file,
  };
}

/** What they start has facts of its own. */
const SELF_REPORTED: readonly string[] = ["Invoke", "InvokeAsync", "InvokeWithResponseStream"];

function invokeFromInside({ invocations, deployments }: LambdaParts, home: LambdaOptions["homeScope"]): Invoke {
  return async ({ functionName, qualifier, ...call }) => {
    const target = invocations.target(referenceFromInside(functionName, qualifier, home));
    await deployments.whenActive(target.record, target.version);
    return invocations.run(target, call);
  };
}

function asyncPolicy(
  { functions }: LambdaParts,
  home: LambdaOptions["homeScope"],
  functionName: string,
  given: string | undefined,
): AsyncPolicy {
  const reference = referenceFromInside(functionName, given, home);
  const { qualifier } = reference;
  const record = functions.find(reference);
  const version = record?.versionOf(qualifier);
  if (record === undefined || version === undefined) {
    throw functionNotFound(functionArn(reference, qualifier ?? LATEST));
  }
  return asyncPolicyOf({ record, version: version.version, qualifier });
}

async function codeArchive({ functions, runner }: LambdaParts, path: string): Promise<StoredArchive | undefined> {
  const place = versionOfCodePath(path);
  const version = place && functions.byArn(place.functionArn)?.version(place.version);
  if (place === undefined || version === undefined) return undefined;
  if (version.code.kind === "archive") return version.code.archive;
  return runner.codeOf(place.functionArn, place.version);
}

/** What is no function name finds nothing. */
function unlessRefused<Found>(find: () => Found | undefined): Found | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
