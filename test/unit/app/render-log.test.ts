import { describe, expect, test } from "vitest";
import type { Fact } from "../../../runtime/core/facts.ts";
import { printed, requestId } from "./printed.ts";

describe("a handler's log stands below its invocation", () => {
  const log = (source: "platform" | "stdout" | "stderr", line: string): Fact => ({
    kind: "lambda.logged",
    functionName: "orders",
    environmentId: "e",
    requestId,
    source,
    line,
  });

  test.each<[string, Fact, string[]]>([
    ["its text", log("stdout", "hello"), ["              77777777  │ hello"]],
    [
      "without Lambda's own prefix",
      log("stdout", `2026-01-01T00:00:00.000Z\t${requestId}\tINFO\thello`),
      ["              77777777  │ hello"],
    ],
    [
      "with a level that is not INFO",
      log("stderr", `2026-01-01T00:00:00.000Z\t${requestId}\tERROR\tno`),
      ["              77777777  │ ERROR no"],
    ],
    [
      "all lines of a stack",
      log("stderr", "Error: a\n    at b"),
      ["              77777777  │ Error: a", "              77777777  │     at b"],
    ],
    [
      "an error that the runtime logs as JSON by its stack, without the runtime's own frames",
      log(
        "stderr",
        `2026-01-01T00:00:00.000Z\t${requestId}\tERROR\tInvoke Error \t${JSON.stringify({
          errorType: "Error",
          stack: ["Error: boom", "    at handler (/app/a.ts:4:31)", "    at main (/var/runtime/index.mjs:1:2)"],
        })}`,
      ),
      ["              77777777  │ ERROR Error: boom", "              77777777  │     at handler (/app/a.ts:4:31)"],
    ],
    [
      "an error that the handler logs, without the runtime's own frames",
      log(
        "stdout",
        `2026-01-01T00:00:00.000Z\t${requestId}\tERROR\tError: a\n    at handler (/app/a.ts:4:31)\n    at new Promise (<anonymous>)\n    at run (/var/runtime/index.mjs:1:2)\n    at node:internal/x:1:2\n  { code: 1 }`,
      ),
      [
        "              77777777  │ ERROR Error: a",
        "              77777777  │     at handler (/app/a.ts:4:31)",
        "              77777777  │   { code: 1 }",
      ],
    ],
    [
      "a call that logs nothing as an empty line",
      log("stdout", `2026-01-01T00:00:00.000Z\t${requestId}\tINFO\t`),
      ["              77777777  │"],
    ],
    ["the end of an environment once", log("platform", `RequestId: ${requestId} Error: Runtime exited`), []],
    ["nor its type twice", log("platform", "Runtime.ExitError"), []],
    ["a native stack not at all", log("stderr", " 1: 0xb78db3 node::OOMErrorHandler(char const*) [/usr/bin/node]"), []],
    ["nor the timeout", log("platform", `2026-01-01T00:00:00.000Z ${requestId} Task timed out after 1.00 seconds`), []],
    ["but not what facts already tell", log("platform", `START RequestId: ${requestId} Version: $LATEST`), []],
  ])("%s", (_what, fact, lines) => {
    expect(printed(fact)).toEqual(lines);
  });
});

describe("what is logged outside an invocation", () => {
  const log = (line: string): Fact => ({
    kind: "lambda.logged",
    functionName: "orders",
    environmentId: "e",
    source: "stderr",
    line,
  });

  test("names its function", () => {
    expect(printed(log("2026-01-01T00:00:00.000Z\tundefined\tINFO\tconnected\nto a"))).toEqual([
      "                        │ λ orders: connected",
      "                        │ to a",
    ]);
  });

  test("a warning of Node.js is shown once, whichever process it comes from", () => {
    const warning = (pid: number): Fact => log(`(node:${pid}) Warning: old`);
    expect(printed(warning(1), warning(2))).toEqual(["                        │ λ orders: (node:1) Warning: old"]);
  });
});
