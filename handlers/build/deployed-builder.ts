import type { DeployedCode, FunctionDefinition } from "../../runtime/core/function-definition.ts";
import type { BuildResult, CodeBuilder } from "./code-builder.ts";
import { markersOf, sourceTree } from "./source-tree.ts";

/**
 * Code that was deployed runs as it is: nothing is bundled, nothing is written into its folder, and whether there is a handler in it is
 * found out by its runtime, as on Lambda. A "build" lists what to watch.
 */
export class DeployedBuilder implements CodeBuilder {
  readonly #handler: string;
  readonly #code: DeployedCode;

  constructor({ handler }: FunctionDefinition, code: DeployedCode) {
    this.#handler = handler;
    this.#code = code;
  }

  async build(): Promise<BuildResult> {
    const { folder, watch } = this.#code;
    const { files, folders } = await sourceTree(folder);
    const output = { kind: "inPlace", taskRoot: folder } as const;
    const code = { output, handler: this.#handler, externals: [], sources: new Set(files) };
    // Folders too: a module that a handler lacks may appear in any of them.
    return { kind: "built", code, watch: watch ? [...files, ...folders, ...markersOf(folder)] : [] };
  }

  async rest(): Promise<void> {}

  async dispose(): Promise<void> {}
}
