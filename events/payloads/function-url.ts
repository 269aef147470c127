import type { LambdaFunctionURLEvent } from "aws-lambda";
import type { ReceivedRequest } from "./factories/http-request.ts";
import { payloadFormat2 } from "./factories/payload-format-2.ts";

/**
 * The event of a function URL: payload format 2.0, as AWS writes it for function URLs, which is not quite as API Gateway does
 * (the path stays encoded, the `cookie` header stays beside `cookies`, nothing is there only to be `null`).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */

/** What the payload depends on. */
export interface FunctionUrlRequest {
  /** The host that the event shows, as `Host` and as `domainName`; its first label is the URL's id. */
  readonly host: string;
  readonly method: string;
  /** As on the request line, still encoded. */
  readonly rawPath: string;
  /** Without its question mark, still encoded; empty when there is none. */
  readonly rawQueryString: string;
  /** Names and values in the order in which they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  readonly sourceIp: string;
  /** The port that the client reached, in digits. */
  readonly port: string;
  readonly requestId: string;
  /** `Root=1-...`, the client's own when it sent one. */
  readonly traceHeader: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who signed, where the URL wants a signature. */
  readonly caller?: FunctionUrlCaller | undefined;
}

export interface FunctionUrlCaller {
  readonly accessKeyId: string;
  /** The caller's. */
  readonly accountId: string;
  readonly userArn: string;
  readonly userId: string;
  /** The account that the function is in. */
  readonly ownerAccountId: string;
}

/** As the captured events have it (test/fixtures/aws-recordings/lambda/sample--powertools-*). */
export function toFunctionUrlEvent(request: FunctionUrlRequest): LambdaFunctionURLEvent {
  const { host, caller, requestId, rawPath, rawQueryString, method, sourceIp, at } = request;
  const headers = eventHeaders(request);
  const received: ReceivedRequest = {
    method,
    path: rawPath,
    query: rawQueryString,
    headers: Object.entries(headers),
    ...bodyOf(request.body, headers["content-type"]),
    sourceIp,
    // What AWS shows for a client without one is not documented; every typed event declares a text.
    userAgent: headers["user-agent"] ?? "",
    at,
  };
  return payloadFormat2({ cookies: cookiesOf(headers["cookie"]) }, received, {
    accountId: caller === undefined ? "anonymous" : caller.ownerAccountId,
    domainName: host,
    requestId,
    ...(caller === undefined ? {} : { authorizer: { iam: iamOf(caller) } }),
  });
}

/** They belong to one connection, so AWS's front end keeps them to itself; no recording shows one. */
const CONNECTION_HEADERS = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Of AWS's TLS end, which its events always show (lambda--TestLambdaURL.lambda_url_echo_http_fixture_default); here there is none. */
const TLS_HEADERS = { "x-amzn-tls-cipher-suite": "TLS_AES_128_GCM_SHA256", "x-amzn-tls-version": "TLSv1.3" };

function eventHeaders(request: FunctionUrlRequest): Record<string, string> {
  // No prototype: a header may be called `__proto__`.
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [sentName, value] of request.headers) {
    const name = sentName.toLowerCase();
    if (CONNECTION_HEADERS.has(name)) continue;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}${name === "cookie" ? "; " : ","}${value}`;
  }
  const forwardedFor = headers["x-forwarded-for"];
  return Object.assign(headers, TLS_HEADERS, {
    host: request.host,
    "x-amzn-trace-id": request.traceHeader,
    "x-forwarded-for": forwardedFor === undefined ? request.sourceIp : `${forwardedFor}, ${request.sourceIp}`,
    // AWS says `443` and `https`, always. Here they say how this runtime is reached, so that links that a handler makes of them work.
    "x-forwarded-port": request.port,
    "x-forwarded-proto": "http",
  });
}

function cookiesOf(header = ""): readonly string[] {
  return header
    .split(";")
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
}

function iamOf({ accessKeyId, accountId, userArn, userId }: FunctionUrlCaller): Record<string, string | null> {
  return {
    accessKey: accessKeyId,
    accountId,
    callerId: userId,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn,
    userId,
  };
}

/** Content that arrives as text; everything else, forms included, is base64 (recorded: multipart). */
const TEXT_TYPES = /^(?:text\/|application\/(?:json|javascript|xml|[\w.-]+\+(?:json|xml))\s*(?:;|$))/i;

function bodyOf(body: Uint8Array, contentType: string | undefined): Pick<ReceivedRequest, "body" | "isBase64Encoded"> {
  if (body.byteLength === 0) return { body: undefined, isBase64Encoded: false };
  const text = TEXT_TYPES.test(contentType ?? "") ? decodeUtf8(body) : undefined;
  if (text !== undefined) return { body: text, isBase64Encoded: false };
  return { body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `undefined` for bytes that are no UTF-8, which no JSON text can carry. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
