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
  if (length !== undefined) head.push("Content-Length", String(length));
  if (options?.close === true) head.push("Connection", "close");
  response.writeHead(status, head);
  const content = typeof body === "string" || body instanceof Uint8Array ? body : body.bytes;
  if (content === undefined) return body as BodyStream;
  response.end(content);
  return undefined;
}

/** `undefined` where no length is to be told: a body of unknown length, or no body at all. */
function lengthOf(response: ServerResponse, status: number, body: BodyContent): number | undefined {
  if (status === 204 || status === 304) return undefined;
  if (typeof body !== "string") return body.byteLength;
  // An empty answer to HEAD says nothing of the length that GET would have.
  return body === "" && response.req.method === "HEAD" ? undefined : Buffer.byteLength(body);
}
