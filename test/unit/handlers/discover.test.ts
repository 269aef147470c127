import { afterEach, expect, test } from "vitest";
import { discoverHandler } from "../../../handlers/discover.ts";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";
import { UserError } from "../../../runtime/core/errors.ts";
import { createProject, definitionOf, type Project } from "./project.ts";

let project: Project;

afterEach(() => project.dispose());

function discover(files: readonly string[], changes: Partial<FunctionDefinition>) {
  project = createProject(Object.fromEntries(files.map((file) => [file, ""])));
  const { file, modulePath, exportName } = discoverHandler(definitionOf(changes), project.folder);
  return { file: file.slice(project.folder.length + 1), modulePath, exportName };
}

function failureOf(files: readonly string[], changes: Partial<FunctionDefinition>): UserError {
  try {
    discover(files, changes);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("the handler was found");
}

test.each([
  ["src/orders.handler", ["src/orders.ts"], "src/orders.ts", "handler"],
  ["src/orders.handler", ["src/orders.js"], "src/orders.js", "handler"],
  ["src/orders.handler", ["src/orders.mts"], "src/orders.mts", "handler"],
  ["src/orders.handler", ["src/orders.cjs"], "src/orders.cjs", "handler"],
  ["src/orders.handler", ["src/orders.js", "src/orders.ts"], "src/orders.ts", "handler"],
  ["src/orders.handler", ["src/orders/index.ts"], "src/orders/index.ts", "handler"],
  ["./src/orders.handler", ["src/orders.ts"], "src/orders.ts", "handler"],
  ["orders.api.handler", ["orders.ts"], "orders.ts", "api.handler"],
  ["src.v2/orders.handler", ["src.v2/orders.ts"], "src.v2/orders.ts", "handler"],
])("the handler %s among %j is %s, export %s", (handler, files, file, exportName) => {
  expect(discover(files, { handler })).toMatchObject({ file, exportName });
});

test.each([
  ["app.lambda_handler", "app.py"],
  ["functions/orders/app.handler", "functions/orders/app.py"],
  ["functions.orders.app.handler", "functions/orders/app.py"],
  ["app.handler", "app/__init__.py"],
] as const)("Python's %s is %s", (handler, file) => {
  expect(discover([file], { handler, runtime: "python3.13" }).file).toBe(file);
});

test.each([
  ["bootstrap", "bootstrap"],
  ["hello.handler", "bootstrap"],
  ["go/orders.handler", "go/bootstrap"],
  ["go/orders", "go/orders/bootstrap"],
])("a custom runtime's %s starts %s", (handler, file) => {
  expect(discover([file], { handler, runtime: "provided.al2023" }).file).toBe(file);
});

test("a file that does not exist is told with the nearest names and the key to mend", () => {
  const error = failureOf(["src/order.ts", "src/users.ts"], {});
  expect(error.code).toBe("HANDLER_NOT_FOUND");
  expect(error.message).toBe('Function orders: no file for the handler "src/orders.handler".');
  expect(error.advice).toContain('Did you mean "src/order"?');
  expect(error.place).toEqual({ file: "src/orders", key: "functions.orders.handler" });
});

test("a folder that does not exist is told with the nearest names too", () => {
  expect(failureOf(["lib/orders.ts"], {}).advice).toContain('Did you mean "lib/orders"?');
});

test("without a near name the folder's own names are listed", () => {
  expect(failureOf(["src/checkout.ts", "src/newsletter.ts"], {}).advice).toContain(
    'That folder has "src/checkout" or "src/newsletter".',
  );
});

test("a file name with a dot is explained, because Lambda ends the name at its first dot", () => {
  expect(failureOf(["src/orders.service.ts"], { handler: "src/orders.service.handler" }).advice).toContain(
    "orders.service.ts can be nobody's handler",
  );
});

test.each(["src/orders", "src/.handler", "src/orders."])("%s names no file and export", (handler) => {
  expect(failureOf(["src/orders.ts"], { handler }).code).toBe("HANDLER_NOT_FOUND");
});
