import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { run } from "../../../app/cli/run.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-capture-command-"));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

interface Printed {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** What a command prints that is given in the project's folder. */
async function lambdaloop(...args: readonly string[]): Promise<Printed> {
  let out = "";
  let error = "";
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    error += String(text);
    return true;
  });
  const code = await run(args);
  vi.restoreAllMocks();
  return { code, out, error };
}

function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

/** @returns the id that was printed */
async function imported(text: string, name = "event.json"): Promise<string> {
  const { out } = await lambdaloop("capture", "import", file(name, text), "-f", "orders");
  return /^[a-z0-9]{8}/.exec(out)?.[0] ?? "";
}

describe("lambdaloop capture", () => {
  test("an imported event is listed, shown and saved, without its secrets", async () => {
    const id = await imported('{"Records":[{"eventSource":"aws:sqs","body":"{\\"password\\":\\"hunter2\\"}"}]}');
    expect((await lambdaloop("capture", "list")).out).toMatch(new RegExp(`^${id} .* orders  sqs  imported\n$`));

    const shown = await lambdaloop("capture", "show", id.slice(0, 4));
    const target = path.join(folder, "orders.cassette.json");
    await lambdaloop("capture", "save", target, id);
    expect(readFileSync(target, "utf8")).toBe(shown.out);
    expect(shown.out).toContain("redacted-secret-");
    expect(shown.out).not.toContain("hunter2");
  });

  test("rules of the config take part", async () => {
    file("lambdaloop.config.json", '{"capture":{"redact":[{"name":"customer","key":"^customerId$"}]}}');
    const id = await imported('{"customerId":"C-4711","orderId":"O-1"}');
    const { out } = await lambdaloop("capture", "show", id);
    expect(out).toContain("redacted-customer-");
    expect(out).toContain("O-1");
    expect(out).not.toContain("C-4711");
  });

  test("a cassette is imported again", async () => {
    const id = await imported('{"a":1}');
    const target = path.join(folder, "a.cassette.json");
    await lambdaloop("capture", "save", target, id);
    rmSync(path.join(folder, ".lambdaloop"), { recursive: true });
    expect((await lambdaloop("capture", "import", target)).out).toContain(id);
    expect((await lambdaloop("capture", "list")).out).toContain(id);
  });

  test("a cassette is never overwritten", async () => {
    const id = await imported('{"a":1}');
    const target = file("a.cassette.json", "mine");
    const { code, error } = await lambdaloop("capture", "save", target, id);
    expect({ code, error }).toEqual({
      code: 2,
      error: `error: There is a file ${target} already. Nothing is overwritten.\n`,
    });
    expect(readFileSync(target, "utf8")).toBe("mine");
  });

  test("what is wrong in a cassette is told with file, line and key", async () => {
    const id = await imported('{"a":1}');
    const { out } = await lambdaloop("capture", "show", id);
    const target = file("broken.cassette.json", out.replace('"outcome": "imported"', '"outcome": "exploded"'));
    const line = out.split("\n").findIndex((text) => text.includes('"outcome"')) + 1;
    const { error, code } = await lambdaloop("capture", "import", target);
    expect(code).toBe(2);
    expect(error).toContain(`broken.cassette.json:${line}:`);
    expect(error).toContain('captures[0].outcome: expected an outcome: "returned", "threw"');
    expect(error).toContain('found "exploded"');
  });

  test("a newer version is refused with what to do", async () => {
    const target = file("new.cassette.json", '{"format":"lambdaloop-cassette","version":7,"captures":[]}');
    const { error } = await lambdaloop("capture", "import", target);
    expect(error).toMatch(/version: .*found 7: a newer lambdaloop wrote it; update lambdaloop/);
  });

  test.each([
    [["show", "zzzz"], 'There is no capture "zzzz". See `lambdaloop capture list`.'],
    [["import", "nothing.txt", "-f", "orders"], "There is no event in"],
    [["import", "event.json"], "does not say which function it was for. Name it with --function."],
    [["import", "missing.json"], "cannot be read"],
  ])("%j", async (args, message) => {
    file("nothing.txt", "no event");
    file("event.json", "{}");
    const [command = "", name = "", ...rest] = args;
    const target = command === "import" ? path.join(folder, name) : name;
    const { code, error } = await lambdaloop("capture", command, target, ...rest);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });

  test("the list of a project without captures is empty and says so", async () => {
    expect(await lambdaloop("capture", "list")).toEqual({ code: 0, out: "", error: "There are no such captures.\n" });
  });
});
