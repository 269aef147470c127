// `npm start`: builds, runs `lambdaloop dev` on examples/orders-queue, sends it sample orders, and stays up until Ctrl-C.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const example = path.join(root, "examples/orders-queue");

await import("./build.mjs");

const colour = process.stdout.isTTY && !process.env["NO_COLOR"] ? { FORCE_COLOR: "1" } : {};
const dev = spawn(process.execPath, [path.join(root, "dist/cli.js"), "dev", ...process.argv.slice(2)], {
  cwd: example,
  stdio: ["inherit", "pipe", "inherit"],
  env: { ...process.env, ...colour },
});

// A Ctrl-C in a terminal reaches both processes; a `kill` reaches this one only.
/** @type {NodeJS.Signals[]} */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
for (const signal of signals) process.on(signal, () => dev.kill(signal));
dev.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === null ? 0 : 1);
});

let printed = "";
let sent = false;
dev.stdout.setEncoding("utf8").on("data", (text) => {
  process.stdout.write(text);
  if (sent) return;
  printed += text;
  const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
  if (endpoint === undefined || !printed.includes("ready in")) return;
  sent = true;
  sendOrders(endpoint);
});

/** @param {string} endpoint */
function sendOrders(endpoint) {
  process.stdout.write(
    "  Sending four orders with @aws-sdk/client-sqs (examples/orders-queue/send-orders.mjs).\n" +
      "  Edit examples/orders-queue/src/orders.ts and run it again; Ctrl-C ends.\n\n",
  );
  spawn(process.execPath, [path.join(example, "send-orders.mjs")], {
    stdio: "inherit",
    env: { ...process.env, AWS_ENDPOINT_URL: endpoint, NODE_NO_WARNINGS: "1" },
  });
}
