import { describe, expect, test } from "vitest";
import { AwsError } from "../../../../runtime/core/errors.ts";
import type { AdmittedPages } from "../../../../runtime/core/wire.ts";
import { localCallersOnly } from "../../../../runtime/http/guard.ts";
import type { CorsRequest, RestDoors } from "../../../../runtime/protocol/service.ts";
import { textOf } from "../gateway.ts";
import { s3Gateway } from "./fake-s3.ts";

const PAGE = "https://shop.example";
const FRONT_END = "http://localhost:5173";

function withCors(admitted: AdmittedPages) {
  const asked: CorsRequest[] = [];
  const doors: RestDoors = {
    admittedPages(request) {
      asked.push(request);
      return request.bucket === "open" ? admitted : "none";
    },
    corsHeaders: ({ origin }) => ({ "Access-Control-Allow-Origin": origin }),
    preflight({ bucket, method, requestHeaders }) {
      if (bucket !== "open") throw new AwsError("AccessForbidden", "CORSResponse: no.", { status: 403 });
      return { status: 200, headers: { Asked: [method, ...requestHeaders].join(" ") }, body: "" };
    },
  };
  const gateway = s3Gateway({ GetObject: () => ({}) }, doors);
  const guard = localCallersOnly([], gateway.dispatch.admittedPages);
  const isLetIn = (method: string, url: string, headers: Record<string, string>) =>
    guard({ method, url, headers: { host: "127.0.0.1:4566", ...headers } }) === undefined;
  return { ...gateway, asked, isLetIn };
}

describe("a page of another site", () => {
  test.for<[admitted: AdmittedPages, origin: string, url: string, isLetIn: boolean]>([
    ["named", PAGE, "/open/k", true],
    ["local", PAGE, "/open/k", false],
    ["local", FRONT_END, "/open/k", true],
    ["local", "http://127.0.0.1:3000", "/open/k", true],
    ["local", "https://app.localhost", "/open/k", true],
    ["local", "null", "/open/k", false],
    ["local", "http://localhost.evil.example", "/open/k", false],
    ["none", FRONT_END, "/open/k", false],
    ["named", PAGE, "/closed/k", false],
    ["named", PAGE, "/", false],
    ["named", PAGE, "/%zz", false],
    ["named", PAGE, "/000000000000/orders", false],
    ["named", PAGE, "/?Action=DeleteQueue", false],
  ])("where the bucket admits %s pages: %s to %s", ([admitted, origin, url, expected]) => {
    expect(withCors(admitted).isLetIn("GET", url, { origin, "sec-fetch-site": "cross-site" })).toBe(expected);
  });

  test("is never let in to another service, by a foreign Host, or without an Origin", () => {
    const { isLetIn } = withCors("named");
    expect(isLetIn("POST", "/open", { origin: PAGE, "x-amz-target": "AmazonSQS.PurgeQueue" })).toBe(false);
    expect(isLetIn("GET", "/open/k", { origin: PAGE, host: "evil.example" })).toBe(false);
    expect(isLetIn("GET", "/open/k", { "sec-fetch-site": "cross-site" })).toBe(false);
  });

  test("is judged by bucket, method and Origin", () => {
    const { isLetIn, asked } = withCors("named");
    isLetIn("PUT", "/some/key", { origin: PAGE, host: "open.localhost:4566" });
    expect(asked).toEqual([{ bucket: "open", key: "some/key", origin: PAGE, method: "PUT", requestHeaders: [] }]);
  });

  test("may always ask first, and S3 answers", async () => {
    const { isLetIn, ask } = withCors("none");
    const headers = {
      origin: PAGE,
      "access-control-request-method": "PUT",
      "access-control-request-headers": "Content-Type, X-Amz-Acl",
    };
    expect(isLetIn("OPTIONS", "/open/k", headers)).toBe(true);
    expect(isLetIn("OPTIONS", "/", headers)).toBe(false);
    expect(await ask({ method: "OPTIONS", url: "/open/k", headers })).toMatchObject({
      status: 200,
      headers: { Asked: "PUT content-type x-amz-acl", Server: "AmazonS3" },
    });
    const refused = await ask({ method: "OPTIONS", url: "/closed/k", headers });
    expect(refused.status).toBe(403);
    expect(textOf(refused)).toContain("<Code>AccessForbidden</Code>");
  });

  test("gets CORS headers with every answer, errors included", async () => {
    const { ask } = withCors("named");
    const headers = { origin: PAGE };
    for (const url of ["/open/k", "/open?versioning"]) {
      expect((await ask({ url, headers })).headers).toMatchObject({ "Access-Control-Allow-Origin": PAGE });
    }
    expect((await ask({ url: "/open/k" })).headers["Access-Control-Allow-Origin"]).toBeUndefined();
  });
});

test("a form upload reaches the bucket's door, and its answer has S3's headers", async () => {
  const { ask, journal } = s3Gateway(
    {},
    {
      postObject: ({ bucket, fields, fileName }) => ({
        status: 204,
        headers: { Location: `${bucket}/${fields.get("key")}/${fileName}` },
        body: "",
      }),
    },
  );
  const part = (name: string, content: string) =>
    `--f\r\nContent-Disposition: form-data; name=${name}\r\n\r\n${content}\r\n`;
  const text = `${part('"key"', "k")}${part('"file"; filename="a.txt"', "x")}--f--`;
  const answer = await ask({
    method: "POST",
    url: "/b",
    text,
    headers: { "content-type": "multipart/form-data; boundary=f" },
  });
  expect(answer).toMatchObject({ status: 204, headers: { Location: "b/k/a.txt", Server: "AmazonS3" } });
  expect(journal.entries()).toContainEqual(expect.objectContaining({ operation: "PostObject", status: 204 }));
});
