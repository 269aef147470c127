import { describe, expect, test } from "vitest";
import { localCallersOnly } from "../../../runtime/http/guard.ts";

const guard = localCallersOnly();

function refusalOf(headers: Record<string, string>, url = "/"): string | undefined {
  return guard({ method: "POST", url, headers });
}

describe("a Host that names this machine is let in", () => {
  test.for([
    "127.0.0.1:4566",
    "127.0.0.1",
    "127.1.2.3:80",
    "[::1]:4566",
    "localhost",
    "LOCALHOST:4566",
    "localhost.:4566",
    "sqs.us-east-1.localhost:4566",
    "bucket.s3.localhost:4566",
    "bucket.s3.us-east-1.localhost:4566",
    "my.dotted.bucket.localhost",
    "localhost.localstack.cloud:4566",
    "sqs.us-east-1.localhost.localstack.cloud:4566",
    "bucket.s3.localhost.localstack.cloud",
  ])("%s", (host) => {
    expect(refusalOf({ host })).toBeUndefined();
  });
});

describe("any other Host is refused by name", () => {
  test.for([
    "example.com",
    "localhost.example.com",
    "notlocalhost",
    "evil-localhost.localstack.cloud",
    "127.0.0.1.nip.io",
    "0.0.0.0:4566",
    "192.168.1.5:4566",
    "[::ffff:127.0.0.1]:4566",
    "[fe80::1]",
    "host.docker.internal:4566",
    "127.0.0.1:99999999",
    "127.0.0.1@example.com",
    "127.0.0.1/",
    "127.0.0.1, example.com",
    " localhost",
    "",
  ])("%j", (host) => {
    expect(refusalOf({ host })).toBe(`the Host "${host}" is not this machine`);
  });

  test("a missing one", () => {
    expect(refusalOf({})).toBe("the request has no Host header");
  });

  test("a long one with control characters is shown short and clean", () => {
    const reason = refusalOf({ host: `\u001b[31m${"x".repeat(1000)}` }) ?? "";
    expect(reason).toMatch(/^the Host "\?\[31mx+" is not this machine$/);
    expect(reason.length).toBeLessThan(150);
  });
});

test("names given as an option are let in, themselves only", () => {
  const lenient = localCallersOnly(["Host.Docker.Internal"]);
  const ask = (host: string) => lenient({ method: "GET", url: "/", headers: { host } });
  expect(ask("host.docker.internal:4566")).toBeUndefined();
  expect(ask("x.host.docker.internal")).toContain("is not this machine");
});

describe("an absolute URL's host counts as well", () => {
  const headers = { host: "localhost:4566" };

  test.for(["http://localhost:4566/", "http://127.0.0.1/x?y", "/", "*"])("%s is let in", (url) => {
    expect(refusalOf(headers, url)).toBeUndefined();
  });

  test.for(["http://example.com/", "http://localhost@example.com/", "ftp://localhost/", "example.com:443", ""])(
    "%j is refused",
    (url) => {
      expect(refusalOf(headers, url)).toContain("is not this machine");
    },
  );
});

describe("a web page", () => {
  const host = "127.0.0.1:4566";

  test.for([
    [{ origin: "http://127.0.0.1:4566" }, undefined],
    [{ origin: "http://127.0.0.1:4566", "sec-fetch-site": "same-origin" }, undefined],
    [{ "sec-fetch-site": "none" }, undefined],
    [{ origin: "null" }, 'the Origin "null" is another site\'s'],
    [{ origin: "" }, 'the Origin "" is another site\'s'],
    [{ origin: "https://example.com" }, 'the Origin "https://example.com" is another site\'s'],
    [{ origin: "http://127.0.0.1:3000" }, 'the Origin "http://127.0.0.1:3000" is another site\'s'],
    [{ origin: "https://127.0.0.1:4566" }, 'the Origin "https://127.0.0.1:4566" is another site\'s'],
    [{ origin: "http://localhost:4566" }, 'the Origin "http://localhost:4566" is another site\'s'],
    [{ "sec-fetch-site": "cross-site" }, 'Sec-Fetch-Site "cross-site" says that another site\'s page asks'],
    [{ "sec-fetch-site": "same-site" }, 'Sec-Fetch-Site "same-site" says that another site\'s page asks'],
    [{ "sec-fetch-site": "" }, 'Sec-Fetch-Site "" says that another site\'s page asks'],
  ] as const)("with %j gets %j", ([headers, expected]) => {
    expect(refusalOf({ host, ...headers })).toBe(expected);
  });
});
