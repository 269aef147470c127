import { Readable } from "node:stream";
import type { WireHeaders, WireRequest, WireResponse } from "../runtime/core/wire.ts";

/** A request as AWS's JavaScript SDK v3 hands it to its `requestHandler`. */
export interface SdkRequest {
  readonly method: string;
  readonly protocol?: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null | undefined>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** What an SDK client takes as `requestHandler`. */
export interface SdkRequestHandler {
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: unknown },
  ): Promise<{ readonly response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

/** Brings an SDK client's requests to `handle`, without a socket. */
export function createRequestHandler(handle: (request: WireRequest) => Promise<WireResponse>): SdkRequestHandler {
  return {
    async handle(request, { abortSignal } = {}) {
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      signal?.throwIfAborted();
      const answer = handle(await toWire(request, signal));
      const { status, headers, body } = await (signal === undefined ? answer : orAborted(answer, signal));
      const response = { statusCode: status, headers: lowerCase(headers), body: Readable.from(piecesOf(body)) };
      return { response };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

async function toWire(request: SdkRequest, signal: AbortSignal | undefined): Promise<WireRequest> {
  const { method, hostname, port, path, query = {} } = request;
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  const body = await bytesOf(request.body);
  const given = lowerCase(request.headers);
  const headers: WireHeaders = { ...given, host: given["host"] ?? host, "content-length": String(body.length) };
  const text = queryText(query);
  return {
    method,
    url: text === "" ? path : `${path}?${text}`,
    headers,
    body,
    endpoint: `http://${host}`,
    remoteAddress: "127.0.0.1",
    onHangUp: (listener) => signal?.addEventListener("abort", listener, { once: true }),
  };
}

function orAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      const error = new Error("Request aborted");
      error.name = "AbortError";
      reject(error);
    };
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject);
  });
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** As SDK clients write it on the request line. */
function queryText(query: NonNullable<SdkRequest["query"]>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    const key = encode(name);
    if (Array.isArray(value)) parts.push(...value.map((each) => `${key}=${encode(String(each))}`));
    else if (typeof value === "string") parts.push(`${key}=${encode(value)}`);
    else if (value === null) parts.push(key);
  }
  return parts.join("&");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  const pieces: Buffer[] = [];
  for await (const piece of body as AsyncIterable<Uint8Array | string>) pieces.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(pieces);
}

async function* piecesOf(body: WireResponse["body"]): AsyncGenerator<Uint8Array> {
  if (typeof body === "string") yield Buffer.from(body);
  else if (body instanceof Uint8Array) yield body;
  else yield* body;
}
