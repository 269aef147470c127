import { languageOf } from "../discover.ts";
import type { FunctionDefinition } from "../../runtime/core/function-definition.ts";
import type { StoredArchive } from "../../runtime/core/function-runner.ts";
import type { BuiltCode } from "../build/code-builder.ts";
import type { ArchiveStore } from "./archive-store.ts";
import { filesOf, pack } from "./pack.ts";

/** The archives of what functions run, each made once. */
export class CodeArchives {
  readonly #store: ArchiveStore;
  readonly #uploads: ArchiveStore;
  readonly #made = new WeakMap<BuiltCode, Promise<StoredArchive>>();

  /** @param store of archives that are made here, in the project, whose packages built code needs */
  constructor(store: ArchiveStore, uploads: ArchiveStore) {
    this.#store = store;
    this.#uploads = uploads;
  }

  /** The uploaded archive, a zip of the folder that the function runs in, or one of what was built. */
  of(code: BuiltCode, definition: FunctionDefinition): Promise<StoredArchive> {
    const known = this.#made.get(code);
    if (known !== undefined) return known;
    const made = this.#make(code, definition);
    this.#made.set(code, made);
    // A folder that could not be read may be the next time.
    made.catch(() => this.#made.delete(code));
    return made;
  }

  async #make({ output }: BuiltCode, { code: deployed, runtime }: FunctionDefinition): Promise<StoredArchive> {
    if (output.kind === "files") return this.#store.store(await pack(output.files));
    const { taskRoot } = output;
    // A project may have tools in Node that its Python has no use for.
    const withPackages = deployed !== undefined || languageOf(runtime) === "node";
    const store = deployed === undefined ? this.#store : this.#uploads;
    const known = this.#uploads.inFolder(taskRoot) ?? this.#store.inFolder(taskRoot);
    return known ?? store.store(await pack(await filesOf(taskRoot, { withPackages })));
  }
}
