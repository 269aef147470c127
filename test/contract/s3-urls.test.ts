/**
 * Requests to S3 that no SDK makes itself: presigned URLs, forms of web pages, and host names with a bucket in them.
 */
import { request } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../runtime/core/clock.ts";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";
import { type AwsCommands, awsCommands } from "./clients/awscli.ts";
import { boto3 } from "./clients/boto3.ts";
import { type ClientTarget, outputOf, type TestClient } from "./clients/client.ts";

const SCOPE = { region: "us-east-1", accountId: "000000000000" };
const KEY = "dir/büro a+b & 100%.txt";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface World {
  readonly endpoints: TestEndpoints;
  /** Makes presigned URLs with version 2 of signatures. */
  readonly python: TestClient;
  /** Makes presigned URLs and forms with version 4 of signatures. */
  readonly pythonV4: TestClient;
  readonly aws: AwsCommands;
  stop(): Promise<void>;
}

async function startWorld(): Promise<World> {
  // These clients sign with the time of day.
  const endpoints = await startEndpoints(systemClock.now());
  const { region, accountId: accessKeyId } = SCOPE;
  const target: ClientTarget = { service: "s3", endpoint: endpoints.url, region, accessKeyId };
  const [python, pythonV4, aws] = [boto3(target), boto3(target, "s3v4"), awsCommands(target)];
  const stop = async (): Promise<void> => {
    await Promise.all([python.stop(), pythonV4.stop(), aws.stop()]);
    await endpoints.stop();
  };
  return { endpoints, python, pythonV4, aws, stop };
}

let world: World;
let made = 0;
let Bucket: string;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  Bucket = `bucket-${++made}`;
  world.endpoints.s3.createBucket(SCOPE, Bucket);
});

const put = async (Key: string, text: string): Promise<void> => {
  outputOf(await world.python.call("PutObject", { Bucket, Key, Body: Buffer.from(text) }));
};
const bodyOf = async (Key: string): Promise<string> => {
  const { Body } = outputOf(await world.python.call("GetObject", { Bucket, Key }));
  return Buffer.from(Body as Uint8Array).toString();
};

async function presign(signer: TestClient, ClientMethod: string, more: Readonly<Record<string, string>> = {}) {
  const Params = { Bucket, Key: KEY, ...more };
  const { Url } = outputOf(await signer.call("GeneratePresignedUrl", { ClientMethod, Params, ExpiresIn: 3600 }));
  return String(Url);
}

async function presignWithAws({ aws }: World): Promise<string> {
  const { stdout } = await aws.run(["s3", "presign", `s3://${Bucket}/${KEY}`, "--expires-in", "3600"]);
  return stdout.trim();
}

interface PresignedPost {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

async function presignPost(signer: TestClient, Key: string, more: Readonly<Record<string, unknown>> = {}) {
  const output = outputOf(await signer.call("GeneratePresignedPost", { Bucket, Key, ExpiresIn: 3600, ...more }));
  return output as unknown as PresignedPost;
}

function submit({ url, fields }: PresignedPost, file: File, more: Readonly<Record<string, string>> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...more })) form.set(name, value);
  form.set("file", file);
  return fetch(url, { method: "POST", body: form });
}

describe.each<[string, () => TestClient, RegExp]>([
  ["version 2 of signatures", () => world.python, /[?&]AWSAccessKeyId=/],
  ["version 4 of signatures", () => world.pythonV4, /[?&]X-Amz-Signature=/],
])("a presigned URL with %s", (_version, signer, signature) => {
  test("reads the object, with the headers that it asks for", async () => {
    await put(KEY, "body");
    const url = await presign(signer(), "get_object", { ResponseContentType: "text/x-other" });
    expect(url).toMatch(signature);
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/x-other");
    expect(await answer.text()).toBe("body");
  });

  test("writes the object", async () => {
    const answer = await fetch(await presign(signer(), "put_object"), { method: "PUT", body: "from a page" });
    expect(answer.status).toBe(200);
    expect(await bodyOf(KEY)).toBe("from a page");
  });
});

