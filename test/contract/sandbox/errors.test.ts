/* oxlint-disable vitest/no-standalone-expect -- the contract registers its tests itself, for every kind that has them */
import { build } from "esbuild";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { InitError } from "../../../handlers/sandbox/execution-environment.ts";
import { contract, folderWith, invocationOf, Logs, onCleanUp, payloadOf, specOf } from "./harness.ts";
import type { SpecOverrides } from "./harness.ts";

contract(({ environmentOf, run, sandbox, test }) => {
  async function initErrorOf(files: Readonly<Record<string, string>>, overrides: SpecOverrides = {}) {
    const { environment, logs, taskRoot } = await environmentOf(files, overrides);
    const error: unknown = await environment.init().catch((reason: unknown) => reason);
    if (!(error instanceof InitError)) throw new Error("The environment started.", { cause: error });
    return { error, document: JSON.parse(error.payload) as Record<string, unknown>, environment, logs, taskRoot };
  }

  describe("a thrown error", () => {
    test("is Lambda's document of type, message and trace", async () => {
      const source = `export const handler = async () => { throw new TypeError("no order"); };`;
      const { outcome, logs } = await run(source);
      expect(outcome.kind).toBe("threw");
      expect(payloadOf(outcome)).toEqual({
        errorType: "TypeError",
        errorMessage: "no order",
        trace: expect.arrayContaining(["TypeError: no order", "    at handler (file:///var/task/index.mjs:1:44)"]),
      });
      expect(Object.keys(payloadOf(outcome) as object)).toEqual(["errorType", "errorMessage", "trace"]);
      expect(logs.printed).toEqual([
        expect.stringMatching(/\tERROR\tInvoke Error \t\{"errorType":"TypeError","errorMessage":"no order","stack":\[/),
      ]);
    });

    test("names no file of ours: AWS's bootstrap stands in its place", async () => {
      const { outcome } = await run(`export const handler = async () => { throw new Error("x"); };`);
      const { trace } = payloadOf(outcome) as { trace: string[] };
      expect(trace.join("\n")).toContain("/var/runtime/index.mjs");
      expect(trace.join("\n")).not.toContain("bootstrap");
    });

    it.each([
      ["a string", `throw "text";`, { errorType: "string", errorMessage: "text", trace: [] }],
      ["a number", `throw 7;`, { errorType: "number", errorMessage: "7", trace: [] }],
      ["nothing", `throw undefined;`, { errorType: "string", errorMessage: "handled", trace: [] }],
      [
        "an error of the user's own class",
        `class OutOfStock extends Error { name = "OutOfStock" } throw Object.assign(new OutOfStock("gone"), { stack: "s" });`,
        { errorType: "OutOfStock", errorMessage: "gone", trace: ["s"] },
      ],
    ])("may be %s", async (_name, statement, expected) => {
      const { outcome } = await run(`export const handler = async () => { ${statement} };`);
      expect(payloadOf(outcome)).toEqual(expected);
    });

    test("may come from a callback or context.fail", async () => {
      const callback = await run(`export const handler = (e, c, callback) => { callback(new RangeError("far")); };`);
      expect(payloadOf(callback.outcome)).toMatchObject({ errorType: "RangeError", errorMessage: "far" });
      const fail = await run(`export const handler = (e, context) => { context.fail("text"); };`);
      expect(payloadOf(fail.outcome)).toMatchObject({ errorType: "string", errorMessage: "text" });
    });

    test("is traced to the user's own file and line through the built file's source map", async () => {
      const project = await folderWith({
        "src/handler.ts": `interface Order {\n  id: string;\n}\n\nexport const handler = async (order: Order) => {\n  throw new Error(order.id);\n};\n`,
      });
      const taskRoot = path.join(project, "built");
      const options = { bundle: true, format: "esm", platform: "node", sourcemap: "inline", minify: true } as const;
      await build({
        ...options,
        entryPoints: [path.join(project, "src/handler.ts")],
        outfile: path.join(taskRoot, "index.mjs"),
      });
      const environment = sandbox().create(specOf(taskRoot, new Logs()));
      onCleanUp(() => environment.stop());
      await environment.init();
      const { trace } = payloadOf(await environment.invoke(invocationOf({ id: "o-1" }))) as { trace: string[] };
      expect(trace[1]).toContain(`${project}/src/handler.ts:6:9`);
    });
  });

  describe("an error that nothing catches", () => {
    it.each([
      ["a rejection", `Promise.reject(new Error("stray"))`, "Runtime.UnhandledPromiseRejection", "Error: stray"],
      ["an exception", `setImmediate(() => { throw new RangeError("stray") })`, "RangeError", "stray"],
    ])(
      "(%s) is the invocation's error and ends this environment",
      async (_name, statement, errorType, errorMessage) => {
        const source = `export const handler = async () => { ${statement}; await new Promise((r) => setTimeout(r, 5000)); };`;
        const { outcome, environment } = await run(source);
        expect(outcome.kind).toBe("threw");
        expect(payloadOf(outcome)).toMatchObject({ errorType, errorMessage });
        expect(environment.dead).toBe(true);
      },
    );

    test("ends the process on nodejs24.x, whose runtime does not catch it", async () => {
      const source = `export const handler = async () => { Promise.reject(new Error("stray")); await new Promise((r) => setTimeout(r, 5000)); };`;
      const { outcome, environment, logs } = await run(source, {}, { runtime: "nodejs24.x" });
      expect(outcome.kind).toBe("crashed");
      expect(payloadOf(outcome)).toMatchObject({
        errorType: "Runtime.ExitError",
        errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Runtime exited with error: exit status 1$/),
      });
      expect(environment.dead).toBe(true);
      expect(logs.printed.join("\n")).toContain("Error: stray");
    });
  });

  describe("code that cannot be loaded", () => {
    test("because its file is missing", async () => {
      const { document, error } = await initErrorOf({});
      expect(document).toMatchObject({
        errorType: "Runtime.ImportModuleError",
        errorMessage: "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs",
      });
      expect(error.crashed).toBe(false);
      expect(error.message).toContain("orders could not be loaded");
    });

    test("because a required package is missing, names the chain as AWS does", async () => {
      const { document } = await initErrorOf({
        "index.js": `require("left-out"); exports.handler = async () => 1;`,
      });
      expect(document["errorType"]).toBe("Runtime.ImportModuleError");
      expect(document["errorMessage"]).toBe(
        "Error: Cannot find module 'left-out'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
      );
      expect((document["trace"] as string[]).slice(0, 2)).toEqual([
        "Runtime.ImportModuleError: Error: Cannot find module 'left-out'",
        "Require stack:",
      ]);
    });

    test("because an imported package is missing, keeps Node's own error, as on AWS", async () => {
      const { document } = await initErrorOf({
        "index.mjs": `import "left-out"; export const handler = async () => 1;`,
      });
      expect(document).toMatchObject({
        errorType: "Error",
        errorMessage: expect.stringMatching(/^Cannot find package 'left-out' imported from \//),
      });
    });

    const named = (errorType: string, message: RegExp) => ({
      errorType,
      errorMessage: expect.stringMatching(message) as string,
    });

    it.each([
      [
        "its syntax",
        "index.handler",
        `export const handler = async ( => 1;`,
        named("Runtime.UserCodeSyntaxError", /^SyntaxError: /),
      ],
      [
        "a missing export",
        "index.handler",
        `export const other = 1;`,
        named("Runtime.HandlerNotFound", /^index\.handler is undefined or not exported$/),
      ],
      [
        "an export that is no function",
        "index.handler",
        `export const handler = 1;`,
        named("Runtime.HandlerNotFound", /^index\.handler is not a function$/),
      ],
      ["a handler without a dot", "index", ``, named("Runtime.MalformedHandlerName", /^Bad handler$/)],
      [
        "a handler that climbs",
        "../index.handler",
        ``,
        named(
          "Runtime.MalformedHandlerName",
          /^'\.\.\/index\.handler' is not a valid handler name\. Use absolute paths/,
        ),
      ],
      ["what it throws", "index.handler", `throw new RangeError("at load");`, named("RangeError", /^at load$/)],
    ])("because of %s", async (_name, handler, source, expected) => {
      const { document, environment, logs } = await initErrorOf({ "index.mjs": source }, { handler });
      expect(document).toMatchObject(expected);
      expect(environment.dead).toBe(true);
      expect(logs.printed[0]).toMatch(/^\S+Z\tundefined\tERROR\tUncaught Exception \t\{"errorType":/);
      expect(logs.lines.at(-1)).toMatch(
        /^INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: error\tError Type: \S+$/,
      );
    });

    test("because nodejs24.x takes no callbacks", async () => {
      const files = { "index.mjs": `export const handler = (event, context, callback) => callback(null, 1);` };
      const { document, logs } = await initErrorOf(files, { runtime: "nodejs24.x" });
      expect(document).toMatchObject({
        errorType: "Runtime.CallbackHandlerDeprecated",
        errorMessage:
          "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.",
      });
      expect(logs.printed[0]).toMatch(/^\S+Z\t-\tERROR\tInit Error \t\{/);
    });

    test("because it exits, has an error document for whoever waited", async () => {
      const { error, environment } = await initErrorOf({ "index.mjs": `process.exit(3);` });
      expect(error.crashed).toBe(true);
      expect(JSON.parse(error.payloadFor("r-1"))).toEqual({
        errorType: "Runtime.ExitError",
        errorMessage: "RequestId: r-1 Error: Runtime exited with error: exit status 3",
      });
      expect(environment.dead).toBe(true);
    });
  });
});
