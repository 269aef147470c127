import { createWriteStream } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { AwsError } from "../../runtime/core/errors.ts";

/** Bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html ("Deployment package size") */
const MAX_UNZIPPED_BYTES = 262_144_000;
/** A link's target is a path; longer ones are no link that anybody made. */
const MAX_LINK_BYTES = 4096;

const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/**
 * Unpacks a zip archive into an existing, empty folder: files with their executable bits, folders, and symbolic links that stay inside.
 *
 * Every path is checked before anything is written, and links are made last, so that no file is written through one.
 *
 * @throws {AwsError} `InvalidParameterValueException` when it is no archive, is larger than Lambda takes, or leaves its folder
 */
export async function unpack(archive: Uint8Array, folder: string): Promise<void> {
  try {
    const zip = await fromBufferPromise(Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength), {
      autoClose: false,
    });
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    check(entries);
    const [links, others] = [entries.filter(isLink), entries.filter((entry) => !isLink(entry))];
    for (const entry of others) await write(zip, entry, folder);
    for (const entry of links) await link(zip, entry, folder);
  } catch (error) {
    if (error instanceof AwsError || isSystemError(error)) throw error;
    throw cannotUnzip();
  }
}

/** yauzl has refused absolute paths, `..` and entries whose size is not the one they tell. */
function check(entries: readonly Entry[]): void {
  if (entries.length === 0) throw invalid("Uploaded file must be a non-empty zip");
  const unzippedBytes = entries.reduce((total, { uncompressedSize }) => total + uncompressedSize, 0);
  if (unzippedBytes >= MAX_UNZIPPED_BYTES) throw unzippedTooLarge();
  const links = new Set(entries.filter(isLink).map(({ fileName }) => fileName));
  for (const { fileName } of entries) {
    for (let parent = posix.dirname(fileName); parent !== "."; parent = posix.dirname(parent)) {
      if (links.has(parent)) throw cannotUnzip();
    }
  }
}

function isLink(entry: Entry): boolean {
  return (modeOf(entry) & FILE_TYPE) === SYMBOLIC_LINK;
}

/** Unix permissions and file type, which zip programs of Unix keep in the upper half. 0 from those of other systems. */
function modeOf({ externalFileAttributes }: Entry): number {
  return externalFileAttributes >>> 16;
}

async function write(zip: ZipFile, entry: Entry, folder: string): Promise<void> {
  const path = join(folder, entry.fileName);
  if (entry.fileName.endsWith("/")) {
    await mkdir(path, { recursive: true });
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const executable = (modeOf(entry) & 0o111) === 0 ? 0 : 0o111;
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode: 0o644 | executable }));
}

/** AWS does not say which links it keeps; here those that stay inside the archive, or lead to where Lambda mounts things. */
async function link(zip: ZipFile, entry: Entry, folder: string): Promise<void> {
  if (entry.uncompressedSize > MAX_LINK_BYTES) throw cannotUnzip();
  const target = await textOf(await zip.openReadStreamPromise(entry));
  const inside = posix.normalize(posix.join(posix.dirname(entry.fileName), target));
  const isSafe = posix.isAbsolute(target)
    ? /^\/(?:opt|var\/task|tmp)(?:\/|$)/.test(posix.normalize(target))
    : inside !== ".." && !inside.startsWith("../");
  if (!isSafe) throw cannotUnzip();
  const path = join(folder, entry.fileName);
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path);
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}

/** The disk is full, for example: not the archive's fault. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

/** Recorded 2025-11-25, lambda_api--TestLambdaFunction.create_lambda_exceptions.json. */
function cannotUnzip(): AwsError {
  return invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
}

/** Recorded, lambda_api--TestLambdaSizeLimits.oversized_unzipped_lambda.json. */
function unzippedTooLarge(): AwsError {
  return invalid(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message);
}
