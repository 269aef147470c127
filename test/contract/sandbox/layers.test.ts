import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { OptMount } from "../../../handlers/sandbox/process/opt-mount.ts";
import { describe, expect, test } from "vitest";
import { environmentOf, folderWith, invocationOf, payloadOf, sandboxUnderTest, type SpecOverrides } from "./harness.ts";
import { INSTALLED_PYTHON } from "../handlers/installed-python.ts";

const LAYER = {
  "nodejs/node_modules/said/index.js": 'module.exports = "by the layer";',
  "nodejs/node22/node_modules/newer/index.js": 'module.exports = "for 22";',
  "python/said.py": 'words = "by the layer"\n',
  [`python/lib/${INSTALLED_PYTHON}/site-packages/installed.py`]: 'words = "by pip"\n',
  "lib/data.txt": "data",
};

async function answerOf(
  files: Readonly<Record<string, string>>,
  overrides: SpecOverrides = {},
  mountLayers = true,
): Promise<unknown> {
  const layersFolder = overrides.layersFolder ?? (await folderWith(LAYER));
  await mkdir(path.join(layersFolder, "bin"), { recursive: true });
  await writeFile(path.join(layersFolder, "bin/layer-tool"), "#!/bin/sh\necho tool", { mode: 0o755 });
  const sandbox = sandboxUnderTest({ mountLayers });
  const { environment } = await environmentOf(files, { layersFolder, ...overrides }, sandbox);
  await environment.init();
  return payloadOf(await environment.invoke(invocationOf({})));
}

describe.each([
  ["under /opt where the machine can mount them there", true],
  ["on the search paths only", false],
])("a function's layers, %s,", (_, mountLayers) => {
  test("have packages that CommonJS requires", async () => {
    const source = `exports.handler = async () => [require("said"), require("newer")];`;
    expect(await answerOf({ "index.js": source }, {}, mountLayers)).toEqual(["by the layer", "for 22"]);
  });

  test("have no packages that an ES module can import, as on Lambda", async () => {
    const source = `export const handler = async () => import("said").catch(({ code }) => code);`;
    expect(await answerOf({ "index.mjs": source }, {}, mountLayers)).toBe("ERR_MODULE_NOT_FOUND");
  });

  test("have programs on the PATH, and their lib folder where loaders look", async () => {
    const source = `import { execFileSync } from "node:child_process"; import { existsSync } from "node:fs";
      export const handler = async () => [execFileSync("layer-tool").toString(),
        process.env.LD_LIBRARY_PATH.split(":").some((folder) => existsSync(folder + "/data.txt"))];`;
    expect(await answerOf({ "index.mjs": source }, {}, mountLayers)).toEqual(["tool\n", true]);
  });

  test("have modules that Python imports", async () => {
    const source = `import said, installed\ndef handler(event, context):\n    return [said.words, installed.words]\n`;
    const python = { runtime: INSTALLED_PYTHON, handler: "app.handler" };
    expect(await answerOf({ "app.py": source }, python, mountLayers)).toEqual(["by the layer", "by pip"]);
  });

  test("come after the function's own modules", async () => {
    const source = `import said\ndef handler(event, context):\n    return said.words\n`;
    const python = { runtime: INSTALLED_PYTHON, handler: "app.handler" };
    expect(await answerOf({ "app.py": source, "said.py": 'words = "by the task"\n' }, python, mountLayers)).toBe(
      "by the task",
    );
  });

  test("may have the bootstrap of a custom runtime", async () => {
    const bootstrap = `#!${process.execPath}
const base = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/";
(async () => { for (;;) {
  const next = await fetch(base + "next"); await next.text();
  await fetch(base + next.headers.get("lambda-runtime-aws-request-id") + "/response", { method: "POST", body: '"from the layer"' });
} })();`;
    const layersFolder = await folderWith({ bootstrap });
    await chmod(path.join(layersFolder, "bootstrap"), 0o755);
    const overrides = { layersFolder, runtime: "provided.al2023", memorySizeMB: 1024 } as const;
    expect(await answerOf({ "function.txt": "" }, overrides, mountLayers)).toBe("from the layer");
  });
});

test("the user's code reads a layer under /opt exactly where the machine can mount it there", async () => {
  const source = `import { readFileSync } from "node:fs";
    export const handler = async () => { try { return readFileSync("/opt/lib/data.txt", "utf8"); } catch ({ code }) { return code; } };`;
  const expected = (await new OptMount().possible()) ? "data" : "ENOENT";
  expect(await answerOf({ "index.mjs": source })).toBe(expected);
  expect(await answerOf({ "index.mjs": source }, {}, false)).toBe("ENOENT");
});

test("a function with layers is the same user, in a process that its environment can end", async () => {
  const source = `export const handler = async () => [process.getuid(), process.ppid]; setInterval(() => {}, 1000);`;
  expect(await answerOf({ "index.mjs": source })).toEqual([process.getuid?.(), process.pid]);
});

test("extensions are not started, and the log says so", async () => {
  const layersFolder = await folderWith({ "extensions/collector": "#!/bin/sh" });
  const { environment, logs } = await environmentOf(
    { "index.mjs": "export const handler = async () => 1;" },
    { layersFolder },
  );
  await environment.init();
  expect(logs.lines).toEqual(["EXTENSION\tName: collector\tState: NotStarted\t(lambdaloop runs no extensions)"]);
});

test("a custom runtime without a bootstrap, in the task and in the layers, is Runtime.InvalidEntrypoint", async () => {
  const overrides = { layersFolder: await folderWith(LAYER), runtime: "provided.al2023" } as const;
  const { environment, taskRoot } = await environmentOf({}, overrides);
  await expect(environment.init()).rejects.toThrow(
    `Couldn't find valid bootstrap(s): [${taskRoot}/bootstrap /opt/bootstrap]`,
  );
});
