/**
 * Makes docs/compatibility.md: every operation of each service's model, and whether the service's table of operations names it.
 *
 *   node scripts/generate-compatibility.mjs           writes
 *   node scripts/generate-compatibility.mjs --check   fails when the committed page is out of date
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = `${root}docs/compatibility.md`;

const content = render();
if (!process.argv.includes("--check")) writeFileSync(page, content);
else if (!existsSync(page) || readFileSync(page, "utf8") !== content) {
  console.error("Out of date: docs/compatibility.md. Run: npm run generate");
  process.exitCode = 1;
}

function render() {
  const services = readdirSync(`${root}models`)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .filter((name) => existsSync(`${root}runtime/${name}/operations`))
    .toSorted();
  return [
    "# Compatibility\n\n",
    "Made from the operations by `npm run generate`; do not edit. An operation that is not here is answered with an error that names it.\n",
    ...services.map(section),
  ].join("");
}

/** @param {string} service */
function section(service) {
  const model = JSON.parse(readFileSync(`${root}runtime/protocol/generated/${service}.model.json`, "utf8"));
  const folder = `${root}runtime/${service}/`;
  const tables = readdirSync(folder)
    .filter((file) => /^(index|operations.*)\.ts$/.test(file))
    .map((file) => readFileSync(`${folder}${file}`, "utf8"))
    .join("\n");
  const named = new Set([...tables.matchAll(/\b([A-Z]\w+):/g)].map(([, name]) => name));
  const operations = Object.keys(model.operations).toSorted();
  const has = operations.filter((name) => named.has(name));
  const misses = operations.filter((name) => !named.has(name));
  const list = (/** @type {string[]} */ names) => names.map((name) => `\`${name}\``).join(", ");
  const missing = misses.length === 0 ? "" : `\nNot here: ${list(misses)}.\n`;
  return `\n## ${service.toUpperCase()}: ${has.length} of ${operations.length} operations\n\n${list(has)}.\n${missing}`;
}
