import type { Readable } from "node:stream";

/** Where one log event ends. Beyond it a line is cut, so that a program that never ends its line cannot fill memory. */
const MAX_EVENT_CHARACTERS = 262_144;

/** A line break inside one log event of a bootstrap; see `patchConsole` in `bootstrap-logging.cjs`. */
const INNER_LINE_BREAK = "\0";

/** Cuts the text of one stream into log events. */
export class LineSplitter {
  #rest = "";
  readonly #emit: (line: string) => void;

  constructor(emit: (line: string) => void) {
    this.#emit = emit;
  }

  push(text: string): void {
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      this.#end(this.#rest + text.slice(start, end));
      this.#rest = "";
      start = end + 1;
    }
    this.#rest += text.slice(start);
    if (this.#rest.length >= MAX_EVENT_CHARACTERS) this.flush();
  }

  /** Emits a last line that has no end. */
  flush(): void {
    const rest = this.#rest;
    this.#rest = "";
    if (rest !== "") this.#end(rest);
  }

  #end(event: string): void {
    const line = event.includes(INNER_LINE_BREAK) ? event.replaceAll(INNER_LINE_BREAK, "\n") : event;
    for (let start = 0; start === 0 || start < line.length; start += MAX_EVENT_CHARACTERS) {
      this.#emit(line.length <= MAX_EVENT_CHARACTERS ? line : line.slice(start, start + MAX_EVENT_CHARACTERS));
    }
  }
}

export type OnLine = (source: "stdout" | "stderr", line: string) => void;

/** Reads a child's two streams to their end, whatever the child does with them. */
export class LogCapture {
  readonly #splitters: readonly LineSplitter[];
  #chunks = 0;

  constructor(streams: { readonly stdout: Readable; readonly stderr: Readable }, onLine: OnLine) {
    this.#splitters = (["stdout", "stderr"] as const).map((source) => {
      const splitter = new LineSplitter((line) => onLine(source, line));
      const stream = streams[source];
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        this.#chunks++;
        splitter.push(text);
      });
      // A child that is killed resets its pipes; what it wrote before has been read.
      stream.on("error", () => undefined);
      return splitter;
    });
  }

  /**
   * Resolves when everything the child wrote before now has been emitted, unfinished lines included.
   * What was written lies in the pipe already, so it arrives in the event loop's next turns; a turn without any is the end.
   */
  async drain(): Promise<void> {
    for (let seen = -1, quietTurns = 0; quietTurns < 2;) {
      quietTurns = seen === this.#chunks ? quietTurns + 1 : 0;
      seen = this.#chunks;
      if (quietTurns < 2) await new Promise((resolve) => setImmediate(resolve));
    }
    for (const splitter of this.#splitters) splitter.flush();
  }
}
