// Builds what is published: dist/cli.js, dist/index.js and the chunks they share, the sandboxes' bootstraps and the public types.
import { chmod, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = path.join(root, "dist");
const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

/** Holds the files that a child process runs as they are. */
const processSandbox = path.join(root, "handlers/sandbox/process");

/** Contents by name; written only when all of them are there, so that a build that fails leaves the last good one. */
const files = new Map();

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: { cli: "app/cli/main.ts", index: "app/index.ts" },
  outdir: dist,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  // Chunks keep what a command does not need (client SDK, config bundler) from being parsed by it.
  splitting: true,
  // Beside the entry points: code finds the bootstraps beside its own file.
  chunkNames: "chunk-[hash]",
  external: ["esbuild", "chokidar"],
  define: { LAMBDALOOP_VERSION: JSON.stringify(version) },
  // CommonJS packages in the bundle call `require` for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  legalComments: "linked",
  logLevel: "warning",
  write: false,
}).catch(() => process.exit(1)); // esbuild has printed why.
for (const { path: file, contents } of outputFiles) files.set(path.relative(dist, file), contents);

files.set("index.d.ts", await readFile(path.join(root, "app/public/index.d.ts")));
for (const name of await readdir(processSandbox)) {
  if (/\.(cjs|py)$/.test(name)) files.set(name, await readFile(path.join(processSandbox, name)));
}

await mkdir(dist, { recursive: true });
// Entry points last: they name the chunks.
const names = [...files.keys()].toSorted((a, b) => Number(b.startsWith("chunk-")) - Number(a.startsWith("chunk-")));
for (const name of names) await writeFile(path.join(dist, name), files.get(name));
await chmod(path.join(dist, "cli.js"), 0o755);
for (const name of await readdir(dist)) if (!files.has(name)) await rm(path.join(dist, name), { recursive: true });
