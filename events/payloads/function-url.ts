/**
 * The event of a function URL: payload format 2.0, as AWS writes it for function URLs, which is not quite as API Gateway does
 * (the path stays encoded, the `cookie` header stays beside `cookies`, nothing is there only to be `null`).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */

import { isoTimestamp } from "./json-text.ts";

/** What the payload depends on. */
export interface FunctionUrlRequest {
  readonly urlId: string;
  /** The host that the event shows, as `Host` and as `domainName`. */
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

export interface FunctionUrlEvent {
  readonly version: "2.0";
  readonly routeKey: "$default";
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: FunctionUrlRequestContext;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export interface FunctionUrlRequestContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly authorizer?: { readonly iam: Readonly<Record<string, string | null>> };
  readonly domainName: string;
  readonly domainPrefix: string;
  readonly http: Readonly<Record<"method" | "path" | "protocol" | "sourceIp" | "userAgent", string>>;
  readonly requestId: string;
  readonly routeKey: "$default";
  readonly stage: "$default";
  /** `05/Aug/2022:08:14:39 +0000` */
  readonly time: string;
  readonly timeEpoch: number;
}

/** Key for key in the order of the captured events (test/fixtures/aws-recordings/lambda/sample--powertools-*). */
export function toFunctionUrlEvent(request: FunctionUrlRequest): FunctionUrlEvent {
  const headers = eventHeaders(request);
  const cookies = cookiesOf(headers["cookie"]);
  const query = queryParameters(request.rawQueryString);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: request.rawPath,
    rawQueryString: request.rawQueryString,
    ...(cookies === undefined ? {} : { cookies }),
    headers,
    ...(query === undefined ? {} : { queryStringParameters: query }),
    requestContext: requestContext(request, headers),
    ...bodyOf(request.body, headers["content-type"]),
  };
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

function cookiesOf(header: string | undefined): readonly string[] | undefined {
  if (header === undefined) return undefined;
  return header
    .split(";")
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
}

/** Decoded, several values of one name joined with a comma (recorded: `multiQuery=foo&multiQuery=%2Fbar` is `foo,/bar`). */
function queryParameters(rawQueryString: string): Record<string, string> | undefined {
  if (rawQueryString === "") return undefined;
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : `${before},${value}`;
  }
  return parameters;
}

function requestContext(request: FunctionUrlRequest, headers: Record<string, string>): FunctionUrlRequestContext {
  const { urlId, host, caller, method, rawPath, sourceIp } = request;
  return {
    accountId: caller === undefined ? "anonymous" : caller.ownerAccountId,
    apiId: urlId,
    ...(caller === undefined ? {} : { authorizer: { iam: iamOf(caller) } }),
    domainName: host,
    domainPrefix: urlId,
    http: {
      method,
      path: rawPath,
      protocol: "HTTP/1.1",
      sourceIp,
      // What AWS shows for a client without one is not documented; every typed event declares a text.
      userAgent: headers["user-agent"] ?? "",
    },
    requestId: request.requestId,
    routeKey: "$default",
    stage: "$default",
    time: commonLogTime(request.at),
    timeEpoch: request.at,
  };
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

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function commonLogTime(at: number): string {
  const [date = "", time = ""] = isoTimestamp(at).split("T");
  const [year, month, day] = date.split("-");
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

/** Content that arrives as text; everything else, forms included, is base64 (recorded: multipart). */
const TEXT_TYPES = /^(?:text\/|application\/(?:json|javascript|xml|[\w.-]+\+(?:json|xml))\s*(?:;|$))/i;

function bodyOf(body: Uint8Array, contentType: string | undefined): Pick<FunctionUrlEvent, "body" | "isBase64Encoded"> {
  if (body.byteLength === 0) return { isBase64Encoded: false };
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
