import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { seededRandom } from "../../../runtime/core/random.ts";
import type { BodyStore, StoredBody } from "../../../runtime/s3/bodies/body-store.ts";
import { FileBodyStore } from "../../../runtime/s3/bodies/file-body-store.ts";
import { JoinedBody, SlicedBody } from "../../../runtime/s3/bodies/joined-body.ts";
import { MemoryBodyStore } from "../../../runtime/s3/bodies/memory-body-store.ts";
import { SpillingBodyStore } from "../../../runtime/s3/bodies/spilling-body-store.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../../../runtime/s3/bodies/temporary-folder.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "body-store-test-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function inFiles(): FileBodyStore {
  return new FileBodyStore({ folder: () => Promise.resolve(folder), random: seededRandom("bodies") });
}

const STORES: readonly (readonly [name: string, make: () => BodyStore])[] = [
  ["memory", () => new MemoryBodyStore()],
  ["files", inFiles],
  [
    "memory, larger bodies in files",
    () => new SpillingBodyStore(inFiles(), { alwaysInMemoryBytes: 10, largestInMemoryBytes: 10 }),
  ],
];

async function put(store: BodyStore, ...chunks: readonly string[]): Promise<StoredBody> {
  const writer = store.open(undefined);
  for (const chunk of chunks) await writer.write(Buffer.from(chunk));
  return writer.finish();
}

