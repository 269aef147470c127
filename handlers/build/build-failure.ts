import * as esbuild from "esbuild";
import type { BuildFailure } from "./code-builder.ts";

export function isBuildFailure(error: unknown): error is esbuild.BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

/** Lambda's name for what is wrong, with esbuild's words and frames. */
export async function asFailure({ errors }: esbuild.BuildFailure, projectFolder: string): Promise<BuildFailure> {
  const frames = await esbuild.formatMessages([...errors], { kind: "error", color: false, terminalWidth: 120 });
  const first = errors.find(({ location }) => location !== null) ?? errors[0];
  const unresolved = errors.length > 0 && errors.every(({ text }) => text.startsWith("Could not resolve"));
  const at = placeOf(first);
  const text = first?.text ?? `the build failed in ${projectFolder}`;
  return {
    errorType: unresolved ? "Runtime.ImportModuleError" : "Runtime.UserCodeSyntaxError",
    message: at === undefined ? text : `${at}: ${text}`,
    frame: frames.join("").trimEnd(),
    ...(at === undefined ? {} : { at }),
  };
}

/** esbuild counts columns from 0, everybody else from 1. */
function placeOf(message: esbuild.Message | undefined): string | undefined {
  const location = message?.location;
  return location ? `${location.file}:${location.line}:${location.column + 1}` : undefined;
}
