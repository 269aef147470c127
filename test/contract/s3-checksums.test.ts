/**
 * Every checksum that S3 knows, as the newest SDK makes and verifies it: XXHash is the SDK's own code there, another than ours.
 */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { Sha512 } from "@aws-sdk/checksums/sha";
import { Xxh3_128, Xxh3_64, Xxh64 } from "@aws-sdk/checksums/xxh";
import {
  type ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";

const TEXT = "test data..";
/** Over what is streamed, and over every XXHash's block. */
const LONG = Buffer.from("0123456789abcdef".repeat(20_000));

interface Row {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64 of `TEXT` and of `LONG`: those of XXHash by its reference implementation (python-xxhash). */
  readonly text: string;
  readonly long: string;
}

const hashed = (algorithm: string): Omit<Row, "algorithm"> => ({
  text: createHash(algorithm).update(TEXT).digest("base64"),
  long: createHash(algorithm).update(LONG).digest("base64"),
});

const NEWEST: readonly Row[] = [
  { algorithm: "SHA512", ...hashed("sha512") },
  { algorithm: "MD5", ...hashed("md5") },
  { algorithm: "XXHASH64", text: "8dnMLe7pxp4=", long: "JuiRhWwcfwQ=" },
  { algorithm: "XXHASH3", text: "ewECkvZFECs=", long: "Z8UwBoeu0Eg=" },
  { algorithm: "XXHASH128", text: "mP9hjlRlRc/lPTFf0XV0/Q==", long: "G7eJr3/dLEBnxTAGh67QSA==" },
];

const Bucket = "checksums";
let endpoints: TestEndpoints;
let client: S3Client;

beforeAll(async () => {
  endpoints = await startEndpoints();
  client = new S3Client({
    endpoint: endpoints.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    // The SDK computes these only when it is given their code.
    checksumAlgorithms: { SHA512: Sha512, XXHASH64: Xxh64, XXHASH3: Xxh3_64, XXHASH128: Xxh3_128 },
  });
  await client.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  client.destroy();
  await endpoints.stop();
});

describe.each(NEWEST)("$algorithm", ({ algorithm, text, long }) => {
  const Key = `object-${algorithm}`;
  const member = `Checksum${algorithm}` as const;
  /** The SDK takes MD5 for the older Content-MD5: its caller gives the sum. */
  const asked = (value: string) => ({ ChecksumAlgorithm: algorithm, ...(algorithm === "MD5" && { [member]: value }) });

  test("of a body in the headers is verified, kept, and verified by the client that reads it", async () => {
    const put = await client.send(new PutObjectCommand({ Bucket, Key, Body: TEXT, ...asked(text) }));
    expect(put).toMatchObject({ [member]: text, ChecksumType: "FULL_OBJECT" });
    const got = await client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect(got).toMatchObject({ [member]: text, ChecksumType: "FULL_OBJECT" });
    expect(await got.Body?.transformToString()).toBe(TEXT);
    const head = await client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect(head).toMatchObject({ [member]: text, ChecksumType: "FULL_OBJECT" });
    const attributes = new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["Checksum"] });
    expect((await client.send(attributes)).Checksum).toEqual({ [member]: text, ChecksumType: "FULL_OBJECT" });
  });

  test("behind a body that comes in pieces is verified", async () => {
    const Body = Readable.from([LONG.subarray(0, 70_001), LONG.subarray(70_001)]);
    const input = { Bucket, Key, Body, ContentLength: LONG.byteLength, ...asked(long) };
    const put = await client.send(new PutObjectCommand(input));
    expect(put).toMatchObject({ [member]: long });
  });

  test("that is another body's is refused", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "refused", Body: "other data", [member]: text });
    await expect(client.send(put)).rejects.toMatchObject({
      name: "BadDigest",
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
  });

  test("of the wrong length is none", async () => {
    const put = new PutObjectCommand({ Bucket, Key: "refused", Body: TEXT, [member]: "AAAA" });
    await expect(client.send(put)).rejects.toMatchObject({
      name: "InvalidRequest",
      message: `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`,
    });
  });

  test("of parts is put together to a composite one", async () => {
    const upload = { Bucket, Key: `parts-${algorithm}` };
    const begun = await client.send(new CreateMultipartUploadCommand({ ...upload, ChecksumAlgorithm: algorithm }));
    expect(begun).toMatchObject({ ChecksumAlgorithm: algorithm, ChecksumType: "COMPOSITE" });
    const { UploadId } = begun;
    const part = new UploadPartCommand({
      ...upload,
      UploadId,
      PartNumber: 1,
      Body: TEXT,
      ChecksumAlgorithm: algorithm,
    });
    const { ETag, [member]: checksum } = await client.send(part);
    expect(checksum).toBe(text);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag, [member]: checksum }] };
    const done = await client.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
    expect(done.ChecksumType).toBe("COMPOSITE");
    expect(done[member]).toMatch(/^[A-Za-z0-9+/]+=*-1$/);
    const command = new GetObjectAttributesCommand({ ...upload, ObjectAttributes: ["Checksum", "ObjectParts"] });
    const attributes = await client.send(command);
    expect(attributes.Checksum).toEqual({ [member]: done[member]?.replace(/-1$/, ""), ChecksumType: "COMPOSITE" });
    expect(attributes.ObjectParts?.Parts).toEqual([{ PartNumber: 1, Size: TEXT.length, [member]: text }]);
  });

  test("cannot be the full object's of an upload in parts", async () => {
    const input = { Bucket, Key, ChecksumAlgorithm: algorithm, ChecksumType: "FULL_OBJECT" } as const;
    await expect(client.send(new CreateMultipartUploadCommand(input))).rejects.toMatchObject({
      message: `The FULL_OBJECT checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    });
  });

  test("is made for a copy that asks for it", async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: "plain", Body: TEXT }));
    const copy = { Bucket, Key: `copy-${algorithm}`, CopySource: `${Bucket}/plain`, ChecksumAlgorithm: algorithm };
    const { CopyObjectResult } = await client.send(new CopyObjectCommand(copy));
    expect(CopyObjectResult).toMatchObject({ [member]: text, ChecksumType: "FULL_OBJECT" });
  });

  test("of a document is verified", async () => {
    const Tagging = { TagSet: [{ Key: "a", Value: "b" }] };
    await client.send(new PutBucketTaggingCommand({ Bucket, Tagging, ChecksumAlgorithm: algorithm }));
    const broken = new PutBucketTaggingCommand({ Bucket, Tagging, ChecksumAlgorithm: algorithm });
    broken.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers[`x-amz-checksum-${algorithm.toLowerCase()}`] =
          text;
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    await expect(client.send(broken)).rejects.toMatchObject({ name: "BadDigest" });
  });
});

test("bodies that come at the same time do not mix their XXHash", async () => {
  const put = (Key: string, cut: number) => {
    const Body = Readable.from([LONG.subarray(0, cut), LONG.subarray(cut)]);
    const input = { Bucket, Key, Body, ContentLength: LONG.byteLength, ChecksumAlgorithm: "XXHASH3" } as const;
    return client.send(new PutObjectCommand(input));
  };
  const answers = await Promise.all([put("one", 8193), put("two", 100_001), put("three", 311_807)]);
  expect(answers.map((answer) => answer.ChecksumXXHASH3)).toEqual(Array(3).fill("Z8UwBoeu0Eg="));
});
