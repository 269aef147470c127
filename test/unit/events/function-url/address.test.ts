import { describe, expect, it } from "vitest";
import { admitFunctionUrlHosts, functionUrlAddressOf } from "../../../../events/sources/function-url-address.ts";

const ID = "0123456789abcdefghijklmnopqrstuv";
const head = (host: string, url: string) => ({ method: "GET", url, headers: { host } });
const addressOf = (host: string, url: string) => functionUrlAddressOf(head(host, url), () => "eu-west-1");

describe("a request for a function URL", () => {
  it.each([
    [`${ID}.lambda-url.us-east-1.on.aws`, "/a?b=c?d", { rawPath: "/a", rawQueryString: "b=c?d", port: "80" }],
    [
      `${ID.toUpperCase()}.LAMBDA-URL.us-east-1.localhost:4566`,
      "/",
      { rawPath: "/", rawQueryString: "", port: "4566" },
    ],
    [`${ID}.lambda-url.us-east-1.localhost:4566`, "http://somewhere/a%2Fb", { rawPath: "/a%2Fb", port: "4566" }],
  ])("is known by its host %s", (host, url, expected) => {
    expect(addressOf(host, url)).toMatchObject({ urlId: ID, host, ...expected });
  });

  it.each([
    [`/_lambda-url/${ID}/`, { rawPath: "/", rawQueryString: "" }],
    [`/_lambda-url/${ID}`, { rawPath: "/", rawQueryString: "" }],
    [`/_lambda-url/${ID}/a//b?c`, { rawPath: "/a//b", rawQueryString: "c" }],
  ])("is known by its path %s, which the function does not see", (url, expected) => {
    const host = `${ID}.lambda-url.eu-west-1.localhost:4566`;
    expect(addressOf("127.0.0.1:4566", url)).toEqual({ urlId: ID, host, port: "4566", ...expected });
  });

  it.each([
    ["127.0.0.1:4566", "/some-bucket/key"],
    ["127.0.0.1:4566", "/_lambda-urls/x"],
    ["some-bucket.s3.localhost:4566", "/key"],
    ["tooshort.lambda-url.us-east-1.localhost", "/"],
  ])("is not one to %s%s", (host, url) => {
    expect(addressOf(host, url)).toBeUndefined();
  });
});

describe("the guard of function URLs", () => {
  const guard = admitFunctionUrlHosts(({ headers }) =>
    headers["host"] === "127.0.0.1" ? undefined : `refused ${String(headers["host"])}`,
  );

  it("lets AWS's own names in, and no other", () => {
    expect(guard(head(`${ID}.lambda-url.us-east-1.on.aws`, "/"))).toBeUndefined();
    for (const host of [
      `${ID}.lambda-url.us-east-1.on.aws.evil.example`,
      "evil.on.aws",
      `x.${ID}.lambda-url.a.on.aws`,
    ]) {
      expect(guard(head(host, "/"))).toBe(`refused ${host}`);
    }
  });
});
