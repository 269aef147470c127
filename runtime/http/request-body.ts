import type { IncomingMessage } from "node:http";

export type BodyOutcome =
  | { readonly kind: "read"; readonly body: Buffer }
  | { readonly kind: "tooLarge"; readonly ended: boolean };

const EMPTY = Buffer.alloc(0);
/** How much of a body that is too large is thrown away, in limits, so that its sender reads the answer and not a broken pipe. */
const DRAINED_LIMITS = 4;

/**
 * Collects a request's body and calls `done` once, or never when the client hangs up first.
 *
 * Callbacks, because a promise for every request costs as much as the whole codec.
 */
export function readBody(request: IncomingMessage, maxBytes: number, done: (outcome: BodyOutcome) => void): void {
  if (declaredLength(request) > maxBytes * DRAINED_LIMITS) {
    done({ kind: "tooLarge", ended: false });
    return;
  }
  let first: Buffer | undefined;
  let chunks: Buffer[] | undefined;
  let bytes = 0;
  let isDone = false;
  request.on("data", (chunk: Buffer) => {
    if (isDone) return;
    bytes += chunk.length;
    if (bytes > maxBytes) {
      chunks = undefined;
      isDone = bytes > maxBytes * DRAINED_LIMITS;
      if (isDone) done({ kind: "tooLarge", ended: false });
    } else if (first === undefined) first = chunk;
    else (chunks ??= [first]).push(chunk);
  });
  request.on("end", () => {
    if (isDone) return;
    isDone = true;
    if (bytes > maxBytes) done({ kind: "tooLarge", ended: true });
    else done({ kind: "read", body: chunks === undefined ? (first ?? EMPTY) : Buffer.concat(chunks, bytes) });
  });
}

/** The Content-Length, 0 when there is none; Node's parser has refused anything but one number already. */
export function declaredLength(request: IncomingMessage): number {
  return Number(request.headers["content-length"] ?? 0);
}
