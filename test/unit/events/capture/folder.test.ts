import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Capture, CaptureFolder, CaptureLibrary, captureLine } from "../../../../events/capture/index.ts";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function project(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-captures-"));
  made.push(folder);
  return path.join(folder, ".lambdaloop");
}

function folderOf(parent: string, limits = { maxCaptures: 100, maxBytes: 1_000_000 }, startedAt = 1): CaptureFolder {
  return new CaptureFolder(parent, limits, { startedAt, pid: 42 });
}

function capture(number: number, changes: Partial<Capture> = {}): Capture {
  return {
    id: `aaaa${String(number).padStart(4, "0")}`,
    at: new Date(number * 1000).toISOString(),
    functionName: number % 2 === 0 ? "even" : "odd",
    requestId: `request-${number}`,
    outcome: number % 5 === 0 ? "threw" : "returned",
    source: "sqs",
    event: { number },
    context: {},
    logs: [],
    causes: [],
    effects: [],
    ...changes,
  };
}

function lines(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => captureLine(capture(from + index)));
}

describe("the folder", () => {
  test("is the owner's alone, and git does not see it", async () => {
    const parent = project();
    const folder = folderOf(parent);
    await folder.append(lines(0, 1));
    await folder.salt(() => Buffer.from("salt"));

    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    const modes = readdirSync(folder.path).map((name) => statSync(path.join(folder.path, name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600]);
    expect(readFileSync(path.join(parent, ".gitignore"), "utf8")).toBe("*\n");
  });

  test("that others could read becomes the owner's alone; a .gitignore of the user's stays", async () => {
    const parent = project();
    mkdirSync(path.join(parent, "captures"), { recursive: true, mode: 0o755 });
    writeFileSync(path.join(parent, ".gitignore"), "mine\n");
    await folderOf(parent).append(lines(0, 1));
    expect(statSync(path.join(parent, "captures")).mode & 0o777).toBe(0o700);
    expect(readFileSync(path.join(parent, ".gitignore"), "utf8")).toBe("mine\n");
  });

  test("that is a link elsewhere is refused", async () => {
    const parent = project();
    mkdirSync(parent, { recursive: true });
    symlinkSync(tmpdir(), path.join(parent, "captures"));
    await expect(folderOf(parent).append(lines(0, 1))).rejects.toThrow("is not a folder");
  });

  test("has the same salt for good", async () => {
    const parent = project();
    const first = await folderOf(parent).salt(() => Buffer.from("one"));
    const second = await folderOf(parent).salt(() => Buffer.from("two"));
    expect(Buffer.from(second).equals(first)).toBe(true);
  });

  test("that was taken away is made again", async () => {
    const parent = project();
    const folder = folderOf(parent);
    await folder.append(lines(0, 1));
    rmSync(parent, { recursive: true });
    await folder.append(lines(1, 2));
    expect((await CaptureLibrary.open(parent)).captures.map(({ id }) => id)).toEqual(["aaaa0001"]);
  });

  test("a half line that a full disk left is passed over, and the next file is a new one", async () => {
    const parent = project();
    const folder = folderOf(parent);
    await folder.append(lines(0, 1));
    const [name = ""] = readdirSync(folder.path).filter((one) => one.endsWith(".ndjson"));
    writeFileSync(path.join(folder.path, name), '{"v":1,"id":"aa', { flag: "a" });
    folder.abandonCurrent();
    await folder.append(lines(1, 2));

    const library = await CaptureLibrary.open(parent);
    expect(library.captures.map(({ id }) => id)).toEqual(["aaaa0000", "aaaa0001"]);
    expect(library.unreadable).toBe(1);
  });
});

describe("bounds", () => {
  test("no more captures than the limit are kept, the newest", async () => {
    const parent = project();
    const folder = folderOf(parent);
    for (let from = 0; from < 500; from += 7) await folder.append(lines(from, Math.min(500, from + 7)));
    const { captures } = await CaptureLibrary.open(parent);
    expect(captures.length).toBeLessThanOrEqual(100);
    expect(captures.length).toBeGreaterThan(85);
    expect(captures.at(-1)?.id).toBe("aaaa0499");
  });

  test("no more bytes than the limit are kept", async () => {
    const parent = project();
    const folder = folderOf(parent, { maxCaptures: 10_000, maxBytes: 20_000 });
    for (let from = 0; from < 500; from += 5) await folder.append(lines(from, from + 5));
    const bytes = readdirSync(folder.path).reduce((sum, name) => sum + statSync(path.join(folder.path, name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(20_000);
    expect(bytes).toBeGreaterThan(15_000);
  });

  test("captures of earlier runs count, and go first", async () => {
    const parent = project();
    await folderOf(parent).append(lines(0, 100));
    await folderOf(parent, undefined, 2).append(lines(100, 130));
    const { captures } = await CaptureLibrary.open(parent);
    expect(captures[0]?.id).toBe("aaaa0030");
    expect(captures).toHaveLength(100);
  });
});

describe("the library", () => {
  test("lists the newest first, by function, by request and by whether they failed", async () => {
    const parent = project();
    await folderOf(parent).append(lines(0, 10));
    const library = await CaptureLibrary.open(parent);
    const ids = (filter: Parameters<typeof library.list>[0]): string[] =>
      library.list(filter).map(({ id }) => id.slice(4));

    expect(ids({ functionName: "even" })).toEqual(["0008", "0006", "0004", "0002", "0000"]);
    expect(ids({ failed: true })).toEqual(["0005", "0000"]);
    expect(ids({ failed: false, functionName: "odd" })).toEqual(["0009", "0007", "0003", "0001"]);
    expect(ids({ requestId: "request-3" })).toEqual(["0003"]);
    expect(library.last({ failed: true })?.id).toBe("aaaa0005");
  });

  test("finds by id, by a beginning that only one has, and by request id", async () => {
    const parent = project();
    await folderOf(parent).append([...lines(0, 3), captureLine(capture(7, { id: "bbbb7777" }))]);
    const library = await CaptureLibrary.open(parent);

    expect(library.find("aaaa0001")).toMatchObject({ kind: "found", capture: { id: "aaaa0001" } });
    expect(library.find("BB")).toMatchObject({ kind: "found", capture: { id: "bbbb7777" } });
    expect(library.find("request-2")).toMatchObject({ kind: "found", capture: { id: "aaaa0002" } });
    expect(library.find("aaaa")).toEqual({ kind: "ambiguous", ids: ["aaaa0000", "aaaa0001", "aaaa0002"] });
    expect(library.find("zz")).toEqual({ kind: "unknown" });
  });

  test("of a project that has none is empty", async () => {
    expect((await CaptureLibrary.open(project())).list()).toEqual([]);
  });
});
