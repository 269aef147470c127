import type { Scope } from "../core/arn.ts";
import { functionNotFound } from "./errors.ts";
import type { FunctionRecord } from "./function-record.ts";
import { functionArn, type FunctionReference } from "./function-reference.ts";
import type { FunctionVersion } from "./function-version.ts";

/** Every function of every region and account. */
export class Functions {
  readonly #byArn = new Map<string, FunctionRecord>();

  add(record: FunctionRecord): void {
    this.#byArn.set(record.arn, record);
  }

  delete(record: FunctionRecord): void {
    this.#byArn.delete(record.arn);
  }

  /** Whatever the reference's qualifier is. */
  find(reference: FunctionReference): FunctionRecord | undefined {
    return this.#byArn.get(functionArn(reference));
  }

  /** @param arn unqualified */
  byArn(arn: string): FunctionRecord | undefined {
    return this.#byArn.get(arn);
  }

  /**
   * The function that a request names; its qualifier is not looked at, and AWS's sentence then has none either.
   *
   * @throws {AwsError} `ResourceNotFoundException`
   */
  require(reference: FunctionReference): FunctionRecord {
    const record = this.find(reference);
    if (record === undefined) throw functionNotFound(functionArn(reference));
    return record;
  }

  /**
   * The function and version that a request names.
   *
   * @throws {AwsError} `ResourceNotFoundException`, with the qualifier when the request has one
   */
  requireVersion(reference: FunctionReference): { readonly record: FunctionRecord; readonly version: FunctionVersion } {
    const record = this.find(reference);
    const version = record?.versionOf(reference.qualifier);
    if (record === undefined || version === undefined)
      throw functionNotFound(functionArn(reference, reference.qualifier));
    return { record, version };
  }

  all(): Iterable<FunctionRecord> {
    return this.#byArn.values();
  }

  /** Functions of one region and account, by name. */
  of({ region, accountId }: Scope): readonly FunctionRecord[] {
    return [...this.#byArn.values()]
      .filter(({ scope }) => scope.region === region && scope.accountId === accountId)
      .toSorted((one, other) => (one.functionName < other.functionName ? -1 : 1));
  }
}
