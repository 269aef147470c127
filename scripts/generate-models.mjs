/**
 * Makes runtime/protocol/generated/ from models/ and the newest installed AWS SDK clients.
 *
 *   node scripts/generate-models.mjs           writes
 *   node scripts/generate-models.mjs --check   fails when the committed files are out of date
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { correct } from "./models/corrections.mjs";
import { overlaySdk } from "./models/sdk-overlay.mjs";
import { toTypeScript } from "./models/typescript.mjs";
import { toWireModel } from "./models/wire-model.mjs";

/**
 * One line a service. `name` is the signing name, the model's file name and the generated files' name.
 *
 * @type {readonly { name: string, sdk: () => Promise<Record<string, unknown>>, xmlNamespace?: string }[]}
 */
const SERVICES = [
  // The model speaks JSON only since 2023; Query answers keep the namespace of the API reference's samples.
  { name: "sqs", sdk: () => import("@aws-sdk/client-sqs"), xmlNamespace: "http://queue.amazonaws.com/doc/2012-11-05/" },
  { name: "sns", sdk: () => import("@aws-sdk/client-sns") },
  { name: "sts", sdk: () => import("@aws-sdk/client-sts") },
  { name: "s3", sdk: () => import("@aws-sdk/client-s3") },
  { name: "lambda", sdk: () => import("@aws-sdk/client-lambda") },
  { name: "logs", sdk: () => import("@aws-sdk/client-cloudwatch-logs") },
  { name: "iam", sdk: () => import("@aws-sdk/client-iam") },
];

const root = fileURLToPath(new URL("..", import.meta.url));
const generated = `${root}runtime/protocol/generated/`;

const files = await generate();
if (process.argv.includes("--check")) check(files);
else for (const [file, content] of files) writeFileSync(generated + file, content);

/** @returns {Promise<Map<string, string>>} content by file name */
async function generate() {
  /** @type {Map<string, string>} */
  const made = new Map();
  const heads = [];
  for (const { name, sdk, ...options } of SERVICES) {
    const shapes = JSON.parse(readFileSync(`${root}models/${name}.json`, "utf8")).shapes;
    overlaySdk(shapes, await sdk());
    correct(shapes, name);
    const model = toWireModel(shapes, { name, ...options });
    made.set(`${name}.model.json`, `${JSON.stringify(model)}\n`);
    made.set(`${name}.ts`, toTypeScript(model));
    const { operations: _operations, errors: _errors, shapes: _shapes, ...head } = model;
    heads.push(head);
  }
  made.set("index.ts", registry(heads));
  return made;
}

/** @param {readonly import("../runtime/protocol/wire-model.ts").ServiceHead[]} heads */
function registry(heads) {
  const lines = heads.map((head) => `  ${JSON.stringify(head)},\n`);
  return [
    "// Made by scripts/generate-models.mjs. Do not edit.\n",
    'import { ServiceModels } from "../service-models.ts";\n\n',
    "/** Every service's wire model by its short name. */\n",
    `export const serviceModels = new ServiceModels(new URL(".", import.meta.url), [\n${lines.join("")}]);\n`,
  ].join("");
}

/** @param {Map<string, string>} expected */
function check(expected) {
  const stale = [...expected]
    .filter(([file, content]) => readOrEmpty(generated + file) !== content)
    .map(([file]) => file);
  if (stale.length === 0) return;
  console.error(`Out of date: ${stale.join(", ")}. Run: node scripts/generate-models.mjs`);
  process.exitCode = 1;
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
