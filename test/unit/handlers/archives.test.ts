import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ArchiveStore } from "../../../handlers/archives/archive-store.ts";
import { filesOf, pack } from "../../../handlers/archives/pack.ts";
import { zipOf } from "../../contract/handlers/zips.ts";

const LINK = 0o120777;
// Recorded, lambda_api--TestLambdaFunction.create_lambda_exceptions.json.
const CANNOT_UNZIP = "Could not unzip uploaded file. Please check your file, then try to upload again.";

let folder: string;
let store: ArchiveStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "archives-"));
  store = new ArchiveStore(() => join(folder, "store"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An archive with one entry under a name of as many letters, which no zip program would write. */
async function zipWithName(name: string): Promise<Uint8Array> {
  const harmless = "x".repeat(name.length);
  const bytes = Buffer.from(await zipOf({ [harmless]: "text" }));
  for (let at = bytes.indexOf(harmless); at !== -1; at = bytes.indexOf(harmless, at)) bytes.write(name, at);
  return bytes;
}

describe("an archive", () => {
  test("is unpacked with its folders, its executable bits and its links", async () => {
    const { folder: unpacked } = await store.store(
      await zipOf({
        "index.mjs": "text",
        "bin/tool": { text: "#!/bin/sh", mode: 0o100755 },
        "node_modules/.bin/tool": { text: "../../bin/tool", mode: LINK },
        "from-layer": { text: "/opt/lib/data", mode: LINK },
      }),
    );
    expect(readFileSync(join(unpacked, "index.mjs"), "utf8")).toBe("text");
    expect(statSync(join(unpacked, "bin/tool")).mode & 0o777).toBe(0o755);
    expect(statSync(join(unpacked, "index.mjs")).mode & 0o777).toBe(0o644);
    expect(readFileSync(join(unpacked, "node_modules/.bin/tool"), "utf8")).toBe("#!/bin/sh");
    expect(readlinkSync(join(unpacked, "from-layer"))).toBe("/opt/lib/data");
  });

  test("is told by its SHA-256 and size, and kept once", async () => {
    const archive = await zipOf({ "index.js": "1" });
    const [first, second] = await Promise.all([store.store(archive), store.store(Buffer.from(archive))]);
    expect(second).toBe(first);
    expect(first.codeSize).toBe(archive.byteLength);
    expect(Buffer.from(first.codeSha256, "base64")).toHaveLength(32);
    expect(readFileSync(first.file)).toEqual(Buffer.from(archive));
    expect(readdirSync(join(folder, "store"))).toHaveLength(2);
    expect(store.inFolder(first.folder)).toBe(first);
  });

  test("of the same files is the same bytes, in whatever order they come", async () => {
    expect(await zipOf({ b: "2", a: "1" })).toEqual(await zipOf({ a: "1", b: "2" }));
  });

  test("packed from a folder and unpacked is that folder again", async () => {
    const { folder: unpacked } = await store.store(
      await zipOf({
        "a/b.txt": "b",
        run: { text: "#!/bin/sh", mode: 0o100755 },
        link: { text: "a/b.txt", mode: LINK },
      }),
    );
    const again = await store.store(await pack(await filesOf(unpacked, { withPackages: true })));
    expect(readFileSync(join(again.folder, "a/b.txt"), "utf8")).toBe("b");
    expect(statSync(join(again.folder, "run")).mode & 0o111).toBe(0o111);
    expect(lstatSync(join(again.folder, "link")).isSymbolicLink()).toBe(true);
  });
});

describe("what is refused, and leaves nothing behind:", () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ["text", () => Buffer.from("not a zip"), CANNOT_UNZIP],
    ["no bytes", () => new Uint8Array(), CANNOT_UNZIP],
    ["a cut archive", async () => (await zipOf({ "index.js": "1" })).subarray(0, 40), CANNOT_UNZIP],
    ["an empty archive", () => zipOf({}), "Uploaded file must be a non-empty zip"],
    ["a path out of the archive", () => zipWithName("../up.js"), CANNOT_UNZIP],
    ["an absolute path", () => zipWithName("/tmp/abs.js"), CANNOT_UNZIP],
    ["a link out of the archive", () => zipOf({ "a/up": { text: "../../x", mode: LINK } }), CANNOT_UNZIP],
    ["a link to the machine", () => zipOf({ passwords: { text: "/etc/passwd", mode: LINK } }), CANNOT_UNZIP],
    ["a link by way of /opt", () => zipOf({ passwords: { text: "/opt/../etc/passwd", mode: LINK } }), CANNOT_UNZIP],
    [
      "a file written through a link",
      () => zipOf({ here: { text: "/opt", mode: LINK }, "here/file": "text" }),
      CANNOT_UNZIP,
    ],
    [
      // Recorded, lambda_api--TestLambdaSizeLimits.oversized_unzipped_lambda.json.
      "more than 250 MB",
      () => zipOf({ big: "0".repeat(262_144_000) }),
      "Unzipped size must be smaller than 262144000 bytes",
    ],
  ])("%s", async (_, archive, message) => {
    await expect(store.store(await archive())).rejects.toMatchObject({
      code: "InvalidParameterValueException",
      message,
    });
    expect(readdirSync(join(folder, "store"))).toEqual([]);
  });
});
