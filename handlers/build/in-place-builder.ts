import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../runtime/core/errors.ts";
import { discoverHandler, handlerCandidates, languageOf } from "../discover.ts";
import type { FunctionDefinition } from "../../runtime/core/function-definition.ts";
import type { BuildResult, CodeBuilder } from "./code-builder.ts";

const SKIPPED_FOLDERS = new Set(["node_modules", "venv", "env", "__pycache__", "site-packages", "dist", "build"]);

/** Python and custom runtimes run where they are: a "build" finds the entry and what to watch. */
export class InPlaceBuilder implements CodeBuilder {
  readonly #definition: FunctionDefinition;
  readonly #projectFolder: string;

  /** @throws {UserError} `HANDLER_NOT_FOUND` */
  constructor(definition: FunctionDefinition, projectFolder: string) {
    this.#definition = definition;
    this.#projectFolder = projectFolder;
    discoverHandler(definition, projectFolder);
  }

  async build(): Promise<BuildResult> {
    try {
      const { file } = discoverHandler(this.#definition, this.#projectFolder);
      const python = languageOf(this.#definition.runtime) === "python";
      const sources = new Set(python ? [file, ...pythonFiles(dirname(file))] : [file]);
      // A custom runtime's bootstrap is looked for at the root of its code, as in /var/task.
      const taskRoot = python ? this.#projectFolder : dirname(file);
      const output = { kind: "inPlace", taskRoot } as const;
      const code = { output, handler: this.#definition.handler, externals: [], sources };
      return { kind: "built", code, watch: [...sources] };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const message = [error.message, error.advice ?? ""].join(" ").trim();
      const watch = handlerCandidates(this.#definition, this.#projectFolder);
      return { kind: "failed", failure: { errorType: "Runtime.ImportModuleError", message, frame: message }, watch };
    }
  }

  async rest(): Promise<void> {}

  async dispose(): Promise<void> {}
}

/** Every `.py` file below `folder`, but for virtual environments and packages. */
function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return entry.name.endsWith(".py") ? [path] : [];
    const skipped = !entry.isDirectory() || entry.name.startsWith(".") || SKIPPED_FOLDERS.has(entry.name);
    return skipped || isVirtualEnvironment(path) ? [] : pythonFiles(path);
  });
}

function isVirtualEnvironment(folder: string): boolean {
  return readdirSync(folder).includes("pyvenv.cfg");
}
