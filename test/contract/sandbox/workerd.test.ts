import { createServer, type Server } from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { UserError } from "../../../runtime/core/errors.ts";
import { createWorkerdSandbox } from "../../../handlers/sandbox/workerd/workerd-sandbox.ts";
import { systemClock } from "../../../runtime/core/clock.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { environmentOf, invocationOf, onCleanUp, payloadOf, type SpecOverrides } from "./harness.ts";

function sandbox(load = () => import("miniflare")) {
  return createWorkerdSandbox({ clock: systemClock, random: seededRandom("workerd"), load });
}

async function called(source: string, event: unknown = {}, overrides: SpecOverrides = {}) {
  const { environment, logs } = await environmentOf({ "index.mjs": source }, overrides, sandbox());
  await environment.init();
  return { outcome: await environment.invoke(invocationOf(event)), environment, logs };
}

/** Stands for the runtime; answers every request with its own method and path. */
async function home(): Promise<string> {
  const server: Server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onCleanUp(async () => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** Process ids of the workerd processes that this program has started. */
function workerds(): number[] {
  const threads = readdirSync("/proc/self/task");
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, "utf8").trim().split(" "),
  );
  return children.filter((pid) => pid !== "" && isWorkerd(pid)).map(Number);
}

function isWorkerd(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("workerd");
  } catch {
    return false;
  }
}

describe("the network of a handler in workerd", () => {
  test.each([
    ["fetch", "threw", `const answer = await fetch(event.url); return answer.text();`],
    [
      "node:http, as a 403,",
      "returned",
      `return new Promise((resolve, reject) => http.get(event.url, (answer) => {
        let text = ""; answer.on("data", (part) => (text += part)); answer.on("end", () => resolve(text)); }).on("error", reject));`,
    ],
  ])("is the runtime, and nothing else, through %s", async (_name, kind, body) => {
    const endpointUrl = await home();
    const source = `import http from "node:http"; export const handler = async (event) => { ${body} };`;
    const { outcome, environment } = await called(source, { url: `${endpointUrl}/queue` }, { endpointUrl });
    expect(outcome).toMatchObject({ kind: "returned", payload: '"GET /queue"' });
    const refused = await environment.invoke(invocationOf({ url: "http://orders.example.com/secret" }));
    expect(refused).toMatchObject({
      kind,
      payload: expect.stringMatching(/ reaches nothing but the runtime .* orders\.example\.com was refused\."/),
    });
  });

  test("has no other server of this machine", async () => {
    const other = await home();
    const source = `export const handler = async (event) => (await fetch(event.url)).text();`;
    const { outcome } = await called(source, { url: other }, { endpointUrl: await home() });
    expect(outcome.kind).toBe("threw");
  });

  test("has no sockets", async () => {
    const { port } = new URL(await home());
    const source = `import { connect } from "node:net"; export const handler = (event) => new Promise((resolve) => {
      const socket = connect(event.port, "127.0.0.1"); socket.on("error", () => resolve("refused"));
      socket.on("close", () => resolve("refused")); socket.on("data", () => resolve("connected"));
      socket.write("GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n"); });`;
    const { outcome } = await called(source, { port: Number(port) });
    expect(outcome).toMatchObject({ kind: "returned", payload: '"refused"' });
  });
});

test("a handler in workerd sees no file of this machine", async () => {
  const source = `import fs from "node:fs"; export const handler = async ({ file }) => fs.existsSync(file);`;
  const { outcome } = await called(source, { file: process.execPath });
  expect(outcome).toMatchObject({ payload: "false" });
});

test("a handler in workerd has its function's variables, and none of the developer's", async () => {
  const { outcome } = await called(
    `export const handler = async () => process.env;`,
    {},
    { variables: { STAGE: "dev" } },
  );
  const variables = payloadOf(outcome) as Record<string, string>;
  expect(variables).toMatchObject({
    STAGE: "dev",
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
    LAMBDA_TASK_ROOT: "/var/task",
    _HANDLER: "index.handler",
  });
  expect(variables).not.toHaveProperty("PATH");
});

test("what workerd forbids while code loads fails the start, in workerd's words", async () => {
  const source = `const id = crypto.randomUUID(); export const handler = async () => id;`;
  const { environment } = await environmentOf({ "index.mjs": source }, {}, sandbox());
  await expect(environment.init()).rejects.toMatchObject({
    name: "InitError",
    message: expect.stringContaining("Disallowed operation called within global scope") as string,
  });
});

test.each<[string, SpecOverrides, RegExp]>([
  [
    "Python",
    { runtime: "python3.12", handler: "app.handler" },
    /runs on python3\.12, and workerd runs JavaScript only/,
  ],
  ["a custom runtime", { runtime: "provided.al2023" }, /runs on provided\.al2023/],
  ["layers", { layersFolder: "/nowhere" }, /it has layers/],
])("%s is refused, with the reason", async (_name, overrides, reason) => {
  const { environment } = await environmentOf({ "index.mjs": "" }, overrides, sandbox());
  await expect(environment.init()).rejects.toMatchObject({
    message: expect.stringMatching(reason) as string,
    cause: { code: "NOT_IN_WORKERD" } satisfies Partial<UserError>,
  });
});

test("without the package, a start names what to install", async () => {
  const missing = sandbox(() => Promise.reject(new Error("Cannot find package 'miniflare'")));
  const { environment } = await environmentOf({ "index.mjs": "" }, {}, missing);
  await expect(environment.init()).rejects.toMatchObject({
    name: "InitError",
    message: expect.stringMatching(/needs the package "miniflare".*npm install --save-dev miniflare/) as string,
    cause: { code: "SANDBOX_UNAVAILABLE" },
  });
  expect(environment.dead).toBe(true);
});

describe("the processes of workerd", () => {
  test("are one an environment, gone when it stops, however often it is told to", async () => {
    const before = workerds();
    const { environment } = await called(`export const handler = async () => 1;`);
    const own = workerds().filter((pid) => !before.includes(pid));
    expect(own).toHaveLength(1);
    await Promise.all([environment.stop(), environment.stop()]);
    expect(workerds()).toEqual(before);
    expect(environment.dead).toBe(true);
  });

  test("are gone after a handler that never ends", async () => {
    const before = workerds();
    const { outcome } = await called(`export const handler = async () => { for (;;); };`, {}, { timeoutMs: 200 });
    expect(outcome.kind).toBe("timedOut");
    expect(workerds()).toEqual(before);
  });

  test("leave this program's own signals alone", async () => {
    const before = process.listenerCount("SIGINT") + process.listenerCount("SIGTERM");
    await called(`export const handler = async () => 1;`);
    expect(process.listenerCount("SIGINT") + process.listenerCount("SIGTERM")).toBe(before);
  });
});
