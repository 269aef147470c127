import { describe, expect, test } from "vitest";
import { AwsError } from "../../../runtime/core/errors.ts";
import type { CorsRequest } from "../../../runtime/protocol/service.ts";
import { contextOf } from "../../conformance/recorded-answer.ts";
import { s3Caller } from "../../conformance/s3/s3-caller.ts";

const RULES = [
  {
    AllowedOrigins: ["https://*.example.com"],
    AllowedMethods: ["GET", "PUT"],
    AllowedHeaders: ["x-amz-*", "content-type"],
    ExposeHeaders: ["ETag"],
    MaxAgeSeconds: 60,
  },
  { AllowedOrigins: ["http://localhost:3000"], AllowedMethods: ["GET"] },
  { AllowedOrigins: ["*"], AllowedMethods: ["HEAD"] },
];

async function doors() {
  const aws = await s3Caller();
  await aws.call("PutBucketCors", { Bucket: aws.bucket, CORSConfiguration: { CORSRules: RULES } });
  const request = (origin: string, method: string, ...requestHeaders: string[]): CorsRequest => ({
    bucket: aws.bucket,
    key: "a",
    origin,
    method,
    requestHeaders,
  });
  const { preflight, corsHeaders, admittedPages } = aws.s3.service.doors ?? {};
  if (preflight === undefined || corsHeaders === undefined || admittedPages === undefined) throw new Error("no doors");
  return {
    request,
    preflight: (asked: CorsRequest) => preflight(asked, contextOf("restXml")),
    corsHeaders,
    admittedPages,
  };
}

describe("CORS", () => {
  test("a preflight is answered by the first rule that allows origin, method and headers", async () => {
    const { request, preflight } = await doors();
    expect(await preflight(request("https://app.example.com", "PUT", "x-amz-date", "content-type"))).toEqual({
      status: 200,
      headers: {
        "Access-Control-Allow-Origin": "https://app.example.com",
        "Access-Control-Allow-Methods": "GET, PUT",
        "Access-Control-Allow-Headers": "x-amz-date, content-type",
        "Access-Control-Expose-Headers": "ETag",
        "Access-Control-Max-Age": "60",
        "Access-Control-Allow-Credentials": "true",
        Vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
      },
      body: "",
    });
  });

  test("what no rule allows is forbidden", async () => {
    const { request, preflight } = await doors();
    const refused = [
      request("https://app.example.com", "DELETE"),
      request("https://app.example.com", "PUT", "authorization"),
      request("https://example.org", "GET"),
      { ...request("https://app.example.com", "PUT"), bucket: "another" },
    ];
    for (const asked of refused) {
      const answer = Promise.resolve().then(() => preflight(asked));
      await expect(answer).rejects.toThrow(AwsError);
      await expect(answer).rejects.toMatchObject({ code: "AccessForbidden", status: 403 });
    }
  });

  test("an answer carries the headers of its rule, and any origin stays a star", async () => {
    const { request, corsHeaders } = await doors();
    expect(corsHeaders(request("https://example.org", "HEAD"))).toMatchObject({ "Access-Control-Allow-Origin": "*" });
    expect(corsHeaders(request("https://example.org", "GET"))).toEqual({});
  });

  test("only an origin that a rule names in full is let in from anywhere", async () => {
    const { request, admittedPages } = await doors();
    expect(admittedPages(request("http://localhost:3000", "GET"))).toBe("named");
    expect(admittedPages(request("https://app.example.com", "GET"))).toBe("local");
    expect(admittedPages(request("https://example.org", "HEAD"))).toBe("local");
    expect(admittedPages(request("https://example.org", "GET"))).toBe("none");
  });
});
