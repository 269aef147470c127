import { Writable } from "node:stream";
import type { ResponseSink } from "../../../runtime/core/response-sink.ts";
import { MAX_STREAMED_BYTES, STREAMED_TOO_LARGE_DOCUMENT } from "../process/error-documents.ts";

/** As AWS's Node.js runtime marks such handlers. */
const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const INTEGRATION_RESPONSE = "application/vnd.awslambda.http-integration-response";
/** Between status and headers, and the body. https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html */
const PRELUDE_END = "\0".repeat(8);

/** Puts the global there that handlers are marked with; one that is there already (a test's own) stays. */
export function installStreaming(): void {
  if ("awslambda" in globalThis) return;
  const HttpResponseStream = {
    from(stream: ResponseStream, prelude: unknown): ResponseStream {
      stream.setContentType(INTEGRATION_RESPONSE);
      stream.prelude = JSON.stringify(prelude);
      return stream;
    },
  };
  const streamifyResponse = (handler: object): object => Object.assign(handler, { [STREAMING]: "response" });
  Object.assign(globalThis, { awslambda: { HttpResponseStream, streamifyResponse } });
}

export function isStreaming(handler: object): boolean {
  return Reflect.get(handler, STREAMING) === "response";
}

/** What a streaming handler writes to: goes to the sink as it comes, or is collected. */
export class ResponseStream extends Writable {
  /** JSON text that goes before the first part. */
  prelude: string | undefined;
  readonly #sink: ResponseSink | undefined;
  readonly #collected: Buffer[] = [];
  #contentType = "application/octet-stream";
  #bytes = 0;
  #hasStarted = false;

  constructor(sink: ResponseSink | undefined) {
    super();
    this.#sink = sink;
  }

  /** @throws {Error} `Runtime.InvalidStreamingOperation` after the first write */
  setContentType(contentType: string): void {
    if (this.#hasStarted) {
      const error = new Error("Cannot set content-type, too late.");
      error.name = "Runtime.InvalidStreamingOperation";
      throw error;
    }
    this.#contentType = contentType;
  }

  /** What is neither text nor bytes is written as JSON. */
  override write(chunk: unknown, ...given: never[]): boolean {
    const isPlain = typeof chunk === "string" || chunk instanceof Uint8Array;
    return super.write(isPlain ? chunk : JSON.stringify(chunk), ...given);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#start();
    this.#take(chunk);
    done();
  }

  override _final(done: () => void): void {
    this.#start();
    done();
  }

  /** What was written, when there is no sink. */
  get text(): string {
    return Buffer.concat(this.#collected).toString();
  }

  /** Lambda's error document, when it was more than Lambda streams. */
  get excess(): string | undefined {
    return this.#bytes > MAX_STREAMED_BYTES ? STREAMED_TOO_LARGE_DOCUMENT : undefined;
  }

  #start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.#sink?.start(this.#contentType);
    if (this.prelude !== undefined) this.#take(Buffer.from(this.prelude + PRELUDE_END));
  }

  #take(chunk: Buffer): void {
    // What fits is on its way to the caller already.
    const fitting = chunk.subarray(0, Math.max(0, MAX_STREAMED_BYTES - this.#bytes));
    this.#bytes += chunk.length;
    if (fitting.length === 0) return;
    if (this.#sink === undefined) this.#collected.push(fitting);
    else this.#sink.write(fitting);
  }
}
