import { type Capture, cassetteText } from "../../events/capture/index.ts";
import type { ComparableRun } from "../../events/replay/index.ts";

export type TestRunner = "vitest" | "node";

/** A part of a run that a test can insist on. */
export type RunPart = "outcome" | "result" | "error" | "stdout" | "stderr" | "calls";

export interface SavedTestInput {
  readonly capture: Capture;
  /** What the capture does in a fresh runtime: what the test expects. */
  readonly run: ComparableRun;
  /** Those that were another thing when it ran a second time. */
  readonly unsteady: ReadonlySet<RunPart>;
  /** Of the test's folder, with `/`. */
  readonly configPath: string | undefined;
  readonly projectPath: string;
  readonly cassetteName: string;
  readonly runner: TestRunner;
}

/** What was written. */
export interface SavedFiles {
  /** The test and its cassette, relative to the working directory. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Writes a test of a capture into the project: given by whoever can run functions in a runtime of their own. */
export type SaveTest = (capture: Capture, options: { readonly nodeTest: boolean }) => Promise<SavedFiles>;

export interface SavedTest {
  readonly testText: string;
  readonly cassetteText: string;
}

/** A test that passes as long as the function does with this event what it does now. */
export function savedTest(input: SavedTestInput): SavedTest {
  const { capture, run, runner } = input;
  const { functionName, source, at, outcome } = capture;
  const title = `${functionName} does with the ${source} event of ${at} what it did`;
  const checks = partsOf(run).flatMap((part) => checkOf(part, input));
  const lines = [
    ...(runner === "vitest" ? VITEST_IMPORTS : NODE_IMPORTS),
    "",
    ...(outcome === "returned" ? [] : [`// The captured invocation ended so: ${outcome}.`]),
    `test(${JSON.stringify(title)}, async () => {`,
    ...optionsOf(input),
    "  try {",
    `    const [run] = await replay(runtime, new URL(${JSON.stringify(`./${input.cassetteName}`)}, import.meta.url));`,
    "    // Ids and times that are not in the event are masked.",
    ...checks,
    "  } finally {",
    "    await runtime.stop();",
    "  }",
    "});",
    "",
  ];
  return { testText: lines.join("\n"), cassetteText: cassetteText([capture]) };
}

const VITEST_IMPORTS = [
  'import { fileURLToPath } from "node:url";',
  'import { expect, test } from "vitest";',
  'import { createRuntime, replay } from "lambdaloop/testkit";',
];
const NODE_IMPORTS = [
  'import assert from "node:assert/strict";',
  'import { test } from "node:test";',
  'import { fileURLToPath } from "node:url";',
  'import { createRuntime, replay } from "lambdaloop/testkit";',
];

function optionsOf({ configPath, projectPath, runner }: SavedTestInput): string[] {
  return [
    "  const runtime = await createRuntime({",
    `    cwd: fileURLToPath(new URL(${JSON.stringify(projectPath)}, import.meta.url)),`,
    ...(configPath === undefined ? [] : [`    config: ${JSON.stringify(configPath)},`]),
    // With vitest, its mocks and its coverage see the handler.
    ...(runner === "vitest" ? ["    importModule: (file) => import(/* @vite-ignore */ file),"] : []),
    "  });",
  ];
}

function partsOf(run: ComparableRun): RunPart[] {
  const answer: RunPart = run.outcome === "returned" ? "result" : "error";
  return ["outcome", answer, "stdout", "stderr", "calls"];
}

function checkOf(part: RunPart, { run, unsteady, runner }: SavedTestInput): string[] {
  const value: unknown = run[part];
  if (unsteady.has(part)) return [`    // run.${part} is another one each time.`];
  if (value === undefined) return [];
  const expected = literal(value, "    ");
  if (runner === "node") return [`    assert.deepEqual(run.${part}, ${expected});`];
  return [`    expect(run.${part}).toEqual(${expected});`];
}

const WIDEST = 100;

/** As a person would write it: short ones on one line, keys without quotes. */
function literal(value: unknown, margin: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const inner = `${margin}  `;
  const parts = isList
    ? value.map((one) => literal(one, inner))
    : Object.entries(value).map(([name, one]) => `${keyOf(name)}: ${literal(one, inner)}`);
  if (parts.length === 0) return isList ? "[]" : "{}";
  const line = isList ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
  if (!line.includes("\n") && margin.length + line.length <= WIDEST) return line;
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${margin}${close}`;
}

function keyOf(name: string): string {
  // Written as a key, `__proto__` would be the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** `orders-4ehitwa2`: what the files of a saved test are called by default. */
export function savedTestName({ functionName, id }: Capture): string {
  return `${functionName.replaceAll(/[^\w.-]/g, "-")}-${id}`;
}
