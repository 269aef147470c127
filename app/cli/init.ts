import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { INCIDENT_PRESETS } from "../../events/presets.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { CONFIG_FILES } from "../config/load.ts";
import { INIT_FILES, packageJson } from "./init-files.ts";
import { otherNames } from "./instance.ts";
import { presetFiles } from "./preset-files.ts";

export interface InitOptions {
  /** The name of an incident to reproduce. */
  readonly preset?: string;
}

/**
 * Writes a first handler, config and test into `folder`, or a project that reproduces an incident; what is already there stays as it is.
 *
 * @throws {UserError} `UNKNOWN_PRESET`, `UNWRITABLE_FOLDER`
 */
export async function init(folder: string, options: InitOptions = {}): Promise<void> {
  const root = path.resolve(folder);
  const { files: chosen, tryIt } = options.preset === undefined ? FIRST_PROJECT : incident(options.preset);
  const files = { ...chosen, "package.json": packageJson(path.basename(root)) };
  const existingConfig = CONFIG_FILES.find((name) => existsSync(path.join(root, name)));
  const hadPackage = existsSync(path.join(root, "package.json"));
  for (const [name, content] of Object.entries(files)) {
    const kept = name.startsWith("lambdaloop.config.") ? existingConfig : existing(root, name);
    if (kept === undefined) write(path.join(root, name), content);
    process.stdout.write(kept === undefined ? `  wrote ${name}\n` : `  kept  ${kept}\n`);
  }
  process.stdout.write(nextSteps(folder, hadPackage, tryIt));
}

interface Chosen {
  readonly files: Readonly<Record<string, string>>;
  /** Commands to type, a line each. */
  readonly tryIt: readonly string[];
}

const SECOND_TERMINAL = "(in a second terminal)";
const FIRST_PROJECT: Chosen = {
  files: INIT_FILES,
  tryIt: [`npx lambdaloop send greetings '{"name":"Ada"}'   ${SECOND_TERMINAL}`, "node --test"],
};

function incident(name: string): Chosen {
  const preset = INCIDENT_PRESETS.get(name);
  if (preset === undefined) {
    const names = [...INCIDENT_PRESETS.keys()];
    throw new UserError("UNKNOWN_PRESET", `There is no preset "${name}".`, { advice: otherNames(name, names) });
  }
  const tryIt = [`npx lambdaloop send work "a job" --count ${preset.messages}   ${SECOND_TERMINAL}`];
  return { files: presetFiles(preset), tryIt };
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

function nextSteps(folder: string, hadPackage: boolean, tryIt: readonly string[]): string {
  const install = hadPackage ? "npm install --save-dev lambdaloop @types/aws-lambda @types/node" : "npm install";
  const steps = [...(folder === "." ? [] : [`cd ${folder}`]), install, "npx lambdaloop dev", ...tryIt];
  return `\nNext:\n${steps.map((step) => `  ${step}\n`).join("")}`;
}
