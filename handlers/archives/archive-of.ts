import type { StoredArchive } from "../../runtime/core/function-runner.ts";
import type { BuiltCode } from "../build/code-builder.ts";
import type { ArchiveStore } from "./archive-store.ts";
import { filesOf, pack } from "./pack.ts";

/** The archive of what a function runs: the uploaded one, a zip of the folder that it runs in, or of what was built. */
export async function archiveOf({ output }: BuiltCode, archives: ArchiveStore): Promise<StoredArchive> {
  if (output.kind === "files") return archives.store(await pack(output.files));
  const { taskRoot } = output;
  return archives.inFolder(taskRoot) ?? archives.store(await pack(await filesOf(taskRoot)));
}
