import { connect, type Socket } from "node:net";

/** Gives the next request of one connection as bytes, from the body of its last answer; `undefined` ends the connection. */
export type NextRequest = (lastBody: Buffer | undefined) => Buffer | undefined;

/** An HTTP/1.1 request as bytes, ready to be written many times. */
export function httpRequest(path: string, headers: Readonly<Record<string, string>>, body: string): Buffer {
  const lines = Object.entries({
    host: "127.0.0.1:4566",
    ...headers,
    "content-length": String(Buffer.byteLength(body)),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

/**
 * Drives a server over plain sockets, so that the client costs far less than what it measures.
 *
 * @param makeNext called once for each connection
 * @returns how many answers came, and how many were not 200
 */
export async function load(
  port: number,
  connections: number,
  makeNext: (connection: number) => NextRequest,
): Promise<{ readonly answers: number; readonly failures: number }> {
  const counts = await Promise.all(
    Array.from({ length: connections }, (_, connection) => drive(port, makeNext(connection))),
  );
  return {
    answers: counts.reduce((sum, { answers }) => sum + answers, 0),
    failures: counts.reduce((sum, { failures }) => sum + failures, 0),
  };
}

function drive(port: number, next: NextRequest): Promise<{ answers: number; failures: number }> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let pending: Buffer = Buffer.alloc(0);
    let answers = 0;
    let failures = 0;
    const step = (body: Buffer | undefined): void => {
      const request = next(body);
      if (request === undefined) {
        socket.end();
        resolve({ answers, failures });
      } else socket.write(request);
    };
    socket.on("connect", () => step(undefined));
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const answer = takeAnswer(pending);
      if (answer === undefined) return;
      pending = pending.subarray(answer.end);
      answers++;
      if (!answer.ok) failures++;
      step(answer.body);
    });
  });
}

function takeAnswer(bytes: Buffer): { body: Buffer; end: number; ok: boolean } | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnd);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  const end = headEnd + 4 + length;
  if (bytes.length < end) return undefined;
  return { body: bytes.subarray(headEnd + 4, end), end, ok: head.startsWith("HTTP/1.1 200") };
}