async function read(body: StoredBody, start = 0, end = body.byteLength): Promise<string> {
  const bytes = body.read(start, end);
  if (bytes instanceof Uint8Array) return Buffer.from(bytes).toString();
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe.each(STORES)("a store of bodies: %s", (_, make) => {
  test("gives back what was written, in one piece or in many", async () => {
    const store = make();
    expect(await read(await put(store, "one"))).toBe("one");
    expect(await read(await put(store, "a ", "longer", " body", " in pieces"))).toBe("a longer body in pieces");
    await store.stop();
  });

  test("keeps a body of no bytes", async () => {
    const store = make();
    const body = await put(store);
    expect(body.byteLength).toBe(0);
    expect(await read(body)).toBe("");
    await store.stop();
  });

  test.each([
    [0, 4, "0123"],
    [5, 20, "56789abcdefghij"],
    [19, 20, "j"],
    [0, 20, "0123456789abcdefghij"],
  ])("reads bytes %i up to %i", async (start, end, expected) => {
    const store = make();
    expect(await read(await put(store, "0123456789", "abcdefghij"), start, end)).toBe(expected);
    await store.stop();
  });

  test("what is released by one holder stays readable for another", async () => {
    const store = make();
    const body = await put(store, "shared by two holders");
    const other = body.retain();
    body.release();
    expect(await read(other)).toBe("shared by two holders");
    await store.stop();
  });

  test("equal bodies are independent", async () => {
    const store = make();
    const first = await put(store, "the same content twice");
    const second = await put(store, "the same content twice");
    first.release();
    expect(await read(second)).toBe("the same content twice");
    await store.stop();
  });

  test("a download goes on when its body is released meanwhile", async () => {
    const store = make();
    const body = await put(store, "still being downloaded");
    const bytes = body.read(0, body.byteLength);
    body.release();
    const parts: Uint8Array[] = [];
    if (bytes instanceof Uint8Array) parts.push(bytes);
    else for await (const part of bytes) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe("still being downloaded");
    await store.stop();
  });

  test("the same content can come back after it was released", async () => {
    const store = make();
    const first = await put(store, "gone and back again");
    first.release();
    expect(await read(await put(store, "gone and back again"))).toBe("gone and back again");
    await store.stop();
  });

  test("parts are joined and sliced without being copied", async () => {
    const store = make();
    const joined = new JoinedBody([
      await put(store, "first part, "),
      await put(store, "second part, "),
      new SlicedBody(await put(store, "not this: third part"), 10, 20),
    ]);
    expect(await read(joined)).toBe("first part, second part, third part");
    expect(await read(joined, 6, 18)).toBe("part, second");
    expect(await read(joined, 12, 18)).toBe("second");
    await store.stop();
  });
});

describe("a store of bodies in files", () => {
  const files = async (): Promise<{ incoming: number; objects: number }> => ({
    incoming: (await readdir(join(folder, "incoming"))).length,
    objects: (await readdir(join(folder, "objects"))).length,
  });

  test("names files by their content, and equal content is one file", async () => {
    const store = inFiles();
    await put(store, "content");
    await put(store, "content");
    const [name] = await readdir(join(folder, "objects"));
    expect(name).toMatch(/^ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73\.\d+$/);
    expect(await files()).toEqual({ incoming: 0, objects: 1 });
  });

  test("removes a file with its last holder, and not before", async () => {
    const store = inFiles();
    const body = await put(store, "content");
    const other = await put(store, "content");
    body.release();
    expect((await files()).objects).toBe(1);
    other.release();
    await store.stop();
    expect((await files()).objects).toBe(0);
  });

  test("leaves nothing of an upload that is aborted", async () => {
    const store = inFiles();
    const writer = store.open();
    await writer.write(Buffer.alloc(300_000));
    expect((await files()).incoming).toBe(1);
    await writer.abort();
    expect(await files()).toEqual({ incoming: 0, objects: 0 });
  });

  test("an upload is not among the objects before it is complete", async () => {
    const store = inFiles();
    const writer = store.open();
    await writer.write(Buffer.alloc(300_000));
    expect((await files()).objects).toBe(0);
    await writer.finish();
    expect(await files()).toEqual({ incoming: 0, objects: 1 });
  });

  test("a download that is given up frees its file", async () => {
    const store = inFiles();
    const body = await put(store, "x".repeat(600_000));
    const bytes = body.read(0, body.byteLength);
    body.release();
    expect(bytes).not.toBeInstanceOf(Uint8Array);
    for await (const part of bytes as AsyncIterable<Uint8Array>) {
      expect(part.byteLength).toBeGreaterThan(0);
      break;
    }
    await store.stop();
    expect((await files()).objects).toBe(0);
  });

  test("a temporary folder is its user's alone and goes at stop", async () => {
    let made = "";
    const store = new FileBodyStore({
      folder: async () => (made = await makeTemporaryFolder()),
      random: seededRandom("bodies"),
      remove: removeTemporaryFolder,
    });
    await put(store, "content");
    expect((await stat(made)).mode & 0o777).toBe(0o700);
    await store.stop();
    await expect(stat(made)).rejects.toThrow("ENOENT");
  });

  test("a store that was never used makes no folder", async () => {
    const store = new FileBodyStore({
      folder: () => Promise.reject(new Error("asked for")),
      random: seededRandom("bodies"),
    });
    await expect(store.stop()).resolves.toBeUndefined();
  });
});

describe("a store of bodies in memory and in files", () => {
  const files = async (): Promise<number> => (await readdir(join(folder, "objects")).catch(() => [])).length;
  const store = (): BodyStore =>
    new SpillingBodyStore(inFiles(), { alwaysInMemoryBytes: 2, largestInMemoryBytes: 10, memoryBytes: 20 });

  test("keeps bodies of medium size in memory only as long as there is room", async () => {
    const bodies = store();
    await put(bodies, "0123456789");
    await put(bodies, "abcdefghij");
    expect(await files()).toBe(0);
    await put(bodies, "one more");
    await put(bodies, "ok");
    expect(await files()).toBe(1);
    await bodies.stop();
  });

  test.each([
    ["released", async (bodies: BodyStore): Promise<void> => (await put(bodies, "0123456789")).release()],
    [
      "aborted on its way in",
      async (bodies: BodyStore): Promise<void> => {
        const writer = bodies.open(10);
        await writer.write(Buffer.from("01234"));
        await writer.abort();
      },
    ],
    [
      "given to files, because it grew too large",
      async (bodies: BodyStore) => void (await put(bodies, "0123456789", "a")),
    ],
  ])("there is room again when a body is %s", async (_, use) => {
    const bodies = store();
    await use(bodies);
    const before = await files();
    await put(bodies, "0123456789");
    await put(bodies, "abcdefghij");
    expect(await files()).toBe(before);
    await bodies.stop();
  });
});

describe("temporary folders", () => {
  test("of processes that are gone are removed, others and links are left", async () => {
    const dead = spawnSync(process.execPath, ["--version"]).pid;
    const inFolder = (name: string): string => join(folder, name);
    await mkdir(inFolder(`lambdaloop-s3-${dead}-abcdef`));
    await mkdir(inFolder(`lambdaloop-s3-${process.pid}-abcdef`));
    await mkdir(inFolder("lambdaloop-s3-other"));
    await symlink(inFolder("lambdaloop-s3-other"), inFolder(`lambdaloop-s3-${dead}-linked`));
    const made = await makeTemporaryFolder(folder);
    expect((await readdir(folder)).toSorted()).toEqual(
      [
        basename(made),
        `lambdaloop-s3-${process.pid}-abcdef`,
        `lambdaloop-s3-${dead}-linked`,
        "lambdaloop-s3-other",
      ].toSorted(),
    );
  });
});
