import { mkdtemp, readdir, rm } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../../runtime/core/clock.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { FileBodyStore } from "../../../runtime/s3/bodies/file-body-store.ts";
import { boto3 } from "../../contract/clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "../../contract/clients/client.ts";
import { javascript } from "../../contract/clients/javascript.ts";
import { startEndpoints, type TestEndpoints } from "../../support/endpoints.ts";

const SCOPE = { region: "us-east-1", accountId: "000000000000" };
const Bucket = "keys";

/** What URLs, forms, XML, file systems and JSON spell differently, and scripts of two, three and four bytes. */
const PIECES = [" ", "+", "&", "%", "%2F", "?", "#", "=", ";", '"', "'", "<", ">", "\\", "`", "{", "}", "|", "^", "~"]
  .concat(["/", "//", ".", "..", "../", "/./", "a", "Z", "0", "-", "_", "*", "(", ")", "!", ":", "@", "$", ","])
  .concat(["é", "ß", "一二三", "안녕", "🚀", "\u0301", "\u00a0", "\u200d", "\ufeff"]);
/** XML has no word for these, so that lists hold them only with `encoding-type=url`. */
const CONTROLS = ["\u0001", "\t", "\n", "\r", "\u001f", "\u007f", "\ufffe"];

const keyOf = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
    .map((chosen) => chosen.join(""))
    .filter((key) => Buffer.byteLength(key) <= 1024);

let endpoints: TestEndpoints;
let js: TestClient;
let python: TestClient;
let queueUrl: string;
let sqs: TestClient;

beforeAll(async () => {
  endpoints = await startEndpoints(systemClock.now());
  const target: ClientTarget = {
    service: "s3",
    endpoint: endpoints.url,
    region: SCOPE.region,
    accessKeyId: SCOPE.accountId,
  };
  [js, python, sqs] = [javascript(target), boto3(target, "s3v4"), javascript({ ...target, service: "sqs" })];
  const bucket = endpoints.s3.createBucket(SCOPE, Bucket);
  ({ QueueUrl: queueUrl } = outputOf(await sqs.call("CreateQueue", { QueueName: "events" })) as { QueueUrl: string });
  endpoints.s3.putNotifications(bucket, {
    QueueConfigurations: [
      { QueueArn: `arn:aws:sqs:${SCOPE.region}:${SCOPE.accountId}:events`, Events: ["s3:ObjectCreated:Put"] },
    ],
  });
  await receive();
});

afterAll(async () => {
  await Promise.all([js.stop(), python.stop(), sqs.stop()]);
  await endpoints.stop();
});

const call = async (operation: string, input: object): Promise<Record<string, unknown>> =>
  outputOf(await js.call(operation, { Bucket, ...input }));
const bodyOf = async (Key: string): Promise<string> =>
  Buffer.from((await call("GetObject", { Key }))["Body"] as Uint8Array).toString();

/** The next message's body, deleted. */
async function receive(): Promise<string> {
  await endpoints.s3.settled();
  const { Messages } = outputOf(await sqs.call("ReceiveMessage", { QueueUrl: queueUrl })) as {
    Messages?: readonly { readonly Body: string; readonly ReceiptHandle: string }[];
  };
  const [message] = Messages ?? [];
  if (message === undefined) throw new Error("no message came");
  outputOf(await sqs.call("DeleteMessage", { QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
  return message.Body;
}

/** As AWS documents it for handlers. */
async function keyOfRecord(): Promise<string> {
  const event = JSON.parse(await receive()) as { Records: readonly { s3: { object: { key: string } } }[] };
  return decodeURIComponent((event.Records[0]?.s3.object.key ?? "").replaceAll("+", " "));
}

/** `fetch` would take the dots out of a path. */
function download(url: string): Promise<string> {
  const { host, hostname, port } = new URL(url);
  const path = url.slice(url.indexOf(host) + host.length);
  return new Promise((resolve, reject) => {
    get({ hostname, port, path }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve(Buffer.concat(parts).toString()));
    }).on("error", reject);
  });
}

async function roundTrip(Key: string, listings: readonly object[]): Promise<object> {
  const content = `content of ${Key}`;
  await call("PutObject", { Key, Body: Buffer.from(content) });
  const recorded = await keyOfRecord();
  const listed = [];
  for (const listing of listings) {
    const { Contents } = (await call("ListObjectsV2", listing)) as { Contents?: readonly { Key: string }[] };
    const [found] = Contents ?? [];
    listed.push("EncodingType" in listing ? decodeURIComponent((found?.Key ?? "").replaceAll("+", " ")) : found?.Key);
  }
  await call("CopyObject", { Key: "copy", CopySource: `${Bucket}/${encodeURIComponent(Key)}` });
  const presign = { ClientMethod: "get_object", Params: { Bucket, Key }, ExpiresIn: 3600 };
  const { Url } = outputOf(await python.call("GeneratePresignedUrl", presign)) as { Url: string };
  const answer = {
    recorded,
    listed,
    content: await bodyOf(recorded),
    copied: await bodyOf("copy"),
    downloaded: await download(Url),
  };
  await call("DeleteObject", { Key });
  await call("DeleteObject", { Key: "copy" });
  return answer;
}

describe("a key is the same everywhere", () => {
  test("in puts, lists, records, copies and presigned URLs", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(keyOf(PIECES), async (key) => {
        const content = `content of ${key}`;
        expect(await roundTrip(key, [{}, { EncodingType: "url" }])).toEqual({
          recorded: key,
          listed: [key, key],
          content,
          copied: content,
          downloaded: content,
        });
      }),
      { numRuns: 60 },
    );
  });

  test("with characters that XML does not know, in lists that are URL-encoded", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(keyOf([...CONTROLS, "a", "/", "é"]), async (key) => {
        const { recorded, listed, content } = (await roundTrip(key, [{ EncodingType: "url" }])) as {
          recorded: string;
          listed: readonly string[];
          content: string;
        };
        expect([recorded, ...listed, content]).toEqual([key, key, `content of ${key}`]);
      }),
      { numRuns: 30 },
    );
  });
});

test("no key is part of a file's name", async () => {
  const parent = await mkdtemp(join(tmpdir(), "keys-test-"));
  const folder = join(parent, "data");
  const bodies = new FileBodyStore({ folder: () => Promise.resolve(folder), random: seededRandom("files") });
  const own = await startEndpoints(undefined, bodies);
  const client = javascript({ service: "s3", endpoint: own.url, region: SCOPE.region, accessKeyId: SCOPE.accountId });
  own.s3.createBucket(SCOPE, Bucket);
  const keys = fc.sample(keyOf(PIECES), 40).concat("../../escape", "/etc/passwd", "C:\\escape", "..");
  for (const Key of keys) outputOf(await client.call("PutObject", { Bucket, Key, Body: Buffer.from(`x${Key}`) }));
  expect(await readdir(parent)).toEqual(["data"]);
  expect((await readdir(folder)).toSorted()).toEqual(["incoming", "objects"]);
  const files = await readdir(join(folder, "objects"));
  expect(files.filter((name) => !/^[0-9a-f]{64}\.\d+$/.test(name))).toEqual([]);
  expect(files).toHaveLength(new Set(keys).size);
  await client.stop();
  await own.stop();
  await rm(parent, { recursive: true });
});
