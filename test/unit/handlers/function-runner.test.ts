import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFunctionHost, type FunctionHost } from "../../../handlers/index.ts";
import type { FunctionDefinition } from "../../../runtime/core/function-definition.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { FakeSandbox } from "./fake-sandbox.ts";
import { createProject, definitionOf, type Project } from "./project.ts";
import { deployAll } from "./host-calls.ts";

const HANDLER = "export const handler = async () => 1;";
const users = definitionOf({ functionName: "users", handler: "src/users.handler" });

let project: Project;
let sandbox: FakeSandbox;
let host: FunctionHost;

beforeEach(() => {
  project = createProject({ "package.json": '{"type":"module"}', "src/orders.ts": HANDLER, "src/users.ts": HANDLER });
  const clock = new VirtualClock();
  sandbox = new FakeSandbox();
  host = createFunctionHost({
    clock,
    random: seededRandom("host"),
    journal: new Journal(clock),
    sandbox,
    projectFolder: project.folder,
    endpointUrl: () => "http://127.0.0.1:4566",
    region: "eu-west-1",
    accountId: "123456789012",
    accountConcurrency: 2,
    watch: false,
  });
});

afterEach(async () => {
  await host.stop();
  project.dispose();
});

describe("run", () => {
  const ARN = "arn:aws:lambda:us-east-1:999999999999:function:orders";
  const request = {
    functionArn: ARN,
    version: "7",
    invokedFunctionArn: `${ARN}:blue`,
    payload: "{}",
    causeId: undefined,
  };

  function deploy(changes: Partial<FunctionDefinition> = {}): void {
    const scope = { region: "us-east-1", accountId: "999999999999" };
    host.deploy(definitionOf({ scope, version: "7", code: { folder: project.folder, watch: false }, ...changes }));
  }

  test("gives the environment what the version's definition says", async () => {
    const layers = [project.folder];
    const logging = { format: "JSON", logGroup: "/shop" } as const;
    deploy({ layers, logging, handler: "index.handler" });
    await host.run(request);
    expect(sandbox.environments[0]?.spec).toMatchObject({
      functionArn: ARN,
      version: "7",
      region: "us-east-1",
      accountId: "999999999999",
      handler: "index.handler",
      taskRoot: project.folder,
      layersFolder: project.folder,
      logging,
      logGroup: "/shop",
    });
  });

  test("hands the handler its caller's context, and joins the caller's trace with a segment of its own", async () => {
    deploy();
    const onResponse = { start: () => {}, write: () => {} };
    const traceHeader = "Root=1-6955b900-aaaaaaaaaaaaaaaaaaaaaaaa;Parent=bbbbbbbbbbbbbbbb;Sampled=1";
    await host.run({ ...request, traceHeader, clientContext: '{"custom":{}}', onResponse, requestId: "r-1" });
    const [invocation] = sandbox.environments[0]?.invocations ?? [];
    expect(invocation).toMatchObject({
      requestId: "r-1",
      invokedFunctionArn: `${ARN}:blue`,
      clientContext: '{"custom":{}}',
      onResponse,
    });
    expect(invocation?.traceHeader).toMatch(/^Root=1-6955b900-a{24};Parent=(?!b{16})[0-9a-f]{16};Sampled=1$/);
  });

  test("keeps a reservation over deployments that do not name one", async () => {
    deploy();
    host.reserve(ARN, 0);
    deploy({ timeout: 9 });
    expect(await host.run(request)).toMatchObject({ kind: "throttled" });
    deploy({ reservedConcurrentExecutions: 1 });
    expect(await host.run(request)).toMatchObject({ kind: "returned" });
  });
});

test("the archive of built code is made once for each build, and none for code that does not build", async () => {
  deployAll(host, [definitionOf()]);
  const arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
  const [first, second] = [await host.codeOf(arn, "$LATEST"), await host.codeOf(arn, "$LATEST")];
  expect(second).toBe(first);
  project.write("src/orders.ts", `${HANDLER} //`);
  host.deploy(definitionOf({ timeout: 9, bundle: { external: [], mode: "all" } }));
  expect((await host.codeOf(arn, "$LATEST")).codeSize).toBeGreaterThan(0);
  project.write("src/users.ts", "export const");
  host.deploy(users);
  await expect(host.codeOf("arn:aws:lambda:eu-west-1:123456789012:function:users", "$LATEST")).rejects.toMatchObject({
    code: "CODE_NOT_BUILT",
  });
});
