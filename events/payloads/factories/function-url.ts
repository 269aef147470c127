import type { LambdaFunctionURLEvent } from "aws-lambda";
import { type FunctionUrlCaller, toFunctionUrlEvent } from "../function-url.ts";
import { apiId, type HttpRequestInput, received } from "./http-request.ts";
import { built, type BuiltEvent, type Scene } from "./scene.ts";

export interface FunctionUrlInput extends HttpRequestInput {
  readonly urlId?: string | undefined;
  readonly requestId?: string | undefined;
  /** Who signed, of a URL with `AuthType` `AWS_IAM`. */
  readonly caller?: Omit<FunctionUrlCaller, "ownerAccountId"> | undefined;
}

/**
 * The event of a function URL on AWS: a running instance's, but for what says that the request came by `https`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function functionUrlEvent(input: FunctionUrlInput, scene: Scene): BuiltEvent<LambdaFunctionURLEvent> {
  const host = `${input.urlId ?? apiId(scene, 32)}.lambda-url.${scene.region}.on.aws`;
  const request = received(input, host, scene);
  const { cookies = [], body = "", caller } = input;
  const named = new Map(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const cookie: [string, string][] = cookies.length === 0 ? [] : [["cookie", cookies.join("; ")]];
  const event = toFunctionUrlEvent({
    host,
    method: request.method,
    rawPath: request.path,
    rawQueryString: request.query,
    headers: [...request.headers.filter(([name]) => !FRONT_END.has(name.toLowerCase())), ...cookie],
    body: Buffer.from(body),
    sourceIp: request.sourceIp,
    port: "443",
    requestId: input.requestId ?? scene.random.fork("function url").uuid(),
    traceHeader: named.get("x-amzn-trace-id") ?? "",
    at: request.at,
    caller: caller === undefined ? undefined : { ...caller, ownerAccountId: scene.accountId },
  });
  // What AWS's front end says of the connection: of a known request as it was, else as on AWS.
  const known = [...named].filter(([name]) => FRONT_END.has(name));
  return built({ ...event, headers: { ...event.headers, ...Object.fromEntries(known) } });
}

const FRONT_END: ReadonlySet<string> = new Set([
  "x-amzn-tls-cipher-suite",
  "x-amzn-tls-version",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
]);
