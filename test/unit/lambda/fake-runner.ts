import { createHash } from "node:crypto";
import { UserError } from "../../../runtime/core/errors.ts";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";
import type { CodeStatus, FunctionRunner, RunRequest, StoredArchive } from "../../../runtime/core/function-runner.ts";
import type { InvokeOutcome } from "../../../runtime/core/ports.ts";

/** What stands in for a function's code: gets the definition that is deployed at the time of the call. */
export type FakeCode = (request: RunRequest, definition: FunctionDefinition) => InvokeOutcome | Promise<InvokeOutcome>;

export function returned(requestId: string | undefined, payload: unknown): InvokeOutcome {
  return { kind: "returned", requestId: requestId ?? "", payload: JSON.stringify(payload) };
}

const echo: FakeCode = ({ requestId, payload }) => returned(requestId, JSON.parse(payload));

/** Keeps archives without unpacking them and runs what the test says; every version is ready at once. */
export class FakeRunner implements FunctionRunner {
  /** By unqualified ARN and version. */
  readonly deployed = new Map<string, FunctionDefinition>();
  readonly reserved = new Map<string, number>();
  /** Handlers that project sources do not have. */
  readonly missingHandlers = new Set<string>();
  /** What is built from project sources now. */
  sources = "sources";
  code: FakeCode = echo;

  deploy(definition: FunctionDefinition): void {
    const { functionName, version = "$LATEST", handler, scope } = definition;
    if (definition.code === undefined && this.missingHandlers.has(handler)) {
      throw new UserError("HANDLER_NOT_FOUND", `There is no handler ${handler}.`);
    }
    this.deployed.set(
      `arn:aws:lambda:${scope?.region}:${scope?.accountId}:function:${functionName}:${version}`,
      definition,
    );
  }

  remove(functionArn: string, version?: string): void {
    for (const key of this.deployed.keys()) {
      if (version === undefined ? key.startsWith(`${functionArn}:`) : key === `${functionArn}:${version}`) {
        this.deployed.delete(key);
      }
    }
  }

  status(functionArn: string, version: string): CodeStatus | undefined {
    return this.deployed.has(`${functionArn}:${version}`) ? { state: "ready" } : undefined;
  }

  reserve(functionArn: string, executions: number | undefined): void {
    if (executions === undefined) this.reserved.delete(functionArn);
    else this.reserved.set(functionArn, executions);
  }

  async run(request: RunRequest): Promise<InvokeOutcome> {
    const { functionArn, version, requestId = "" } = request;
    const definition = this.deployed.get(`${functionArn}:${version}`);
    if (definition === undefined) throw new Error(`${functionArn}:${version} was not deployed`);
    if (this.reserved.get(functionArn) === 0) {
      return { kind: "throttled", requestId, reason: "ReservedFunctionConcurrentInvocationLimitExceeded" };
    }
    return await this.code(request, definition);
  }

  store(archive: Uint8Array): Promise<StoredArchive> {
    const digest = createHash("sha256").update(archive).digest();
    const folder = `/archives/${digest.toString("hex").slice(0, 12)}`;
    return Promise.resolve({
      codeSha256: digest.toString("base64"),
      codeSize: archive.byteLength,
      folder,
      file: `${folder}.zip`,
    });
  }

  codeOf(): Promise<StoredArchive> {
    return this.store(Buffer.from(this.sources));
  }
}
