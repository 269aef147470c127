import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { BuildResult, BuiltCode } from "../../../handlers/build/code-builder.ts";
import { EsbuildBuilder } from "../../../handlers/build/esbuild-builder.ts";
import { GenerationFolders } from "../../../handlers/build/generation-folders.ts";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";
import { createProject, definitionOf, type Project } from "./project.ts";

let project: Project;
let builder: EsbuildBuilder;
let generation = 0;

afterEach(async () => {
  await builder.dispose();
  project.dispose();
});

const ES_MODULE = { "package.json": '{"type":"module"}' };

/** A CommonJS package whose exports nobody can see without running it. */
const CJS_PACKAGE = {
  "node_modules/money/package.json": '{"name":"money","version":"1.0.0"}',
  "node_modules/money/index.js":
    'for (const name of ["format", "parse"]) module.exports[name] = (x) => `${name} ${x}`;',
};
const ESM_PACKAGE = {
  "node_modules/dates/package.json": '{"name":"dates","type":"module","exports":"./index.js"}',
  "node_modules/dates/index.js": "export const url = import.meta.url; export const today = () => 'monday';",
};

function makeBuilder(files: Readonly<Record<string, string>>, changes: Partial<FunctionDefinition> = {}): void {
  project = createProject(files);
  mkdirSync(join(project.folder, ".lambdaloop"));
  builder = new EsbuildBuilder(definitionOf(changes), project.folder, join(project.folder, ".lambdaloop"));
}

async function build(files: Readonly<Record<string, string>>, changes: Partial<FunctionDefinition> = {}) {
  makeBuilder(files, changes);
  return built(await builder.build());
}

function built(result: BuildResult): BuiltCode {
  if (result.kind === "failed") throw new Error(result.failure.frame);
  return result.code;
}

async function failureOf(files: Readonly<Record<string, string>>, changes: Partial<FunctionDefinition> = {}) {
  makeBuilder(files, changes);
  const result = await builder.build();
  if (result.kind === "built") throw new Error("the build succeeded");
  return { ...result.failure, watch: result.watch.map((path) => relative(project.folder, path)) };
}

/** Runs the built handler as a Lambda environment would find it and gives what it returns. */
async function run(code: BuiltCode): Promise<unknown> {
  const folders = new GenerationFolders(join(project.folder, ".lambdaloop"));
  const taskRoot = await folders.write(++generation, code.output);
  const [path = "", name = ""] = code.handler.split(".");
  const extension = code.output.kind === "files" && code.output.files[0]?.path.endsWith(".cjs") ? ".cjs" : ".mjs";
  const url = pathToFileURL(join(taskRoot, path + extension)).href;
  const script = `import(${JSON.stringify(url)}).then(async (m) => console.log(JSON.stringify(await m[${JSON.stringify(name)}]())))`;
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
}

function textOf(code: BuiltCode): string {
  return code.output.kind === "files" ? new TextDecoder().decode(code.output.files[0]?.contents) : "";
}

describe("what a handler may be written with", () => {
  test("TypeScript with JSON, other files and top-level await, as an ES module", async () => {
    const code = await build({
      ...ES_MODULE,
      "src/orders.ts":
        'import config from "./config.json"; import { two } from "./two"; const one: number = await Promise.resolve(1); export const handler = async () => [one, two, config.three];',
      "src/two.ts": "export const two = 2;",
      "src/config.json": '{"three":3}',
    });
    expect(await run(code)).toEqual([1, 2, 3]);
    expect(code.handler).toBe("src/orders.handler");
    expect([...code.sources].map((path) => relative(project.folder, path)).toSorted()).toEqual([
      "src/config.json",
      "src/orders.ts",
      "src/two.ts",
    ]);
  });

  test("TypeScript in a CommonJS project", async () => {
    const code = await build({
      "package.json": "{}",
      "src/orders.ts": "export const handler = async () => __filename;",
    });
    expect(await run(code)).toMatch(/orders\.cjs$/);
  });

  test("plain CommonJS", async () => {
    const code = await build({ "src/orders.js": "exports.handler = async () => typeof require;" });
    expect(await run(code)).toBe("function");
  });

  test.each(["esm", "cjs"] as const)("paths of tsconfig.json (%s)", async (format) => {
    const code = await build(
      {
        "tsconfig.json": '{"compilerOptions":{"paths":{"@shop/*":["./lib/*"]}}}',
        "src/orders.ts": 'import { two } from "@shop/two"; export const handler = async () => two;',
        "lib/two.ts": "export const two = 2;",
      },
      { bundle: { external: [], mode: "code", format } },
    );
    expect(await run(code)).toBe(2);
    expect(code.sources).toContain(join(project.folder, "lib/two.ts"));
  });

  test("a handler in a folder's index file", async () => {
    const code = await build({ ...ES_MODULE, "src/orders/index.ts": "export const handler = async () => 1;" });
    expect(await run(code)).toBe(1);
  });

  test("a default export", async () => {
    const code = await build({ "src/orders.ts": "export default async () => 1;" }, { handler: "src/orders.default" });
    expect(textOf(code)).toContain("default: () =>");
  });
});

