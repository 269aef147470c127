/** Where lines go, for example `process.stdout`. */
export interface LineSink {
  write(text: string): unknown;
}

/** Collects the lines of one turn of the event loop and writes them at once: a write for every line costs more than the line. */
export class LineWriter {
  readonly #sink: LineSink;
  #pending = "";

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  /** @param text one or more lines, without the last line feed */
  line(text: string): void {
    if (this.#pending === "") setImmediate(() => this.flush());
    this.#pending += `${text}\n`;
  }

  /** Writes what waits, now: before the process ends. */
  flush(): void {
    if (this.#pending === "") return;
    const text = this.#pending;
    this.#pending = "";
    this.#sink.write(text);
  }
}
