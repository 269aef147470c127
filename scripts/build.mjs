// Builds what is published: the program, the entry points of the package and the chunks they share, the sandboxes' bootstraps, the public types
// and the licences of what is bundled.
import { chmod, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = path.join(root, "dist");
const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

/** Holds the files that a child process runs as they are. */
const processSandbox = path.join(root, "handlers/sandbox/process");
/** Holds the files that an isolate runs as they are. */
const workerdSandbox = path.join(root, "handlers/sandbox/workerd");

/** Contents by name; written only when all of them are there, so that a build that fails leaves the last good one. */
const files = new Map();

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    cli: "app/cli/main.ts",
    index: "app/index.ts",
    testkit: "testkit/index.ts",
    vitest: "testkit/vitest.ts",
    "vitest-plugin": "testkit/vitest-plugin.ts",
  },
  outdir: dist,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  // Chunks keep what a command does not need (client SDK, config bundler) from being parsed by it.
  splitting: true,
  // Beside the entry points: code finds the bootstraps beside its own file.
  chunkNames: "chunk-[hash]",
  // The AWS SDK's CommonJS files lose their names in a dynamic import.
  mainFields: ["module", "main"],
  external: ["esbuild", "chokidar", "miniflare", "vitest"],
  define: { LAMBDALOOP_VERSION: JSON.stringify(version) },
  // CommonJS packages in the bundle call `require` for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  legalComments: "linked",
  metafile: true,
  logLevel: "warning",
  write: false,
}).catch(() => process.exit(1)); // esbuild has printed why.
for (const { path: file, contents } of outputFiles) files.set(path.relative(dist, file), contents);

const publicTypes = path.join(root, "app/public");
for (const name of await readdir(publicTypes)) files.set(name, await readFile(path.join(publicTypes, name)));
for (const name of await readdir(processSandbox)) {
  if (/\.(cjs|py)$/.test(name)) files.set(name, await readFile(path.join(processSandbox, name)));
}
for (const name of await readdir(workerdSandbox)) {
  if (name.endsWith(".mjs")) files.set(name, await readFile(path.join(workerdSandbox, name)));
}

// The services' models, each read when its service is first asked.
const models = path.join(root, "runtime/protocol/generated");
for (const name of await readdir(models)) {
  if (name.endsWith(".model.json")) files.set(name, await readFile(path.join(models, name)));
}

files.set("THIRD-PARTY-LICENSES.txt", await licencesOf(Object.keys(metafile.inputs)));

await mkdir(dist, { recursive: true });
// Entry points last: they name the chunks.
const names = [...files.keys()].toSorted((a, b) => Number(b.startsWith("chunk-")) - Number(a.startsWith("chunk-")));
for (const name of names) await writeFile(path.join(dist, name), files.get(name));
await chmod(path.join(dist, "cli.js"), 0o755);
for (const name of await readdir(dist)) if (!files.has(name)) await rm(path.join(dist, name), { recursive: true });

/**
 * The licences that must go with a bundle of these files: those of the packages, and of AWS's models.
 *
 * @param {string[]} inputs paths from the root
 */
async function licencesOf(inputs) {
  const packages = inputs.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  const folders = [...new Set([...packages.toSorted(), "models"])];
  const sections = [];
  for (const folder of folders) {
    const name =
      folder === "models" ? "Models of the AWS services (Amazon.com, Inc. or its affiliates)" : nameOf(folder);
    sections.push(`${name}\n\n${await licenceIn(path.join(root, folder))}`);
  }
  return sections.join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * A few packages are published without their licence's text; what is Apache-2.0 has the text that the models have.
 *
 * @param {string} folder
 */
async function licenceIn(folder) {
  const file = (await readdir(folder)).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name));
  if (file !== undefined) return readFile(path.join(folder, file), "utf8");
  const { license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  if (license !== "Apache-2.0") throw new Error(`${folder} has no licence text to ship.`);
  return readFile(path.join(root, "models/LICENSE"), "utf8");
}

/** @param {string} folder */
function nameOf(folder) {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}