describe("packages in node_modules", () => {
  const source = {
    "src/orders.ts":
      'import { format } from "money"; import money from "money"; import { today } from "dates"; export const handler = async () => [format(1), money.parse(2), today()];',
  };

  test.each(["esm", "cjs"] as const)("every kind of import works (%s)", async (format) => {
    const code = await build(
      { ...source, ...CJS_PACKAGE, ...ESM_PACKAGE },
      { bundle: { external: [], mode: "code", format } },
    );
    expect(await run(code)).toEqual(["format 1", "parse 2", "monday"]);
  });

  test("they stay outside the bundle and are named for a standby to load", async () => {
    const code = await build({ ...ES_MODULE, ...source, ...CJS_PACKAGE, ...ESM_PACKAGE });
    expect(textOf(code)).not.toContain("monday");
    expect(code.externals).toEqual(
      expect.arrayContaining([
        { specifier: "money", kind: "require" },
        { specifier: "dates", kind: "import" },
      ]),
    );
    expect([...code.sources]).toEqual([join(project.folder, "src/orders.ts")]);
  });

  test('mode "all" puts them into the bundle', async () => {
    const code = await build(
      { ...ES_MODULE, ...source, ...CJS_PACKAGE, ...ESM_PACKAGE },
      { bundle: { external: [], mode: "all" } },
    );
    expect(textOf(code)).toContain("monday");
    expect(await run(code)).toEqual(["format 1", "parse 2", "monday"]);
  });

  test("a package that is imported when it is needed is not loaded ahead", async () => {
    const code = await build({
      ...ES_MODULE,
      ...ESM_PACKAGE,
      "src/orders.ts": 'export const handler = async () => (await import("dates")).today();',
    });
    expect(code.externals).toEqual([]);
    expect(await run(code)).toBe("monday");
  });

  test("`external` also keeps what is not installed out", async () => {
    const code = await build(
      { ...ES_MODULE, "src/orders.ts": 'import "aws-crt"; export const handler = async () => 1;' },
      { bundle: { external: ["aws-crt"], mode: "code" } },
    );
    expect(code.externals).toEqual([{ specifier: "aws-crt", kind: "import" }]);
  });
});

describe("workspace packages", () => {
  test("are bundled and watched, with the dependencies of their own node_modules", async () => {
    makeBuilder({
      ...ES_MODULE,
      "src/orders.ts": 'import { total } from "@shop/lib"; export const handler = async () => total();',
      "packages/lib/package.json": '{"name":"@shop/lib","main":"total.ts"}',
      "packages/lib/total.ts": 'import { format } from "money"; export const total = () => format(7);',
      "packages/lib/node_modules/money/package.json": '{"name":"money","version":"2.0.0"}',
      "packages/lib/node_modules/money/index.js": "exports.format = (x) => `own ${x}`;",
      ...CJS_PACKAGE,
    });
    project.link("node_modules/@shop/lib", "packages/lib");
    const code = built(await builder.build());
    expect(await run(code)).toBe("own 7");
    expect(code.sources).toContain(join(project.folder, "packages/lib/total.ts"));
  });
});

