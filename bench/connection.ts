import { connect, type Socket } from "node:net";

/** An answer of the server, as far as the benchmark looks at it. */
export interface Answer {
  readonly ok: boolean;
  readonly body: Buffer;
}

/**
 * One HTTP/1.1 keep-alive connection over a plain socket, so that the client costs far less than what it measures.
 * One request at a time.
 */
export class Connection {
  readonly #socket: Socket;
  #pending: Buffer = Buffer.alloc(0);
  #onAnswer: ((answer: Answer) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#take(chunk));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("error", reject);
      socket.once("connect", () => resolve(new Connection(socket)));
    });
  }

  /** Calls `onAnswer` in the very turn in which the answer's last byte arrives. */
  send(request: Buffer, onAnswer: (answer: Answer) => void): void {
    this.#onAnswer = onAnswer;
    this.#socket.write(request);
  }

  request(request: Buffer): Promise<Answer> {
    return new Promise((resolve) => {
      this.send(request, resolve);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    const headEnd = this.#pending.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const head = this.#pending.toString("latin1", 0, headEnd);
    const start = headEnd + 4;
    const end = start + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#pending.length < end) return;
    const body = this.#pending.subarray(start, end);
    this.#pending = this.#pending.subarray(end);
    const onAnswer = this.#onAnswer;
    this.#onAnswer = undefined;
    onAnswer?.({ ok: head.startsWith("HTTP/1.1 200"), body });
  }
}
