import { formatArn, type Scope } from "../core/arn.ts";
import { AwsError } from "../core/errors.ts";
import type { Random } from "../core/random.ts";
import type { CodeSigningConfig, UpdateCodeSigningConfigRequest } from "../protocol/generated/lambda.ts";
import type { FunctionRecord } from "./function-record.ts";
import { lastModifiedText } from "./timestamps.ts";

type CodeSigningChange = Omit<UpdateCodeSigningConfigRequest, "CodeSigningConfigArn">;
type CodeSigningSettings = Pick<CodeSigningConfig, "AllowedPublishers" | "CodeSigningPolicies" | "Description">;

/**
 * Code signing configurations: stored and answered. Signatures of code are not looked at here, whatever the policy says.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
 */
export class CodeSigningConfigs {
  readonly #random: Random;
  readonly #byArn = new Map<string, CodeSigningConfig>();
  readonly #tags = new Map<string, Map<string, string>>();
  /** A function that is deleted takes its entry with it. */
  readonly #ofFunctions = new WeakMap<FunctionRecord, string>();

  constructor(random: Random) {
    this.#random = random.fork("code signing");
  }

  /** @param now epoch milliseconds */
  create(scope: Scope, settings: CodeSigningSettings, now: number): CodeSigningConfig {
    const id = `csc-${this.#random.hex(9).slice(0, 17)}`;
    const config: CodeSigningConfig = {
      CodeSigningConfigId: id,
      CodeSigningConfigArn: formatArn("lambda", scope, `code-signing-config:${id}`),
      ...settings,
      LastModified: lastModifiedText(now),
    };
    this.#byArn.set(config.CodeSigningConfigArn, config);
    return config;
  }

  /** @throws {AwsError} `ResourceNotFoundException`; the sentence is that of public AWS-validated suites, without a `Type` */
  require(arn: string): CodeSigningConfig {
    const config = this.#byArn.get(arn);
    if (config !== undefined) return config;
    const sentence = `The Lambda code signing configuration ${arn} can not be found.`;
    throw new AwsError("ResourceNotFoundException", sentence, { status: 404 });
  }

  /** @param change what is not given stays */
  update(config: CodeSigningConfig, change: CodeSigningChange, now: number): CodeSigningConfig {
    const changed: CodeSigningConfig = {
      ...config,
      Description: change.Description ?? config.Description,
      AllowedPublishers: change.AllowedPublishers ?? config.AllowedPublishers,
      CodeSigningPolicies: change.CodeSigningPolicies ?? config.CodeSigningPolicies,
      LastModified: lastModifiedText(now),
    };
    this.#byArn.set(config.CodeSigningConfigArn, changed);
    return changed;
  }

  delete({ CodeSigningConfigArn: arn }: CodeSigningConfig): void {
    this.#byArn.delete(arn);
    this.#tags.delete(arn);
  }

  /** Its tags, to be read and changed. @throws {AwsError} `ResourceNotFoundException` */
  tagsOf(arn: string): Map<string, string> {
    const { CodeSigningConfigArn } = this.require(arn);
    const tags = this.#tags.get(CodeSigningConfigArn) ?? new Map<string, string>();
    this.#tags.set(CodeSigningConfigArn, tags);
    return tags;
  }

  of({ region, accountId }: Scope): readonly CodeSigningConfig[] {
    const start = formatArn("lambda", { region, accountId }, "code-signing-config:");
    return [...this.#byArn.values()]
      .filter(({ CodeSigningConfigArn: arn }) => arn.startsWith(start))
      .toSorted((one, other) => (one.CodeSigningConfigArn < other.CodeSigningConfigArn ? -1 : 1));
  }

  /** The ARN of a function's configuration. */
  arnOf(record: FunctionRecord): string | undefined {
    return this.#ofFunctions.get(record);
  }

  /**
   * Whether a function may have this configuration.
   *
   * @throws {AwsError} `CodeSigningConfigNotFoundException`; the sentence is that of public AWS-validated suites
   */
  check(arn: string): void {
    if (this.#byArn.has(arn)) return;
    const sentence = `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`;
    throw new AwsError("CodeSigningConfigNotFoundException", sentence, { status: 404, members: { Type: "User" } });
  }

  /** @param arn checked */
  attach(record: FunctionRecord, arn: string): void {
    this.#ofFunctions.set(record, arn);
  }

  detach(record: FunctionRecord): void {
    this.#ofFunctions.delete(record);
  }
}
