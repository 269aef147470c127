import { join } from "node:path";
import type { Answer, ClientTarget, TestClient } from "./client.ts";
import { startLineProcess } from "./line-process.ts";

/**
 * Debian's python3-boto3: old enough to speak the Query protocol.
 *
 * @param signatureVersion of presigned URLs; boto3's default for S3 is version 2
 */
export function boto3(target: ClientTarget, signatureVersion?: "s3v4"): TestClient {
  const driver = join(import.meta.dirname, "boto3-driver.py");
  const { service, endpoint, region, accessKeyId, session } = target;
  const args = [driver, service, endpoint, region, accessKeyId];
  const python = startLineProcess(signatureVersion === undefined ? args : [...args, signatureVersion], {
    PATH: "/usr/bin:/bin",
    AWS_EC2_METADATA_DISABLED: "true",
    HOME: "/nonexistent",
    ...(session && { TEST_SECRET: session.secretAccessKey, TEST_TOKEN: session.sessionToken }),
  });
  return {
    protocol: service === "s3" ? "xml" : "query",
    modelledErrorNames: false,
    async call(operation, input): Promise<Answer> {
      return JSON.parse(await python.ask(JSON.stringify({ operation, input }, binaryToTag)), tagToBinary) as Answer;
    },
    stop: () => python.stop(),
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
