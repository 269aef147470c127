import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFunctionHost, type FunctionHost } from "../../../handlers/index.ts";
import { systemClock } from "../../../runtime/core/clock.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { FakeSandbox } from "../../unit/handlers/fake-sandbox.ts";
import { factsOf, nextFact } from "../../unit/handlers/facts.ts";
import { createProject, definitionOf, type Project } from "../../unit/handlers/project.ts";

let project: Project;
let journal: Journal;
let sandbox: FakeSandbox;
let host: FunctionHost;

beforeEach(() => {
  journal = new Journal(systemClock);
  sandbox = new FakeSandbox();
});

afterEach(async () => {
  await host.stop();
  project.dispose();
});

function hostFor(files: Readonly<Record<string, string>>): void {
  project = createProject({ "package.json": '{"type":"module"}', ...files });
  host = createFunctionHost({
    clock: systemClock,
    random: seededRandom("reload"),
    journal,
    sandbox,
    projectFolder: project.folder,
    endpointUrl: () => "http://127.0.0.1:4566",
    region: "us-east-1",
    accountId: "000000000000",
    watch: true,
  });
}

describe("a save", () => {
  test("of the handler's file brings new code to life", async () => {
    hostFor({ "src/orders.ts": "export const handler = async () => 1;" });
    await host.start([definitionOf()]);
    await host.settled();
    const swapped = nextFact(journal, "handler.swapped");
    project.write("src/orders.ts", "export const handler = async () => 2;");
    expect(await swapped).toMatchObject({ functionName: "orders", generation: 2 });
    expect(factsOf(journal, "handler.buildStarted").at(-1)?.changed).toEqual([`${project.folder}/src/orders.ts`]);
  });
});
