import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Answer, ClientTarget, SqsTestClient } from "./client.ts";

const run = promisify(execFile);

/** Debian's awscli 2: one process a call, Query protocol. */
export function awscli(target: ClientTarget): SqsTestClient {
  const env = {
    PATH: "/usr/bin:/bin",
    HOME: "/nonexistent",
    AWS_ACCESS_KEY_ID: target.accessKeyId,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_REGION: target.region,
    AWS_DEFAULT_REGION: target.region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  };
  return {
    name: "awscli",
    protocol: "query",
    async call(operation, input): Promise<Answer> {
      const command = operation.replace(/(?<!^)(?=[A-Z])/g, "-").toLowerCase();
      const json = JSON.stringify(input, binaryToBase64);
      const args = ["--endpoint-url", target.endpoint, "--output", "json", "sqs", command, "--cli-input-json", json];
      try {
        const { stdout } = await run("/usr/bin/aws", args, { env });
        return { output: stdout.trim() === "" ? {} : (JSON.parse(stdout) as Record<string, unknown>) };
      } catch (error) {
        return { error: errorOf((error as { stderr: string }).stderr) };
      }
    },
    stop: () => Promise.resolve(),
  };
}

function binaryToBase64(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Uint8Array ? Buffer.from(original).toString("base64") : value;
}

/** `An error occurred (CODE) when calling the X operation: MESSAGE`. */
function errorOf(stderr: string): { code: string; message: string } {
  const match = /An error occurred \(([^)]+)\) when calling the \w+ operation: ([\s\S]*)/.exec(stderr);
  if (match === null) throw new Error(stderr);
  return { code: match[1] ?? "", message: (match[2] ?? "").trim() };
}
