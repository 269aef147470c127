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
import { after, before, beforeEach, test } from "node:test";
import { createRuntime } from "lambdaloop/testkit";

let runtime;
before(async () => {
  runtime = await createRuntime({ config: "lambdaloop.config.ts" });
});
beforeEach(() => runtime.reset());
after(() => runtime.stop());

test("a greeting is handled and its message deleted", async () => {
  runtime.queue("greetings").send({ name: "Ada" });
  await runtime.settled();
  assert.deepEqual(runtime.queue("greetings").messages(), []);
});

test("a message that is no JSON ends in the dead-letter queue, after three receives", async () => {
  runtime.queue("greetings").send("no JSON");
  // Nothing sleeps here: the clock is the test's.
  await runtime.clock.advance("5 minutes");
  assert.equal(runtime.queue("greetings-dlq").messages().length, 1);
  assert.equal(runtime.invocations("greet").length, 3);
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
