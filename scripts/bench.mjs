// `npm run bench [-- name...]`: runs bench/main.ts, bundled because Node 20 runs no TypeScript.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const folder = path.join(root, "node_modules/.cache/lambdaloop");
const outfile = path.join(folder, "bench.mjs");

await mkdir(folder, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ["bench/main.ts"],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  logLevel: "warning",
});
process.chdir(root);
await import(pathToFileURL(outfile).href);
