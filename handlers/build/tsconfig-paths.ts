import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

interface CompilerOptions {
  readonly baseUrl?: string;
  readonly paths?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The files that `specifier` could mean by the project's tsconfig `paths`, whether they exist or not.
 *
 * Only for noticing that a missing file appears: what an import means is decided by esbuild.
 */
export function tsconfigTargets(specifier: string, projectFolder: string): string[] {
  return optionsOf(join(projectFolder, "tsconfig.json"), 0).flatMap(({ folder, options }) =>
    Object.entries(options.paths ?? {}).flatMap(([pattern, targets]) => {
      const matched = matchStar(pattern, specifier);
      if (matched === undefined) return [];
      return targets.map((target) => resolve(folder, options.baseUrl ?? ".", target.replace("*", matched)));
    }),
  );
}

/** What `*` stands for, or `undefined` when the pattern does not match. */
function matchStar(pattern: string, specifier: string): string | undefined {
  const [before = "", after] = pattern.split("*", 2);
  if (after === undefined) return pattern === specifier ? "" : undefined;
  const fits =
    specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}

/** The options of a tsconfig file and of the relative ones that it extends. */
function optionsOf(file: string, depth: number): { folder: string; options: CompilerOptions }[] {
  const config = readJsonWithComments(file);
  if (config === undefined || depth > 5) return [];
  const bases = [config.extends ?? []].flat().filter((base) => base.startsWith("."));
  return [
    { folder: dirname(file), options: config.compilerOptions ?? {} },
    ...bases.flatMap((base) =>
      optionsOf(resolve(dirname(file), base.endsWith(".json") ? base : `${base}.json`), depth + 1),
    ),
  ];
}

function readJsonWithComments(
  file: string,
): { compilerOptions?: CompilerOptions; extends?: string | string[] } | undefined {
  try {
    // Strings are matched first, so that `//` inside one is kept.
    const plain = readFileSync(file, "utf8")
      .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, text: string | undefined) => text ?? "")
      .replace(/,(\s*[}\]])/g, "$1");
    return JSON.parse(plain) as { compilerOptions?: CompilerOptions; extends?: string | string[] };
  } catch {
    return undefined;
  }
}
