import type { Scope } from "../core/arn.ts";
import type { RecursiveLoop, UpdateRuntimeOn } from "../protocol/generated/lambda.ts";
import type { Alias } from "./alias.ts";
import type { EventInvokeConfig } from "./event-invoke-config.ts";
import { functionArn, LATEST } from "./function-reference.ts";
import type { FunctionUrlSettings } from "./function-url-config.ts";
import type { FunctionVersion } from "./function-version.ts";
import type { Policy } from "./policy.ts";
import type { PublishedFrom } from "./published-from.ts";
import type { ProvisionedConcurrency } from "./provisioned-concurrency-config.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html */
export interface RuntimeManagement {
  readonly updateRuntimeOn: UpdateRuntimeOn;
  readonly runtimeVersionArn?: string | undefined;
}

/** Who declared a function: the config, which may take it away again, or an API client. */
export type FunctionOrigin = "config" | "api";

/** A function with everything that hangs on it. */
export class FunctionRecord {
  readonly functionName: string;
  readonly scope: Scope;
  origin: FunctionOrigin;
  /** Unqualified. */
  readonly arn: string;
  /** Published ones, oldest first. */
  readonly published = new Map<string, FunctionVersion>();
  /** By name. */
  readonly aliases = new Map<string, Alias>();
  /** By qualifier; the function's own under `$LATEST`. */
  readonly policies = new Map<string, Policy>();
  /** By qualifier: a version or an alias. */
  readonly provisionedConcurrency = new Map<string, ProvisionedConcurrency>();
  /** By qualifier: `$LATEST`, a version or an alias. */
  readonly eventInvokeConfigs = new Map<string, EventInvokeConfig>();
  /** By qualifier: `$LATEST` or an alias. */
  readonly urls = new Map<string, FunctionUrlSettings>();
  readonly tags = new Map<string, string>();
  /** By version. */
  readonly runtimeManagement = new Map<string, RuntimeManagement>();
  recursiveLoop: RecursiveLoop = "Terminate";
  /** 0: nothing can run. */
  reservedConcurrency: number | undefined;
  publishedFrom: PublishedFrom | undefined;
  latest: FunctionVersion;
  /** The number that the next published version gets; numbers are never used again. */
  nextVersion = 1;

  constructor(identity: { functionName: string; scope: Scope; origin: FunctionOrigin }, latest: FunctionVersion) {
    this.functionName = identity.functionName;
    this.scope = identity.scope;
    this.origin = identity.origin;
    this.arn = functionArn(identity);
    this.latest = latest;
  }

  /** Its ARN, with the qualifier when one is given. */
  arnOf(qualifier?: string): string {
    return qualifier === undefined ? this.arn : `${this.arn}:${qualifier}`;
  }

  /** The version that has this number or is `$LATEST`. */
  version(version: string): FunctionVersion | undefined {
    return version === LATEST ? this.latest : this.published.get(version);
  }

  /** `$LATEST` first, then the published ones, oldest first. */
  versions(): readonly FunctionVersion[] {
    return [this.latest, ...this.published.values()];
  }

  /** The version behind a qualifier; of an alias its main one. */
  versionOf(qualifier: string = LATEST): FunctionVersion | undefined {
    const alias = this.aliases.get(qualifier);
    return this.version(alias === undefined ? qualifier : alias.functionVersion);
  }
}