describe("when time passes", () => {
  let own: World;
  beforeEach(async () => {
    own = await startWorld();
    own.endpoints.s3.createBucket(SCOPE, Bucket);
  });
  afterEach(() => own.stop());

  test.each<[string, () => Promise<string>]>([
    ["version 2 of signatures", () => presign(own.python, "get_object")],
    ["version 4 of signatures", () => presign(own.pythonV4, "get_object")],
    ["aws s3 presign", () => presignWithAws(own)],
  ])("a URL of %s is good for its hour, and refused after", async (_maker, makeUrl) => {
    outputOf(await own.python.call("PutObject", { Bucket, Key: KEY, Body: Buffer.from("body") }));
    const url = await makeUrl();
    own.endpoints.clock.advance(HOUR_MS - MINUTE_MS);
    expect(await (await fetch(url)).text()).toBe("body");
    own.endpoints.clock.advance(2 * MINUTE_MS);
    const late = await fetch(url);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain("<Code>AccessDenied</Code><Message>Request has expired</Message>");
  });

  test("a form is refused when its policy has expired", async () => {
    const form = await presignPost(own.pythonV4, "key");
    own.endpoints.clock.advance(HOUR_MS - MINUTE_MS);
    expect((await submit(form, new File(["body"], "x"))).status).toBe(204);
    own.endpoints.clock.advance(2 * MINUTE_MS);
    const late = await submit(form, new File(["body"], "x"));
    expect(late.status).toBe(403);
    expect(await late.text()).toContain("Invalid according to Policy: Policy expired.");
  });
});

describe("a form of a web page", () => {
  test("uploads its file under the name that it had, and tells so as an event", async () => {
    const { sqs, s3 } = world.endpoints;
    const queue = sqs.createQueue(SCOPE, `queue-${made}`, {});
    s3.putNotifications(s3.createBucket(SCOPE, Bucket), {
      QueueConfigurations: [{ QueueArn: queue.arn, Events: ["s3:ObjectCreated:Post"] }],
    });
    const form = await presignPost(world.pythonV4, "photos/${filename}");
    const answer = await submit(form, new File(["meow"], "my büro cat.jpg"));
    expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 204, text: "" });
    expect(await bodyOf("photos/my büro cat.jpg")).toBe("meow");
    await s3.settled();
    const bodies = (await queue.receive({ max: 10, receiver: "test" })).map(({ body }) => body);
    expect(bodies.filter((body) => body.includes('"eventName":"ObjectCreated:Post"'))).toHaveLength(1);
    expect(bodies.join("")).toContain('"key":"photos/my+b%C3%BCro+cat.jpg"');
  });

  test("that asks for 201 is told where its object is", async () => {
    const Fields = { success_action_status: "201" };
    const form = await presignPost(world.pythonV4, "a b.txt", { Fields, Conditions: [Fields] });
    const answer = await submit(form, new File(["body"], "x"));
    expect(answer.status).toBe(201);
    expect(await answer.text()).toContain(`<Bucket>${Bucket}</Bucket><Key>a b.txt</Key>`);
  });

  test("is refused when its file is larger than its policy allows", async () => {
    const form = await presignPost(world.pythonV4, "key", { Conditions: [["content-length-range", 1, 4]] });
    const answer = await submit(form, new File(["12345"], "x"));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("<Code>EntityTooLarge</Code>");
    expect((await submit(form, new File(["1234"], "x"))).status).toBe(204);
  });

  test("is refused with another key than its policy has", async () => {
    const form = await presignPost(world.pythonV4, "key");
    const answer = await submit(form, new File(["body"], "x"), { key: "other" });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("Invalid according to Policy: Policy Condition failed");
  });
});

describe("a bucket in the host's name", () => {
  test.each(["s3.localhost", "s3.us-east-1.localhost", "localhost", "s3.localhost.localstack.cloud"])(
    "BUCKET.%s reaches the object",
    async (domain) => {
      await put(KEY, "body");
      const path = `/${KEY.split("/").map(encodeURIComponent).join("/")}`;
      expect(await requestTo(`${Bucket}.${domain}`, "GET", path)).toEqual({ status: 200, text: "body" });
      expect(await requestTo(`${Bucket}.${domain}`, "PUT", "/new", "put")).toMatchObject({ status: 200 });
      expect(await bodyOf("new")).toBe("put");
      const list = await requestTo(`${Bucket}.${domain}`, "GET", "/?list-type=2");
      expect(list.text).toContain(`<Name>${Bucket}</Name>`);
    },
  );

  test("of a bucket that does not exist is refused", async () => {
    const answer = await requestTo("no-such-bucket.s3.localhost", "GET", "/key");
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("<Code>NoSuchBucket</Code>");
  });
});

/** fetch would not send another host's name. */
function requestTo(host: string, method: string, path: string, body = ""): Promise<{ status: number; text: string }> {
  const { port } = new URL(world.endpoints.url);
  const options = { host: "127.0.0.1", port, method, path, headers: { Host: `${host}:${port}`, ...AUTHORIZATION } };
  return new Promise((resolve, reject) => {
    const sent = request(options, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", reject).end(body);
  });
}

const AUTHORIZATION = {
  Authorization:
    "AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0",
};
