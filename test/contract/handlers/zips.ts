import { pack } from "../../../handlers/archives/pack.ts";

/** A deployment package of these texts; `mode` as Unix has it, a plain file's by default. */
export function zipOf(files: Readonly<Record<string, string | { readonly text: string; readonly mode: number }>>) {
  return pack(
    Object.entries(files).map(([path, file]) =>
      typeof file === "string"
        ? { path, contents: Buffer.from(file) }
        : { path, contents: Buffer.from(file.text), mode: file.mode },
    ),
  );
}
