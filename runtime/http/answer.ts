import type { ServerResponse } from "node:http";
import type { BodyContent, BodyStream } from "../core/body-stream.ts";
import type { WireResponse } from "../core/wire.ts";
import { sendWhole } from "./whole-answer.ts";

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
  const closes = options?.close === true;
  if (!closes && sendWhole(response, answer)) return undefined;
  const { status, body } = answer;
  response.writeHead(status, headOf(answer, closes, lengthOf(response, status, body)));
  const content = typeof body === "string" || body instanceof Uint8Array ? body : body.bytes;
  if (content === undefined) return body as BodyStream;
  end(response, content);
  return undefined;
}

/** A flat list, because Node copies an object's entries first. */
function headOf({ headers, cookies = [] }: WireResponse, closes: boolean, length: number | undefined): string[] {
  const head: string[] = [];
  for (const name in headers) head.push(name, headers[name] ?? "");
  for (const cookie of cookies) head.push("Set-Cookie", cookie);
  if (length !== undefined && headers["Content-Length"] === undefined) head.push("Content-Length", String(length));
  if (closes) head.push("Connection", "close");
  return head;
}

/** `undefined` where no length is to be told: a body of unknown length, or no body at all. */
function lengthOf(response: ServerResponse, status: number, body: BodyContent): number | undefined {
  if (status === 204 || status === 304) return undefined;
  if (typeof body !== "string") return body.byteLength;
  // An empty answer to HEAD says nothing of the length that GET would have.
  return body === "" && response.req.method === "HEAD" ? undefined : Buffer.byteLength(body);
}

function end(response: ServerResponse, content: string | Uint8Array): void {
  if (typeof content === "string") {
    // As many bytes as characters means ASCII, which Node copies; UTF-8 it would encode character by character.
    response.end(content, Buffer.byteLength(content) === content.length ? "latin1" : "utf8");
    return;
  }
  response.end(content);
}
