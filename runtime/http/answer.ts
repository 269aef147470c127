import type { ServerResponse } from "node:http";
import type { BodyContent, BodyStream } from "../core/body-stream.ts";
import type { WireResponse } from "../core/wire.ts";

export interface SendOptions {
  /** Ends the connection after the answer. */
  readonly close: boolean;
}

/** An answer whose body is no stream. */
export function send(response: ServerResponse, answer: WireResponse, options?: SendOptions): void {
  begin(response, answer, options);
}

/**
 * Sends an answer, or of one with a body that is yet to come the head.
 *
 * @returns the body that is yet to be sent
 */
export function begin(response: ServerResponse, answer: WireResponse, options?: SendOptions): BodyStream | undefined {
  // The client may have hung up while the operation waited.
  if (response.destroyed) return undefined;
  const { status, headers, body } = answer;
  // A flat list, because Node copies an object's entries first.
  const head: string[] = [];
  let length = lengthOf(response, status, body);
  for (const name in headers) {
    head.push(name, headers[name] ?? "");
    if (name === "Content-Length") length = undefined;
  }
  if (answer.cookies !== undefined) pushCookies(head, answer.cookies);
  if (length !== undefined) head.push("Content-Length", String(length));
  if (options?.close === true) head.push("Connection", "close");
  response.writeHead(status, head);
  const content = typeof body === "string" || body instanceof Uint8Array ? body : body.bytes;
  if (content === undefined) return body as BodyStream;
  end(response, content);
  return undefined;
}

function pushCookies(head: string[], cookies: readonly string[]): void {
  for (const cookie of cookies) head.push("Set-Cookie", cookie);
}

/** `undefined` where no length is to be told: a body of unknown length, or no body at all. */
function lengthOf(response: ServerResponse, status: number, body: BodyContent): number | undefined {
  if (status === 204 || status === 304) return undefined;
  if (typeof body !== "string") return body.byteLength;
  // An empty answer to HEAD says nothing of the length that GET would have.
  return body === "" && response.req.method === "HEAD" ? undefined : Buffer.byteLength(body);
}

const JOINED_BYTES = 8192;

function end(response: ServerResponse, content: string | Uint8Array): void {
  if (typeof content === "string") {
    // As many bytes as characters means ASCII, which Node copies; UTF-8 it would encode character by character.
    response.end(content, Buffer.byteLength(content) === content.length ? "latin1" : "utf8");
    return;
  }
  if (content.byteLength > JOINED_BYTES) {
    response.end(content);
    return;
  }
  // Node joins a text with the head to one write; bytes are a second, which costs more than to copy a few.
  response.end(Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("latin1"), "latin1");
}
