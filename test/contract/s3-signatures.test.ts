/**
 * Presigned URLs and forms that a function makes: with its credentials, whose secret is known, so that their signatures are verified.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../runtime/core/clock.ts";
import { FUNCTION_SECRET, FUNCTION_SESSION_TOKEN } from "../../runtime/core/function-credentials.ts";
import { startEndpoints, type TestEndpoints } from "../support/endpoints.ts";
import { boto3 } from "./clients/boto3.ts";
import { outputOf, type TestClient } from "./clients/client.ts";

const SCOPE = { region: "us-east-1", accountId: "111122223333" };
const Bucket = "uploads";
const MISMATCH =
  "<Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided. Check your key and signing method.</Message>";
const KEYS = ["plain.txt", "dir/büro a+b & 100%.txt", "quotes'\"<>(!*)=~.txt", "一二三//안녕"];

let endpoints: TestEndpoints;
let signers: Readonly<Record<"s3" | "s3v4" | "stranger", TestClient>>;

beforeAll(async () => {
  // boto3 signs with the time of day.
  endpoints = await startEndpoints(systemClock.now());
  endpoints.s3.createBucket(SCOPE, Bucket);
  const target = {
    service: "s3",
    endpoint: endpoints.url,
    region: SCOPE.region,
    accessKeyId: SCOPE.accountId,
  } as const;
  const session = { secretAccessKey: FUNCTION_SECRET, sessionToken: FUNCTION_SESSION_TOKEN };
  signers = {
    s3: boto3({ ...target, session }),
    s3v4: boto3({ ...target, session }, "s3v4"),
    stranger: boto3(target, "s3v4"),
  };
});

afterAll(async () => {
  await Promise.all(Object.values(signers).map((signer) => signer.stop()));
  await endpoints.stop();
});

type Params = Readonly<Record<string, unknown>>;

async function presign(version: keyof typeof signers, ClientMethod: string, more: Params): Promise<URL> {
  const input = { ClientMethod, Params: { Bucket, ...more }, ExpiresIn: 300 };
  const { Url } = outputOf(await signers[version].call("GeneratePresignedUrl", input));
  return new URL(String(Url));
}

const put = (url: URL, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { method: "PUT", body: Buffer.from("body"), headers });

describe.each(["s3", "s3v4"] as const)("a URL that a function signs with %s", (version) => {
  test.each(KEYS)("is let in as it was signed: %s", async (Key) => {
    expect((await put(await presign(version, "put_object", { Key }))).status).toBe(200);
    const url = await presign(version, "get_object", {
      Key,
      ResponseContentDisposition: 'inline; filename="a b+c.txt"',
    });
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([200, "body"]);
  });

  test("is let in with the headers that were signed, and not with others", async () => {
    const headers = { "content-type": "text/csv", "x-amz-meta-who": "ada" };
    const Params = { Key: "typed", ContentType: "text/csv", Metadata: { who: "ada" } };
    expect((await put(await presign(version, "put_object", Params), headers)).status).toBe(200);
    const other = await put(await presign(version, "put_object", Params), { ...headers, "content-type": "text/html" });
    expect([other.status, await other.text()]).toEqual([403, expect.stringContaining(MISMATCH)]);
  });

  test.each<[string, (url: URL) => void]>([
    ["of another key", (url) => (url.pathname = `/${Bucket}/other.txt`)],
    [
      "that lives longer",
      (url) =>
        url.searchParams.set(
          version === "s3" ? "Expires" : "X-Amz-Expires",
          version === "s3" ? "9999999999" : "600000",
        ),
    ],
    ["that asks for more", (url) => url.searchParams.set("response-content-type", "text/html")],
    [
      "with another signature",
      (url) => url.searchParams.set(version === "s3" ? "Signature" : "X-Amz-Signature", "0".repeat(64)),
    ],
  ])("is refused when it is made one %s", async (_, change) => {
    await put(await presign(version, "put_object", { Key: "plain.txt" }));
    const url = await presign(version, "get_object", { Key: "plain.txt" });
    change(url);
    const answer = await fetch(url);
    const text = await answer.text();
    expect([answer.status, text]).toEqual([403, expect.stringContaining(MISMATCH)]);
    const members = [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name);
    const canonical = version === "s3" ? [] : ["CanonicalRequest", "CanonicalRequestBytes"];
    const known = ["AWSAccessKeyId", "StringToSign", "SignatureProvided", "StringToSignBytes"];
    expect(members).toEqual(["Error", "Code", "Message", ...known, ...canonical, "RequestId", "HostId"]);
  });

  test("does not write what it was signed to read", async () => {
    const answer = await put(await presign(version, "get_object", { Key: "plain.txt" }));
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(MISMATCH)]);
  });

  test.each([
    ["as it was signed", 204, undefined, (fields: Record<string, string>) => fields],
    [
      "with another policy",
      403,
      "<Code>SignatureDoesNotMatch</Code>",
      (fields: Record<string, string>) => ({ ...fields, policy: fields["policy"]?.replace(/^../, "e3") ?? "" }),
    ],
  ])("a form that is sent %s is answered with %i", async (_, status, refusal, change) => {
    const output = outputOf(
      await signers[version].call("GeneratePresignedPost", { Bucket, Key: "form.txt", ExpiresIn: 300 }),
    );
    const { url, fields } = output as unknown as { url: string; fields: Record<string, string> };
    const form = new FormData();
    for (const [name, value] of Object.entries(change(fields))) form.set(name, value);
    form.set("file", new File(["body"], "x"));
    const answer = await fetch(url, { method: "POST", body: form });
    const code = /<Code>\w+<\/Code>/.exec(await answer.text())?.[0];
    expect([answer.status, code]).toEqual([status, refusal]);
  });
});

test("a URL of credentials whose secret nobody knows is let in whatever it says", async () => {
  await put(await presign("s3v4", "put_object", { Key: "plain.txt" }));
  const url = await presign("stranger", "get_object", { Key: "other.txt" });
  url.pathname = `/${Bucket}/plain.txt`;
  expect((await fetch(url)).status).toBe(200);
});
