/**
 * How the Lambda service reaches the code of its functions without importing `handlers/`: it decides *which* version of which function
 * runs and what its settings are; the runner builds, keeps and runs the code.
 */
import type { FunctionDefinition } from "./function-definition.ts";
import type { FactId } from "./journal.ts";
import type { InvokeOutcome } from "./ports.ts";
import type { ResponseSink } from "./response-sink.ts";

export interface FunctionRunner {
  /**
   * Takes a version of a function, new or changed; its code is prepared in the background and invocations wait for it.
   *
   * @throws {UserError} `HANDLER_NOT_FOUND` when project sources have no such handler; nothing has changed then
   */
  deploy(definition: FunctionDefinition): void;
  /** Lets accepted invocations finish, then stops its environments. Without a version: all of them. */
  remove(functionArn: string, version?: string): void;
  /** `undefined` when it has no such version. */
  status(functionArn: string, version: string): CodeStatus | undefined;
  /** Concurrent executions kept for the function; `undefined` gives it back to the account's pool. */
  reserve(functionArn: string, executions: number | undefined): void;
  /** Runs a version once. Never rejects for what the code did. */
  run(request: RunRequest): Promise<InvokeOutcome>;
  /**
   * Keeps an uploaded archive, unpacked, for as long as this process runs; the same bytes are kept once.
   *
   * @throws {AwsError} `InvalidParameterValueException` when it is no archive, or holds a path outside of itself
   */
  store(archive: Uint8Array): Promise<StoredArchive>;
  /**
   * The code that a version runs now, packed: what was uploaded, or a zip of the built sources. Waits for the first build.
   * With `folder` an unpacked copy that never changes, for a version that is published from it.
   */
  codeOf(functionArn: string, version: string): Promise<StoredArchive>;
}

export interface CodeStatus {
  /** `broken`: the newest sources do not build; the last good code, if there is any, still runs. */
  readonly state: "building" | "ready" | "broken";
  /** The newest build's error, formatted with its code frame. */
  readonly buildError?: string;
}

/** An archive that is kept. */
export interface StoredArchive {
  /** Base64 of the SHA-256 of the archive, AWS's `CodeSha256`. */
  readonly codeSha256: string;
  /** Of the archive, in bytes: AWS's `CodeSize`. */
  readonly codeSize: number;
  /** Absolute folder of its unpacked files. */
  readonly folder: string;
  /** Absolute path of the archive itself, for downloads. */
  readonly file: string;
}

export interface RunRequest {
  /** Unqualified. */
  readonly functionArn: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  /** As the context shows it: with a qualifier only when the caller gave one. */
  readonly invokedFunctionArn: string;
  /** The event as JSON text, exactly as the handler's runtime will read it. */
  readonly payload: string;
  readonly causeId: FactId | undefined;
  /** A new one when absent. */
  readonly requestId?: string;
  /** The caller's trace header, which the invocation joins. */
  readonly traceHeader?: string;
  /** JSON text of a synchronous caller's client context. */
  readonly clientContext?: string;
  /**
   * Takes the response while the handler writes it; the outcome's payload is then empty. Absent: the response is collected.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
   */
  readonly onResponse?: ResponseSink;
}
