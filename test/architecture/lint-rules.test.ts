import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

const projectFolder = join(import.meta.dirname, "../..");
let folder: string;
let found: string[];

beforeAll(async () => {
  // Outside the project, because the fixture's place in it is ignored by the very configuration under test.
  folder = await mkdtemp(join(tmpdir(), "lambdaloop-architecture-"));
  await cp(join(import.meta.dirname, "bad-fixture"), folder, { recursive: true });
  await cp(join(projectFolder, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  await symlink(join(projectFolder, "node_modules"), join(folder, "node_modules"));
  const oxlint = join(projectFolder, "node_modules/oxlint/bin/oxlint");
  const lint = promisify(execFile)(
    process.execPath,
    [oxlint, "--format=json", "runtime", "handlers", "events", "app", "test"],
    { cwd: folder },
  );
  const output = await lint.then(
    () => "",
    (failure: { stdout: string }) => failure.stdout,
  );
  const report = JSON.parse(output) as { diagnostics: Diagnostic[] };
  found = report.diagnostics.map(({ code, filename }) => `${filename}: ${code}`);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the lint rules refuse what the architecture forbids", () => {
  test.each([
    ["core that imports a service", "runtime/core/reaches-up.ts", "boundaries(dependencies)"],
    ["a service that imports its sibling", "runtime/sqs/queue.ts", "boundaries(dependencies)"],
    ["a protocol layer that imports a service", "runtime/protocol/knows-queues.ts", "boundaries(dependencies)"],
    ["handlers that import events", "handlers/knows-events.ts", "boundaries(dependencies)"],
    ["events that import the composition root", "events/router.ts", "boundaries(dependencies)"],
    ["an import cycle made of types only", "runtime/sns/cycle-a.ts", "import(no-cycle)"],
    ["a default export", "runtime/sns/default-export.ts", "import(no-default-export)"],
    ["ambient time", "runtime/sqs/operations/ambient.ts", "eslint(no-restricted-globals)"],
    ["ambient randomness from Math", "runtime/sqs/operations/ambient.ts", "eslint(no-restricted-properties)"],
    ["ambient randomness from node:crypto", "runtime/sqs/operations/ambient.ts", "eslint(no-restricted-imports)"],
    ["a test that sleeps", "test/sleeps.ts", "eslint(no-restricted-globals)"],
  ])("%s", (_what, file, rule) => {
    expect(found).toContain(`${file}: ${rule}`);
  });

  test("time is refused in each of its forms", () => {
    const ambient = found.filter((line) => line === "runtime/sqs/operations/ambient.ts: eslint(no-restricted-globals)");
    expect(ambient).toHaveLength(3);
  });
});
