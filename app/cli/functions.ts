import { styleText } from "node:util";
import type { ListedFunction } from "../listed-functions.ts";
import { findInstance, type Instance, type InstanceOptions } from "./instance.ts";

export interface FunctionsOptions extends InstanceOptions {
  readonly json?: boolean;
}

/** Prints a table of the running instance's functions. */
export async function functions(options: FunctionsOptions): Promise<void> {
  const instance = await findInstance(options);
  const listed = await functionsOf(instance);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(listed, undefined, 2)}\n`);
    return;
  }
  if (listed.length === 0) process.stderr.write("There are no functions.\n");
  else process.stdout.write(`${toTable(listed)}\n`);
}

export async function functionsOf({ endpoint }: Instance): Promise<readonly ListedFunction[]> {
  const response = await fetch(`${endpoint}/_lambdaloop/functions`);
  return (await response.json()) as readonly ListedFunction[];
}

const COLUMNS: readonly { readonly title: string; readonly of: (listed: ListedFunction) => string }[] = [
  { title: "FUNCTION", of: ({ functionName }) => functionName },
  { title: "RUNTIME", of: ({ runtime }) => runtime },
  {
    title: "HANDLER",
    of: ({ handler, code }) => (code === "project" ? handler : `${handler} (${code})`),
  },
  { title: "STATE", of: ({ state }) => state },
  { title: "GENERATION", of: ({ generation }) => String(generation) },
  { title: "ENVIRONMENTS", of: ({ environments }) => String(environments) },
  { title: "EVENTS FROM", of: ({ sources }) => sources.join(", ") || "-" },
];

const STATE_FORMATS = { ready: "green", building: "yellow", broken: "red" } as const;

function toTable(listed: readonly ListedFunction[]): string {
  const rows = listed.map((one) => COLUMNS.map(({ of }) => of(one)));
  const titles = COLUMNS.map(({ title }) => title);
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join("  ");
  const body = rows.map((row, index) => withColour(line(row), listed[index]?.state));
  return [styleText("dim", line(titles)), ...body].join("\n");
}

function withColour(line: string, state: ListedFunction["state"] | undefined): string {
  if (state === undefined) return line;
  return line.replace(`  ${state}  `, `  ${styleText(STATE_FORMATS[state], state)}  `);
}
