import { SourceMap } from "node:module";
import { join, resolve } from "node:path";
import { dirname } from "node:path/posix";
import { TASK_FOLDER } from "./task-modules.ts";

/** Leads places in built files, as stacks and error documents have them, back to the user's own files. */
export class StackMaps {
  readonly #taskRoot: string;
  readonly #encoded: ReadonlyMap<string, string>;
  readonly #parsed = new Map<string, SourceMap>();

  /** @param encoded base64 of the maps, by the built files' paths in the isolate */
  constructor(taskRoot: string, encoded: ReadonlyMap<string, string>) {
    this.#taskRoot = taskRoot;
    this.#encoded = encoded;
  }

  /** The text with every mapped place in it as `/project/src/orders.ts:6:9`; what has no map stays. */
  shown(text: string): string {
    if (!text.includes("file:///var/")) return text;
    // As AWS's own runtime, which is no module, stands in stacks.
    const plain = text.replaceAll("file:///var/runtime/", "/var/runtime/");
    return plain.replaceAll(/file:\/\/(\/var\/task\/[^\s:()"]+):(\d+):(\d+)/g, (place, file: string, line, column) => {
      return this.#original(file, Number(line), Number(column)) ?? place;
    });
  }

  #original(file: string, line: number, column: number): string | undefined {
    const map = this.#mapOf(file);
    if (map === undefined) return undefined;
    const entry = map.findEntry(line - 1, column - 1);
    if (!("originalSource" in entry)) return undefined;
    const folder = join(this.#taskRoot, dirname(file.slice(TASK_FOLDER.length)));
    return `${resolve(folder, entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  }

  #mapOf(file: string): SourceMap | undefined {
    const encoded = this.#encoded.get(file);
    if (encoded === undefined) return undefined;
    const known = this.#parsed.get(file);
    if (known !== undefined) return known;
    const map = new SourceMap(JSON.parse(Buffer.from(encoded, "base64").toString()) as never);
    this.#parsed.set(file, map);
    return map;
  }
}
