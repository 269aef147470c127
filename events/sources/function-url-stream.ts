import { bodyOfPieces, type BodyStream } from "../../runtime/core/body-stream.ts";
import { AwsError } from "../../runtime/core/errors.ts";
import type { InvokeOutcome } from "../../runtime/core/ports.ts";
import type { ResponseSink } from "../../runtime/core/response-sink.ts";
import { type FunctionUrlAnswer, toAnswerHead } from "../payloads/function-url-response.ts";

/** The head of a streamed answer, and the body that is still being written. */
export interface StreamedAnswer extends Omit<FunctionUrlAnswer, "body"> {
  readonly body: BodyStream;
}

/** What `awslambda.HttpResponseStream.from` declares: the stream begins with a JSON prelude and eight zero bytes. */
const INTEGRATION_TYPE = "application/vnd.awslambda.http-integration-response";
const PRELUDE_END = Buffer.alloc(8);
/** A prelude is status, headers and cookies; whoever sends no end of it must not fill the memory. */
const MAX_PRELUDE_BYTES = 1024 * 1024;
const STREAM_CONTENT_TYPE = "application/octet-stream";

/**
 * Takes a function's response while it is written and offers it as an HTTP answer: its head as soon as it is known, its body as it comes.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 */
export class FunctionUrlStream implements ResponseSink {
  /** The answer, once its head is known; `undefined` when the function wrote none, or a prelude that is no HTTP response. */
  readonly answer: Promise<StreamedAnswer | undefined>;
  #settle: (answer: StreamedAnswer | undefined) => void = () => undefined;
  readonly #pieces = new Pieces();
  #prelude: Buffer | undefined;
  #hasStarted = false;

  constructor() {
    this.answer = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Whether the function streams its response at all. */
  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  start(contentType: string): void {
    this.#hasStarted = true;
    if (contentType.startsWith(INTEGRATION_TYPE)) this.#prelude = Buffer.alloc(0);
    else this.#begin({ status: 200, headers: { "Content-Type": contentType }, cookies: [] });
  }

  write(chunk: Uint8Array): void {
    if (this.#prelude === undefined) return this.#pieces.push(chunk);
    const prelude = Buffer.concat([this.#prelude, chunk]);
    const end = prelude.indexOf(PRELUDE_END);
    if (end < 0 && prelude.byteLength <= MAX_PRELUDE_BYTES) {
      this.#prelude = prelude;
      return;
    }
    this.#prelude = undefined;
    this.#begin(end < 0 ? undefined : readPrelude(prelude.toString("utf8", 0, end)));
    const rest = prelude.subarray(end + PRELUDE_END.byteLength);
    if (rest.byteLength > 0) this.#pieces.push(rest);
  }

  /** The invocation is over. A response that broke off is cut, so that nobody takes it for the whole. */
  end({ kind }: InvokeOutcome): void {
    this.#settle(undefined);
    this.#pieces.end(kind === "returned" ? undefined : new AwsError("InternalFailure", "The response broke off"));
  }

  #begin(head: Omit<FunctionUrlAnswer, "body"> | undefined): void {
    this.#settle(head && { ...head, body: bodyOfPieces(this.#pieces) });
  }
}

function readPrelude(text: string): Omit<FunctionUrlAnswer, "body"> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    return toAnswerHead(value as Readonly<Record<string, unknown>>, STREAM_CONTENT_TYPE);
  } catch {
    return undefined;
  }
}

/** Pieces in order, for one reader that may be slower or faster than their writer. */
class Pieces implements AsyncIterator<Uint8Array> {
  readonly #waiting: Uint8Array[] = [];
  #end: { readonly error: AwsError | undefined } | undefined;
  #wake: () => void = () => undefined;

  push(piece: Uint8Array): void {
    // A copy: the writer may use its memory again.
    this.#waiting.push(Buffer.from(piece));
    this.#wake();
  }

  end(error: AwsError | undefined): void {
    this.#end ??= { error };
    this.#wake();
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    for (;;) {
      const piece = this.#waiting.shift();
      if (piece !== undefined) return { done: false, value: piece };
      if (this.#end?.error !== undefined) throw this.#end.error;
      if (this.#end !== undefined) return { done: true, value: undefined };
      // oxlint-disable-next-line no-await-in-loop -- the next piece is what it waits for
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
