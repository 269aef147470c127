import { version } from "../version.ts";

/** What `lambdaloop init` writes, by path. The test needs no test runner but Node's own. */
export const INIT_FILES: Readonly<Record<string, string>> = {
  "lambdaloop.config.ts": `import { defineConfig } from "lambdaloop";

export default defineConfig({
  queues: {
    greetings: {
      visibilityTimeout: 30,
      deadLetterQueue: { queue: "greetings-dlq", maxReceiveCount: 3 },
    },
    "greetings-dlq": {},
  },
  functions: {
    greet: {
      handler: "src/greet.handler",
      timeout: 10,
      eventSourceMappings: [{ queue: "greetings", functionResponseTypes: ["ReportBatchItemFailures"] }],
    },
  },
});
`,
  "src/greet.ts": `import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records) {
    try {
      const { name } = JSON.parse(record.body) as { name: string };
      console.log(\`Hello, \${name}!\`);
    } catch (error) {
      console.error(\`Cannot greet \${record.messageId}:\`, error);
      // Only this message comes back; the others of the batch are done.
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}
`,
  "test/greet.test.mjs": `import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startRuntime } from "lambdaloop";

let runtime;
before(async () => {
  runtime = await startRuntime({ port: 0, watch: false });
});
after(() => runtime?.stop());

test("a message that is no JSON is reported as failed, the others are not", async () => {
  const Records = [
    { messageId: "good", body: '{"name":"Ada"}' },
    { messageId: "bad", body: "no JSON" },
  ];
  const result = await runtime.invoke("greet", { Records });
  assert.equal(result.kind, "returned");
  assert.deepEqual(JSON.parse(result.payload), { batchItemFailures: [{ itemIdentifier: "bad" }] });
});
`,
};

/** Of a folder that has none. */
export function packageJson(folderName: string): string {
  const name =
    folderName
      .toLowerCase()
      .replaceAll(/[^a-z0-9._-]+/g, "-")
      .replace(/^[._-]+/, "") || "my-functions";
  const content = {
    name,
    private: true,
    type: "module",
    scripts: { dev: "lambdaloop dev", test: "node --test" },
    devDependencies: { "@types/aws-lambda": "^8.10.0", "@types/node": ">=20", lambdaloop: `^${version}` },
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