describe("a broken build", () => {
  test("shows esbuild's frame", async () => {
    const failure = await failureOf({
      ...ES_MODULE,
      "src/orders.ts": "export const handler = async () => {\n  return );\n};",
    });
    expect(failure).toMatchObject({
      errorType: "Runtime.UserCodeSyntaxError",
      message: 'src/orders.ts:2:10: Unexpected ")"',
      at: "src/orders.ts:2:10",
    });
    expect(failure.frame).toContain("2 │   return );");
  });

  test("by an export that is missing names the nearest", async () => {
    const failure = await failureOf({ ...ES_MODULE, "src/orders.ts": "export const handle = async () => 1;" });
    expect(failure).toMatchObject({
      errorType: "Runtime.HandlerNotFound",
      message: 'src/orders.ts: no export named "handler". Did you mean "handle"?',
    });
  });

  test.each([
    ["an empty file", "esm", ""],
    ["an empty file", "cjs", ""],
    ["a half-written file", "esm", "import { two } from './two'; "],
    ["a half-written file", "cjs", "import { two } from './two'; "],
  ] as const)("by %s is noticed (%s)", async (_, format, text) => {
    const bundle = { external: [], mode: "code", format } as const;
    const failure = await failureOf({ "src/orders.ts": text, "src/two.ts": "export const two = 2;" }, { bundle });
    expect(failure.message).toBe('src/orders.ts: no export named "handler".');
  });

  test("CommonJS sources in an ES module are explained", async () => {
    const failure = await failureOf(
      { "src/orders.js": "exports.handler = async () => 1;" },
      { bundle: { external: [], mode: "code", format: "esm" } },
    );
    expect(failure.message).toContain('set bundle.format to "cjs"');
  });

  test("by a missing file watches every place where it could appear", async () => {
    const failure = await failureOf({ ...ES_MODULE, "src/orders.ts": 'export { handler } from "./lib/job";' });
    expect(failure.errorType).toBe("Runtime.ImportModuleError");
    expect(failure.watch).toEqual(expect.arrayContaining(["src/orders.ts", "src/lib/job.ts", "src/lib/job/index.ts"]));
  });

  test("by a missing file of tsconfig.json's paths watches its places", async () => {
    const failure = await failureOf({
      "tsconfig.json": '{\n// a comment\n"compilerOptions":{"paths":{"@shop/*":["./lib/*"],},},}',
      "src/orders.ts": 'export { handler } from "@shop/work";',
    });
    expect(failure.watch).toContain("lib/work.ts");
  });

  test("watches the files on the way to the error, which esbuild does not list", async () => {
    const failure = await failureOf({
      ...ES_MODULE,
      "src/orders.ts": 'export { handler } from "./middle";',
      "src/middle.ts": 'export { handler } from "./bad";',
      "src/bad.ts": "export const handler = ;",
    });
    expect(failure.watch).toEqual(expect.arrayContaining(["src/orders.ts", "src/middle.ts", "src/bad.ts"]));
  });

  test("is mended by the next build", async () => {
    makeBuilder({ ...ES_MODULE, "src/orders.ts": "" });
    expect((await builder.build()).kind).toBe("failed");
    project.write("src/orders.ts", "export const handler = async () => 5;");
    expect(await run(built(await builder.build()))).toBe(5);
  });
});

describe("between two builds", () => {
  test("the handler's file may change its extension", async () => {
    makeBuilder({ ...ES_MODULE, "src/orders.ts": "export const handler = async () => 1;" });
    await builder.build();
    project.remove("src/orders.ts");
    const missing = await builder.build();
    expect(missing).toMatchObject({ kind: "failed", failure: { errorType: "Runtime.ImportModuleError" } });
    expect(missing.watch).toContain(join(project.folder, "src/orders.js"));
    project.write("src/orders.js", "export const handler = async () => 2;");
    expect(await run(built(await builder.build()))).toBe(2);
  });

  test("a fresh build sees that a package has become an ES module", async () => {
    makeBuilder({
      ...ES_MODULE,
      ...CJS_PACKAGE,
      "src/orders.ts": 'import { format } from "money"; export const handler = async () => format(1);',
    });
    await builder.build();
    project.write("node_modules/money/package.json", '{"name":"money","type":"module","exports":"./index.js"}');
    project.write("node_modules/money/index.js", "export const format = () => 'new';");
    const code = built(await builder.build({ fresh: true }));
    expect(code.externals).toContainEqual({ specifier: "money", kind: "import" });
    expect(await run(code)).toBe("new");
  });
});
