import { chmod } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { InitError } from "../../../handlers/sandbox/execution-environment.ts";
import { INSTALLED_PYTHON } from "../handlers/installed-python.ts";
import { environmentOf, folderWith, invocationOf, payloadOf, sandboxUnderTest, type SpecOverrides } from "./harness.ts";
import { recorded } from "./recordings.ts";

const WRAPPER = '#!/bin/sh\nexport WRAPPED="yes, $(basename "$1")"\nexec "$@"\n';
const NODE = { "index.mjs": "export const handler = async () => process.env.WRAPPED;" };

async function answerOf(files: Readonly<Record<string, string>>, overrides: SpecOverrides): Promise<unknown> {
  const { environment, taskRoot } = await environmentOf({ ...files, wrapper: WRAPPER }, overrides, sandboxUnderTest());
  await chmod(path.join(taskRoot, "wrapper"), 0o755);
  await environment.init();
  return payloadOf(await environment.invoke(invocationOf({})));
}

describe("a wrapper script", () => {
  test("of the task starts Node, and gets its command line", async () => {
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/var/task/wrapper" };
    expect(await answerOf(NODE, { variables })).toBe("yes, node");
  });

  test("of the task starts Python", async () => {
    const source = "import os\ndef handler(event, context):\n    return os.environ['WRAPPED']\n";
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/var/task/wrapper" };
    const python = { variables, runtime: INSTALLED_PYTHON, handler: "app.handler" };
    expect(await answerOf({ "app.py": source }, python)).toMatch(/^yes, python/);
  });

  test("may come from a layer", async () => {
    const layersFolder = await folderWith({ "layer-wrapper": WRAPPER });
    await chmod(path.join(layersFolder, "layer-wrapper"), 0o755);
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/opt/layer-wrapper" };
    expect(await answerOf(NODE, { variables, layersFolder })).toBe("yes, node");
  });

  test("that is not there ends the runtime as recorded", async () => {
    const variables = { AWS_LAMBDA_EXEC_WRAPPER: "/idontexist.sh" };
    const { environment } = await environmentOf(NODE, { variables });
    const error: unknown = await environment.init().catch((reason: unknown) => reason);
    if (!(error instanceof InitError)) throw new Error("The environment started.", { cause: error });
    const expected = recorded(
      "lambda--TestLambdaErrors.lambda_runtime_wrapper_not_found",
      "recording",
      "invocation_error",
      "Payload",
    );
    expect(JSON.parse(error.payloadFor("<uuid>"))).toEqual(expected);
  });
});
