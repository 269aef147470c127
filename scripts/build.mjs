// Builds what is published: dist/cli.js, dist/index.js and the chunks they share, the sandboxes' bootstraps and the public types.
import { chmod, copyFile, mkdir, readFile, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = path.join(root, "dist");
const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

/** Holds the files that a child process runs as they are. */
const processSandbox = path.join(root, "handlers/sandbox/process");

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

await build({
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
});

await chmod(path.join(dist, "cli.js"), 0o755);
await copyFile(path.join(root, "app/public/index.d.ts"), path.join(dist, "index.d.ts"));
for (const name of await readdir(processSandbox)) {
  if (/\.(cjs|py)$/.test(name)) await copyFile(path.join(processSandbox, name), path.join(dist, name));
}
