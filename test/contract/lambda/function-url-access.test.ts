import { CreateAliasCommand, DeleteAliasCommand, PublishVersionCommand } from "@aws-sdk/client-lambda";
import { request as httpRequest } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { echo, eventOf, FunctionUrlWorld, NAME, returning, urlIdOf } from "./function-url-world.ts";

let world: FunctionUrlWorld;

beforeEach(async () => {
  world = await FunctionUrlWorld.start();
});

afterEach(async () => {
  await world.stop();
});

const FORBIDDEN =
  '{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}';

/** A request whose Host header is not the address that it is sent to, which fetch cannot make. */
function getWithHost(host: string, path: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(world.endpoint.url);
    httpRequest({ hostname, port, path, headers: { host } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on("error", reject)
      .end();
  });
}

describe("who may invoke a function URL", () => {
  it("is nobody without a permission, as recorded", async () => {
    const FunctionUrl = await world.url(returning("1"), { AuthType: "NONE" });
    const response = await fetch(FunctionUrl, { method: "POST", body: "text" });
    expect([response.status, await response.text()]).toEqual([403, FORBIDDEN]);
    expect(response.headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
    expect(world.endpoint.journal.entries().at(-1)).toMatchObject({
      kind: "http.answered",
      operation: "InvokeFunctionUrl",
      errorMessage: expect.stringContaining("needs a permission for lambda:InvokeFunctionUrl") as string,
    });
  });

  it("is whoever signs, where the URL wants IAM", async () => {
    const FunctionUrl = await world.url(echo, { AuthType: "AWS_IAM" });
    const unsigned = await fetch(FunctionUrl);
    expect([unsigned.status, await unsigned.text()]).toEqual([403, FORBIDDEN]);
    const authorization =
      "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260131/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0";
    const event = await eventOf(await fetch(FunctionUrl, { headers: { authorization } }));
    expect(event.requestContext).toMatchObject({
      accountId: "000000000000",
      authorizer: { iam: { accessKey: "AKIAEXAMPLE", accountId: "000000000000" } },
    });
  });

  it("is nobody when the URL's alias is gone, as recorded", async () => {
    await world.client.send(new PublishVersionCommand({ FunctionName: NAME }));
    await world.client.send(new CreateAliasCommand({ FunctionName: NAME, Name: "live", FunctionVersion: "1" }));
    const url = await world.publicUrl(
      (_event, { functionName, requestId = "" }) => ({
        kind: "returned",
        requestId,
        payload: JSON.stringify(functionName),
      }),
      { Qualifier: "live" },
    );
    expect(await (await fetch(url)).text()).toBe(`arn:aws:lambda:us-east-1:000000000000:function:${NAME}:live`);
    await world.client.send(new DeleteAliasCommand({ FunctionName: NAME, Name: "live" }));
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([403, FORBIDDEN]);
  });

  it("is nobody where there is no URL", async () => {
    const response = await fetch(`${world.endpoint.url}/_lambda-url/0123456789abcdefghijklmnopqrstuv/`);
    expect([response.status, await response.text()]).toEqual([403, '{"Message":null}']);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-amzn-errortype")).toBe("AccessDeniedException");
  });
});

describe("the host of a function URL", () => {
  it.each(["localhost:4566", "localhost", "on.aws"])("may be AWS's form below %s", async (suffix) => {
    const url = await world.publicUrl(echo);
    const urlId = urlIdOf(url);
    const host = `${urlId}.lambda-url.us-east-1.${suffix}`;
    const { status, text } = await getWithHost(host, "/some/path?a=1");
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      rawPath: "/some/path",
      rawQueryString: "a=1",
      headers: { host },
      requestContext: { domainName: host, domainPrefix: urlId },
    });
  });
});

describe("a function URL's CORS configuration", () => {
  const cors = {
    AllowOrigins: ["https://www.example.com", "http://localhost:5173"],
    AllowMethods: ["GET", "POST"],
    AllowHeaders: ["content-type"],
    ExposeHeaders: ["x-total"],
    AllowCredentials: true,
    MaxAge: 300,
  };
  const preflight = (origin: string) => ({
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST" },
  });

  it("answers preflights without the function, signed or not", async () => {
    const url = await world.publicUrl(() => Promise.reject(new Error("must not be called")), {
      Cors: cors,
      AuthType: "AWS_IAM",
    });
    const response = await fetch(url, preflight("https://www.example.com"));
    expect(response.status).toBe(200);
    const names = [...response.headers.keys()].filter((name) => name.startsWith("access-control-"));
    expect(Object.fromEntries(names.map((name) => [name, response.headers.get(name)]))).toEqual({
      "access-control-allow-origin": "https://www.example.com",
      "access-control-allow-methods": "GET,POST",
      "access-control-allow-headers": "content-type",
      "access-control-allow-credentials": "true",
      "access-control-max-age": "300",
    });
  });

  it("adds its headers to answers, beside those that the function has", async () => {
    const payload = JSON.stringify({ statusCode: 200, headers: { "Access-Control-Allow-Origin": "*" }, body: "" });
    const url = await world.publicUrl(returning(payload), { Cors: cors });
    const response = await fetch(url, { headers: { origin: "http://localhost:5173" } });
    // A browser refuses the two values, here as at AWS.
    expect(response.headers.get("access-control-allow-origin")).toBe("*, http://localhost:5173");
    expect(response.headers.get("access-control-expose-headers")).toBe("x-total");
  });

  it("opens the URL to the sites that it names, and `*` to front ends on this machine", async () => {
    const url = await world.publicUrl(returning("1"), { Cors: { AllowOrigins: ["https://www.example.com", "*"] } });
    const statusFor = async (origin: string): Promise<number> => (await fetch(url, { headers: { origin } })).status;
    expect(await statusFor("https://www.example.com")).toBe(200);
    expect(await statusFor("http://localhost:5173")).toBe(200);
    expect(await statusFor("https://evil.example")).toBe(403);
  });

  it("leaves preflights to the function where there is none", async () => {
    const url = await world.publicUrl(returning('{"statusCode":204,"headers":{"Access-Control-Allow-Origin":"*"}}'));
    const response = await fetch(url, preflight("http://localhost:5173"));
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  });
});
