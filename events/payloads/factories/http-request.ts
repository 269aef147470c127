import { isoTimestamp } from "../json-text.ts";
import type { Scene } from "./scene.ts";

/** A request of an HTTP client; what is absent is made up. */
export interface HttpRequestInput {
  readonly method?: string | undefined;
  /** Percent-encoded, from `/`; without a stage. */
  readonly path?: string | undefined;
  /** Percent-encoded, without `?`: `a=1&a=2`. */
  readonly query?: string | undefined;
  /** In the client's spelling; the same name may come more than once. They win over what is made up. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  /** `name=value`, for payload format 2.0, which lists them beside the headers. */
  readonly cookies?: readonly string[] | undefined;
  /** Bytes go as base64. */
  readonly body?: string | Uint8Array | undefined;
  readonly sourceIp?: string | undefined;
  /** Epoch milliseconds; the scene's now by default. */
  readonly at?: number | undefined;
}

/** What every kind of HTTP event is made from. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** In the client's spelling, those that AWS adds included. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  readonly isBase64Encoded: boolean;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly at: number;
}

/** The request as it arrives behind `domainName`: with the headers that a client and AWS's front door add. */
export function received(input: HttpRequestInput, domainName: string, scene: Scene): ReceivedRequest {
  const {
    body,
    method = body === undefined ? "GET" : "POST",
    path = "/",
    query = "",
    sourceIp = "203.0.113.7",
  } = input;
  const at = input.at ?? scene.clock.now();
  const given = input.headers ?? [];
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const added = addedHeaders(body, { domainName, sourceIp, at }, scene).filter(
    ([name]) => !names.has(name.toLowerCase()),
  );
  const headers = [...given, ...added].toSorted(([a], [b]) => compare(a.toLowerCase(), b.toLowerCase()));
  const userAgent = headers.find(([name]) => name.toLowerCase() === "user-agent")?.[1] ?? "";
  const isBase64Encoded = typeof body === "object";
  const text = isBase64Encoded ? Buffer.from(body).toString("base64") : body;
  return { method, path, query, headers, body: text, isBase64Encoded, sourceIp, userAgent, at };
}

function addedHeaders(
  body: string | Uint8Array | undefined,
  { domainName, sourceIp, at }: { readonly domainName: string; readonly sourceIp: string; readonly at: number },
  scene: Scene,
): [name: string, value: string][] {
  const random = scene.random.fork("http trace");
  const seconds = Math.floor(at / 1000)
    .toString(16)
    .padStart(8, "0");
  const ofBody: [string, string][] =
    body === undefined
      ? []
      : [
          ["Content-Length", String(Buffer.byteLength(body))],
          ["Content-Type", typeof body === "string" ? "application/json" : "application/octet-stream"],
        ];
  return [
    ["Accept", "*/*"],
    ...ofBody,
    ["Host", domainName],
    ["User-Agent", "curl/8.5.0"],
    ["X-Amzn-Trace-Id", `Root=1-${seconds}-${random.hex(12)}`],
    ["X-Forwarded-For", sourceIp],
    ["X-Forwarded-Port", "443"],
    ["X-Forwarded-Proto", "https"],
  ];
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Decoded, in order; `a` alone has an empty value. */
export function queryEntries(query: string): [name: string, value: string][] {
  return [...new URLSearchParams(query)];
}

/** All values of each name, in order. */
export function grouped(entries: Iterable<readonly [string, string]>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of entries) groups.set(name, [...(groups.get(name) ?? []), value]);
  return groups;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `21/Apr/2020:15:08:21 +0000`, as in every recorded event of API Gateway and function URLs. */
export function requestTime(epochMs: number): string {
  const [date = "", time = ""] = isoTimestamp(epochMs).slice(0, 19).split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day}/${MONTHS[Number(month) - 1] ?? ""}/${year}:${time} +0000`;
}

const ID_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Lower-case letters and digits, as ids of APIs have them. */
export function apiId(scene: Scene, length: number): string {
  const random = scene.random.fork("api id");
  return Array.from({ length }, () => ID_DIGITS[random.int(ID_DIGITS.length)] ?? "").join("");
}

/** As API Gateway's `extendedRequestId`, and the request id of an HTTP API: `ZhNHJhhLjoEEPiw=`. */
export function extendedRequestId(scene: Scene): string {
  return Buffer.from(scene.random.fork("extended request id").hex(11), "hex").toString("base64");
}
