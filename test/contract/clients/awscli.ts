import { join } from "node:path";
import type { Answer, ClientTarget, TestClient } from "./client.ts";
import { startLineProcess } from "./line-process.ts";

/** Debian's awscli 2: Query protocol. */
export function awscli(target: ClientTarget): TestClient {
  const cli = startLineProcess([join(import.meta.dirname, "awscli-driver.py")], {
    PATH: "/usr/bin:/bin",
    HOME: "/nonexistent",
    AWS_ACCESS_KEY_ID: target.accessKeyId,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_DEFAULT_REGION: target.region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  });
  return {
    protocol: "query",
    modelledErrorNames: false,
    async call(operation, input): Promise<Answer> {
      const command = operation.replace(/(?<!^)(?=[A-Z])/g, "-").toLowerCase();
      const json = JSON.stringify(input, binaryToBase64);
      const args = [
        "--endpoint-url",
        target.endpoint,
        "--output",
        "json",
        target.service,
        command,
        "--cli-input-json",
        json,
      ];
      const { exitCode, stdout, stderr } = JSON.parse(await cli.ask(JSON.stringify({ arguments: args }))) as Exit;
      if (exitCode !== 0) return { error: errorOf(stderr) };
      return { output: stdout.trim() === "" ? {} : (JSON.parse(stdout) as Record<string, unknown>) };
    },
    stop: () => cli.stop(),
  };
}

interface Exit {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function binaryToBase64(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Uint8Array ? Buffer.from(original).toString("base64") : value;
}

/** `An error occurred (CODE) when calling the X operation (reached max retries: 0): MESSAGE`. */
function errorOf(stderr: string): { code: string; message: string } {
  const match = /An error occurred \(([^)]+)\) when calling the \w+ operation(?: \([^)]*\))?: ([\s\S]*)/.exec(stderr);
  if (match === null) throw new Error(stderr);
  return { code: match[1] ?? "", message: (match[2] ?? "").trim() };
}
