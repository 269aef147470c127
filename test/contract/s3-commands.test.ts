/**
 * `aws s3`, the commands over S3's operations, as a shell would run them.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";
import { type AwsCommands, awsCommands } from "./clients/awscli.ts";

let endpoints: TestEndpoints;
let commands: AwsCommands;
let folder: string;
let made = 0;
let bucket: string;

beforeAll(async () => {
  endpoints = await startEndpoints();
  commands = awsCommands({ endpoint: endpoints.url, region: "us-east-1", accessKeyId: "000000000000" });
});
afterAll(async () => {
  await commands.stop();
  await endpoints.stop();
});
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-s3-commands-"));
  bucket = `bucket-${++made}`;
  await aws("mb", `s3://${bucket}`);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the command prints. */
async function aws(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await commands.run(["s3", ...args]);
  if (exitCode !== 0) throw new Error(`aws s3 ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");

/** The keys in the bucket, as `ls` prints them. */
async function keys(prefix = ""): Promise<string[]> {
  const printed = await aws("ls", "--recursive", `s3://${bucket}/${prefix}`);
  return printed.split("\n").flatMap((line) => /^\S+ \S+ +\d+ (.*)$/.exec(line)?.[1] ?? []);
}

test("cp brings a file there and back, whatever its name", async () => {
  const name = "büro a+b & 100% 안녕.txt";
  await aws("cp", write(name, "content"), `s3://${bucket}/dir/${name}`);
  expect(await keys()).toEqual([`dir/${name}`]);
  await aws("cp", `s3://${bucket}/dir/${name}`, path.join(folder, "back.txt"));
  expect(read("back.txt")).toBe("content");
});

test("cp of a large file goes in parts, and comes back in ranges", async () => {
  const content = Buffer.alloc(17 * 1024 * 1024, "0123456789abcdef-");
  await aws("cp", write("large", content), `s3://${bucket}/large`);
  const created = endpoints.journal.entries().filter(({ kind }) => kind === "s3.objectCreated");
  expect(created.at(-1)).toMatchObject({ key: "large", sizeBytes: content.length, by: "CompleteMultipartUpload" });
  await aws("cp", `s3://${bucket}/large`, path.join(folder, "back"));
  expect(readFileSync(path.join(folder, "back")).equals(content)).toBe(true);
});

test("cp between buckets copies on the server", async () => {
  const other = `other-${made}`;
  await aws("mb", `s3://${other}`);
  await aws("cp", write("a", "content"), `s3://${bucket}/a b`);
  await aws("cp", `s3://${bucket}/a b`, `s3://${other}/c d`);
  await aws("cp", `s3://${other}/c d`, path.join(folder, "back"));
  expect(read("back")).toBe("content");
});

test("mv leaves nothing behind", async () => {
  await aws("cp", write("a", "content"), `s3://${bucket}/from here`);
  await aws("mv", `s3://${bucket}/from here`, `s3://${bucket}/to there`);
  expect(await keys()).toEqual(["to there"]);
  await aws("mv", `s3://${bucket}/to there`, path.join(folder, "moved"));
  expect(await keys()).toEqual([]);
  expect(read("moved")).toBe("content");
});

test("sync uploads what is new and with --delete removes what is gone", async () => {
  const source = path.join(folder, "source");
  write("source/kept.txt", "kept");
  write("source/sub/gone.txt", "gone");
  await aws("sync", source, `s3://${bucket}/backup`);
  expect(await keys()).toEqual(["backup/kept.txt", "backup/sub/gone.txt"]);
  rmSync(path.join(source, "sub"), { recursive: true });
  write("source/new one.txt", "new");
  const printed = await aws("sync", source, `s3://${bucket}/backup`, "--delete", "--size-only");
  expect(printed).not.toContain("kept.txt");
  expect(await keys()).toEqual(["backup/kept.txt", "backup/new one.txt"]);
  await aws("sync", `s3://${bucket}/backup`, path.join(folder, "restored"));
  expect(readdirSync(path.join(folder, "restored")).toSorted()).toEqual(["kept.txt", "new one.txt"]);
});

test("ls shows folders, objects and buckets", async () => {
  await aws("cp", write("a", "12345"), `s3://${bucket}/top.txt`);
  await aws("cp", write("a", "12345"), `s3://${bucket}/folder/below.txt`);
  expect(await aws("ls", `s3://${bucket}`)).toMatch(/^ {27}PRE folder\/\n2026-01-01 00:00:00 {10}5 top\.txt\n$/);
  expect(await aws("ls")).toContain(` ${bucket}\n`);
});

test("rm removes one object, or all below a prefix, and rb the bucket", async () => {
  for (const key of ["a/1", "a/2", "b"]) await aws("cp", write("file", key), `s3://${bucket}/${key}`);
  await aws("rm", `s3://${bucket}/b`);
  expect(await keys()).toEqual(["a/1", "a/2"]);
  const { exitCode, stderr } = await commands.run(["s3", "rb", `s3://${bucket}`]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("(BucketNotEmpty)");
  await aws("rm", "--recursive", `s3://${bucket}/a/`);
  await aws("rb", `s3://${bucket}`);
  expect(await aws("ls")).not.toContain(` ${bucket}\n`);
});
