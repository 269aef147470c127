import { STATUS_CODES } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { systemClock } from "../core/clock.ts";
import type { BodyContent } from "../core/body-stream.ts";
import type { WireHeaders, WireResponse } from "../core/wire.ts";

/** Sent with every answer of a connection that stays open; the server closes it a little later. */
export const KEEP_ALIVE_MS = 75_000;
const KEPT = `Connection: keep-alive\r\nKeep-Alive: timeout=${KEEP_ALIVE_MS / 1000}\r\n\r\n`;
/** Larger bytes are not copied into a text. */
const JOINED_BYTES = 8192;

/** A name that is a token and that says nothing about the connection or the length. */
const PLAIN_NAME =
  /^(?!(?:connection|content-length|date|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$)[\w!#$%&'*+.^`|~-]+$/i;
const PLAIN_VALUE = /^[\t\x20-\x7e]*$/;

/**
 * Writes head and body of an everyday answer to the socket as one text, then tells Node that the response has finished. That spares
 * what a ServerResponse does for it; the request must be wholly read and the first in its connection, which stays open.
 *
 * @returns whether it was such an answer; else nothing was done
 */
export function sendWhole(response: ServerResponse, { status, headers, cookies, body }: WireResponse): boolean {
  const { socket, req } = response;
  if (socket === null || cookies !== undefined || !hasBody(status) || !isEveryday(req)) return false;
  const text = textOf(body);
  const head = text === undefined ? undefined : headOf(status, headers);
  if (text === undefined || head === undefined) return false;
  const bytes = typeof body === "string" ? Buffer.byteLength(text) : text.length;
  // As many bytes as characters means ASCII or what came as bytes: Node copies Latin-1, UTF-8 it would encode.
  const encoding = bytes === text.length ? "latin1" : "utf8";
  socket.write(`${head}Content-Length: ${bytes}\r\nDate: ${dateText()}\r\n${KEPT}${text}`, encoding);
  response.finished = true;
  response.emit("finish");
  return true;
}

function hasBody(status: number): boolean {
  return status >= 200 && status !== 204 && status !== 304;
}

function isEveryday({ complete, method, httpVersionMinor, headers }: IncomingMessage): boolean {
  if (!complete || method === "HEAD" || httpVersionMinor !== 1 || headers.expect !== undefined) return false;
  return headers.connection === undefined || headers.connection === "keep-alive";
}

function textOf(body: BodyContent): string | undefined {
  if (typeof body === "string") return body;
  const bytes = body instanceof Uint8Array ? body : body.bytes;
  if (bytes === undefined || bytes.byteLength > JOINED_BYTES) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** Status line and headers; `undefined` when one of them needs Node's care. */
function headOf(status: number, headers: WireHeaders): string | undefined {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "unknown"}\r\n`;
  for (const name in headers) {
    const value = headers[name];
    if (typeof value !== "string" || !PLAIN_NAME.test(name) || !PLAIN_VALUE.test(value)) return undefined;
    head += `${name}: ${value}\r\n`;
  }
  return head;
}

let lastDate = { second: Number.NaN, text: "" };

/** The machine's time, as Node would send it; made once a second. */
function dateText(): string {
  const second = Math.floor(systemClock.now() / 1000);
  if (lastDate.second !== second) {
    // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
    lastDate = { second, text: new Date(second * 1000).toUTCString() };
  }
  return lastDate.text;
}
