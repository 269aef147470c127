import type { EnvironmentInvocation, EnvironmentSpec } from "../execution-environment.ts";
import {
  MAX_RESPONSE_BYTES,
  MAX_STREAMED_BYTES,
  RESPONSE_TOO_LARGE_DOCUMENT,
  STREAMED_TOO_LARGE_DOCUMENT,
  type ProcessExit,
} from "../process/error-documents.ts";
import type { Frame } from "./frames.ts";
import { NothingLeftToDo, type Isolate } from "./isolate.ts";

/** How the code answered. `fatal`: with an error that nothing caught, after which its environment is not used again. */
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "returned" | "threw" | "fatal"; readonly payload: string }
  | { readonly kind: "exited"; readonly exit: ProcessExit }
  | { readonly kind: "failed"; readonly error: unknown };

/** Node.js ends like this when nothing can happen any more and the runtime was not answered. */
const ENDED: Answer = { kind: "exited", exit: { code: 0, signal: null } };

/** Callbacks, and answers that wait for an empty event loop, ended with nodejs24.x. */
const FIRST_WITHOUT_CALLBACKS = 24;

/** Runs one invocation. A sink gets its response, a stream's parts as they come. */
export async function answerOf(
  isolate: Isolate,
  invocation: EnvironmentInvocation,
  spec: EnvironmentSpec,
): Promise<Answer> {
  const { requestId, payload, invokedFunctionArn, traceHeader, clientContext } = invocation;
  const told = { requestId, invokedFunctionArn, traceHeader, clientContext, leftMs: spec.timeoutMs };
  const header = encodeURIComponent(JSON.stringify(told));
  const reading = new AnswerReading(invocation);
  try {
    const answer = await reading.read(isolate.ask("/invoke", { header, payload }));
    return answer ?? ENDED;
  } catch (error) {
    if (reading.isStream) return ENDED;
    if (!(error instanceof NothingLeftToDo)) throw error;
    const major = Number(/^nodejs(\d+)/.exec(spec.runtime)?.[1] ?? 0);
    if (major >= FIRST_WITHOUT_CALLBACKS) return ENDED;
    return (await reading.read(isolate.ask("/answer"))) ?? ENDED;
  }
}

class AnswerReading {
  readonly #sink: EnvironmentInvocation["onResponse"];
  readonly #parts: Uint8Array[] = [];
  #contentType: string | undefined;
  #started = false;
  #size = 0;

  constructor({ onResponse }: EnvironmentInvocation) {
    this.#sink = onResponse;
  }

  get isStream(): boolean {
    return this.#contentType !== undefined;
  }

  async read(frames: AsyncIterable<Frame>): Promise<Answer | undefined> {
    for await (const frame of frames) {
      const answer = this.#take(frame);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  #take(frame: Frame): Answer | undefined {
    switch (frame.kind) {
      case "contentType":
        this.#contentType = frame.contentType;
        return undefined;
      case "part":
        return this.#takePart(frame.bytes);
      case "end":
        this.#startSink();
        return this.#sink === undefined ? returned(Buffer.concat(this.#parts).toString()) : returned("");
      case "returned":
        return this.#whole(frame.payload);
      case "threw":
        if (this.isStream) this.#startSink();
        return frame;
      case "fatal":
        return frame;
      case "exit":
        return { kind: "exited", exit: { code: frame.status, signal: null } };
      case "ready":
      default:
        return undefined;
    }
  }

  #takePart(bytes: Uint8Array): Answer | undefined {
    const limit = this.#sink === undefined ? MAX_RESPONSE_BYTES : MAX_STREAMED_BYTES;
    // What fits is on its way to the caller already.
    const fitting = bytes.subarray(0, Math.max(0, limit - this.#size));
    this.#size += bytes.length;
    if (this.#sink === undefined) this.#parts.push(fitting);
    else if (fitting.length > 0) {
      this.#startSink();
      this.#sink.write(fitting);
    }
    if (this.#size <= limit) return undefined;
    const payload = this.#sink === undefined ? RESPONSE_TOO_LARGE_DOCUMENT : STREAMED_TOO_LARGE_DOCUMENT;
    return { kind: "threw", payload };
  }

  #whole(payload: string): Answer {
    if (Buffer.byteLength(payload) > MAX_RESPONSE_BYTES) return { kind: "threw", payload: RESPONSE_TOO_LARGE_DOCUMENT };
    if (this.#sink === undefined) return returned(payload);
    this.#sink.start("application/json");
    this.#sink.write(Buffer.from(payload));
    return returned("");
  }

  #startSink(): void {
    if (!this.#started) this.#sink?.start(this.#contentType ?? "application/octet-stream");
    this.#started = true;
  }
}

function returned(payload: string): Answer {
  return { kind: "returned", payload };
}
