import type { ResponseSink } from "../core/response-sink.ts";

/** Takes a response while the handler writes it, and gives it to one reader in order. */
export class ResponseChunks implements ResponseSink, AsyncIterable<Uint8Array> {
  /** Resolves when the handler begins to answer; never when it does not. */
  readonly started: Promise<undefined>;
  readonly #waiting: Uint8Array[] = [];
  #contentType: string | undefined;
  #begin: () => void = () => {};
  #wake: () => void = () => {};
  #ended = false;

  constructor() {
    this.started = new Promise((resolve) => {
      this.#begin = () => resolve(undefined);
    });
  }

  get contentType(): string | undefined {
    return this.#contentType;
  }

  start(contentType: string): void {
    this.#contentType = contentType;
    this.#begin();
  }

  write(chunk: Uint8Array): void {
    this.#waiting.push(chunk);
    this.#wake();
  }

  /** Nothing more will be written. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#waiting.shift();
      if (chunk !== undefined) yield chunk;
      else if (this.#ended) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
