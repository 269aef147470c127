import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Answer, ClientTarget, SqsTestClient } from "./client.ts";

/** Debian's python3-boto3: old enough to speak the Query protocol. */
export function boto3(target: ClientTarget): SqsTestClient {
  const driver = join(import.meta.dirname, "boto3-driver.py");
  const child = spawn("/usr/bin/python3", [driver, target.endpoint, target.region, target.accessKeyId], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: "/usr/bin:/bin", AWS_EC2_METADATA_DISABLED: "true", HOME: "/nonexistent" },
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name: "boto3 (Query)",
    protocol: "query",
    async call(operation, input): Promise<Answer> {
      child.stdin.write(`${JSON.stringify({ operation, input }, binaryToTag)}\n`);
      const line = await answers.next();
      if (line.done === true) throw new Error("the boto3 driver ended");
      return JSON.parse(line.value, tagToBinary) as Answer;
    },
    async stop() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

function binaryToTag(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Uint8Array ? { $binary: Buffer.from(original).toString("base64") } : value;
}

function tagToBinary(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || !("$binary" in value)) return value;
  return new Uint8Array(Buffer.from(String(value.$binary), "base64"));
}
