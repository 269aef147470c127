import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../runtime/core/errors.ts";
import { CONFIG_FILES } from "../config/load.ts";
import { INIT_FILES, packageJson } from "./init-files.ts";

/** Writes a first handler, config and test into `folder`; what is already there stays as it is. */
export async function init(folder: string): Promise<void> {
  const root = path.resolve(folder);
  const files = { ...INIT_FILES, "package.json": packageJson(path.basename(root)) };
  const existingConfig = CONFIG_FILES.find((name) => existsSync(path.join(root, name)));
  const hadPackage = existsSync(path.join(root, "package.json"));
  for (const [name, content] of Object.entries(files)) {
    const kept = name.startsWith("lambdaloop.config.") ? existingConfig : existing(root, name);
    if (kept === undefined) write(path.join(root, name), content);
    process.stdout.write(kept === undefined ? `  wrote ${name}\n` : `  kept  ${kept}\n`);
  }
  process.stdout.write(nextSteps(folder, hadPackage));
}

function existing(root: string, name: string): string | undefined {
  return existsSync(path.join(root, name)) ? name : undefined;
}

function write(file: string, content: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    // `wx`: never overwrites, also when the file appeared a moment ago.
    writeFileSync(file, content, { flag: "wx" });
  } catch (error) {
    throw new UserError("UNWRITABLE_FOLDER", `${file} cannot be written.`, { cause: error });
  }
}

function nextSteps(folder: string, hadPackage: boolean): string {
  const enter = folder === "." ? "" : `  cd ${folder}\n`;
  const install = hadPackage
    ? "  npm install --save-dev lambdaloop @types/aws-lambda @types/node\n"
    : "  npm install\n";
  return `\nNext:\n${enter}${install}  npx lambdaloop dev\n  npx lambdaloop send greetings '{"name":"Ada"}'   (in a second terminal)\n  node --test\n`;
}
