import type { IncomingMessage } from "node:http";
import type { ResponseSink } from "../../../runtime/core/response-sink.ts";
import {
  MAX_RESPONSE_BYTES,
  MAX_STREAMED_BYTES,
  RESPONSE_TOO_LARGE_DOCUMENT,
  STREAMED_TOO_LARGE_DOCUMENT,
} from "./error-documents.ts";

/** What the runtime said about an invocation. `payload` is its body as it came; empty when a sink took it. */
export interface RuntimeResult {
  readonly kind: "returned" | "threw";
  readonly payload: string;
}

/** A result, and whether the runtime is told that it sent too much (413). */
export interface ReadResult {
  readonly result: RuntimeResult;
  readonly tooLarge: boolean;
}

type OnRead = (read: ReadResult) => void;

/** What a runtime posts to `/error`. */
export function readError(request: IncomingMessage, onRead: OnRead): void {
  readBody(request, (body) =>
    onRead(body === undefined ? TOO_LARGE : { result: threw(body.toString()), tooLarge: false }),
  );
}

/**
 * What a runtime posts to `/response`: in one piece, or as a stream, whose error is in the trailers at its end. A sink gets either;
 * a stream's parts as they come.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming
 */
export function readResponse(request: IncomingMessage, sink: ResponseSink | undefined, onRead: OnRead): void {
  const streams = request.headers["lambda-runtime-function-response-mode"]?.toString().toLowerCase() === "streaming";
  if (sink !== undefined && streams) return passOn(request, sink, onRead);
  return readBody(request, (body) => {
    const failure = streamedError(request.trailers);
    if (failure !== undefined) return onRead({ result: threw(failure), tooLarge: false });
    if (body === undefined) return onRead(TOO_LARGE);
    if (sink === undefined) return onRead({ result: { kind: "returned", payload: body.toString() }, tooLarge: false });
    sink.start(contentTypeOf(request));
    sink.write(body);
    return onRead(RETURNED);
  });
}

/** Calls back with `undefined` when the body is larger than Lambda takes; never holds more than that. A cut-off body never arrives. */
export function readBody(request: IncomingMessage, onBody: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_RESPONSE_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on("end", () => onBody(size <= MAX_RESPONSE_BYTES ? Buffer.concat(chunks) : undefined));
  request.on("error", () => undefined);
}

function passOn(request: IncomingMessage, sink: ResponseSink, onRead: OnRead): void {
  let size = 0;
  sink.start(contentTypeOf(request));
  request.on("data", (chunk: Buffer) => {
    // What fits is on its way to the caller already.
    const fitting = chunk.subarray(0, Math.max(0, MAX_STREAMED_BYTES - size));
    size += chunk.length;
    if (fitting.length > 0) sink.write(fitting);
  });
  request.on("end", () => {
    const failure = streamedError(request.trailers);
    if (failure !== undefined) return onRead({ result: threw(failure), tooLarge: false });
    const tooLarge = size > MAX_STREAMED_BYTES;
    return onRead(tooLarge ? { result: threw(STREAMED_TOO_LARGE_DOCUMENT), tooLarge } : RETURNED);
  });
  request.on("error", () => undefined);
}

const RETURNED: ReadResult = { result: { kind: "returned", payload: "" }, tooLarge: false };
const TOO_LARGE: ReadResult = { result: threw(RESPONSE_TOO_LARGE_DOCUMENT), tooLarge: true };

function threw(payload: string): RuntimeResult {
  return { kind: "threw", payload };
}

function contentTypeOf(request: IncomingMessage): string {
  return request.headers["content-type"] ?? "application/octet-stream";
}

function streamedError(trailers: NodeJS.Dict<string>): string | undefined {
  const type = trailers["lambda-runtime-function-error-type"];
  const body = trailers["lambda-runtime-function-error-body"];
  if (typeof body === "string") return Buffer.from(body, "base64").toString();
  return typeof type === "string" ? JSON.stringify({ errorType: type, errorMessage: "" }) : undefined;
}
