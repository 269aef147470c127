import { request } from "node:http";
import type { Duplex } from "node:stream";

const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;
const FINAL = 0x80;
const MASKED = 0x80;

/**
 * The client side of a WebSocket to an inspector on this machine: text messages both ways, nothing else. Node has a client of its own
 * from version 22 on only. https://www.rfc-editor.org/rfc/rfc6455
 */
export class WebSocketClient {
  readonly #socket: Duplex;
  #rest: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #onMessage: (text: string) => void = () => undefined;

  /** @param url `ws://127.0.0.1:9229/...` */
  static connect(url: string): Promise<WebSocketClient> {
    return new Promise((resolve, reject) => {
      const headers = {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        // A nonce against caches, of which there are none between two processes of one machine.
        "Sec-WebSocket-Key": "bGFtYmRhbG9vcC1sb29wIQ==",
      };
      const asking = request(url.replace(/^ws:/, "http:"), { headers });
      asking.on("upgrade", (_response, socket, head) => resolve(new WebSocketClient(socket, head)));
      asking.on("response", ({ statusCode }) => reject(new Error(`${url} answered ${statusCode}.`)));
      asking.on("error", reject);
      asking.end();
    });
  }

  private constructor(socket: Duplex, head: Buffer) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("error", () => undefined);
    if (head.length > 0) this.#read(head);
  }

  set onMessage(callback: (text: string) => void) {
    this.#onMessage = callback;
  }

  send(text: string): void {
    this.#write(TEXT, Buffer.from(text));
  }

  close(): void {
    this.#socket.destroy();
  }

  #write(opcode: number, body: Buffer): void {
    if (!this.#socket.writable) return;
    // A mask of zeros is a mask: it leaves the body as it is.
    const mask = Buffer.alloc(4);
    if (body.length < 126) {
      this.#socket.write(Buffer.concat([Buffer.from([FINAL | opcode, MASKED | body.length]), mask, body]));
      return;
    }
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(body.length));
    this.#socket.write(Buffer.concat([Buffer.from([FINAL | opcode, MASKED | 127]), length, mask, body]));
  }

  #read(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (let frame = frameOf(this.#rest); frame !== undefined; frame = frameOf(this.#rest)) {
      this.#rest = this.#rest.subarray(frame.end);
      this.#take(frame);
    }
  }

  #take({ opcode, isFinal, body }: Frame): void {
    if (opcode === PING) return this.#write(PONG, body);
    if (opcode === CLOSE) return this.close();
    if (opcode === PONG) return;
    this.#parts.push(body);
    if (!isFinal) return;
    const text = Buffer.concat(this.#parts).toString();
    this.#parts = [];
    this.#onMessage(text);
  }
}

interface Frame {
  readonly opcode: number;
  readonly isFinal: boolean;
  readonly body: Buffer;
  readonly end: number;
}

/** The first frame, when all of it is there. A server's frames have no mask. */
function frameOf(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start) return undefined;
  const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  const end = start + length;
  if (bytes.length < end) return undefined;
  return { opcode: first & 0x0f, isFinal: (first & FINAL) !== 0, body: bytes.subarray(start, end), end };
}
