import { expect, test } from "vitest";
import { summarizeError } from "../../../handlers/error-document.ts";

const own = (file: string): boolean => file.startsWith("/app/src/") || file === "/lib/money.ts";
const where = { projectFolder: "/app", taskRoot: "/app/src", isOwnSource: own };
const summarize = (document: unknown) => summarizeError(JSON.stringify(document), where);

test.each([
  ["    at handler (/app/src/orders.ts:27:11)", "src/orders.ts:27:11"],
  ["    at async Runtime.handler (file:///app/src/orders.ts:3:5)", "src/orders.ts:3:5"],
  ["    at /app/src/orders.ts:1:2", "src/orders.ts:1:2"],
  ["    at Runtime.handler (file:///var/task/orders.mjs:1:2)", "src/orders.mjs:1:2"],
  ["    at Object.<anonymous> (/lib/money.ts:9:1)", "../lib/money.ts:9:1"],
])("the frame %s is at %s", (line, place) => {
  expect(summarize({ errorType: "Error", errorMessage: "no", trace: ["Error: no", line] })).toEqual({
    errorType: "Error",
    errorMessage: "no",
    errorAt: place,
  });
});

test("frames of packages, of Node and of the runtime are passed over", () => {
  const trace = [
    "TypeError: no",
    "    at parse (/app/node_modules/yaml/index.js:1:1)",
    "    at JSON.parse (<anonymous>)",
    "    at node:internal/process:2:2",
    "    at read (/app/src/read.ts:4:9)",
    "    at handler (/app/src/orders.ts:27:11)",
  ];
  expect(summarize({ trace }).errorAt).toBe("src/read.ts:4:9");
});

test("Python's trace is read from its end, where the error was raised", () => {
  const stackTrace = [
    '  File "/app/src/app.py", line 3, in handler\n    return read()\n',
    '  File "/app/src/read.py", line 7, in read\n    raise ValueError("no")\n',
    '  File "/usr/lib/python3/json/__init__.py", line 1, in loads\n',
  ];
  expect(summarize({ errorType: "ValueError", stackTrace }).errorAt).toBe("src/read.py:7");
});

test.each(["", "null", "[1]", '"text"', '{"errorType":5}', "{"])("the payload %s tells nothing", (payload) => {
  expect(summarizeError(payload, where)).toEqual({});
});
