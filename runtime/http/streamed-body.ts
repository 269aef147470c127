import type { IncomingMessage, ServerResponse } from "node:http";
import type { BodyStream } from "../core/body-stream.ts";
import { bodyOfPieces } from "../core/body-stream.ts";
import { AwsError } from "../core/errors.ts";

/**
 * A request's body while it comes. The client is slowed down to what the reader takes; it is asked for the body (`100 Continue`)
 * when the first piece is wanted.
 *
 * The stream throws `IncompleteBody` when the client hangs up. A reader that stops early leaves the connection as it is.
 *
 * @param proceed asks for the body of a client that waits to be asked
 */
export function streamBody(request: IncomingMessage, proceed: (() => void) | undefined): BodyStream {
  const length = request.headers["content-length"];
  return bodyOfPieces(pieces(request, proceed), { byteLength: length === undefined ? undefined : Number(length) });
}

async function* pieces(request: IncomingMessage, proceed: (() => void) | undefined): AsyncGenerator<Uint8Array, void> {
  proceed?.();
  try {
    // The stream belongs to the connection, which has an answer to carry yet.
    for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece as Buffer;
  } catch {
    throw new AwsError("IncompleteBody", "The client hung up before the end of its body", { status: 400 });
  }
}

/** Sends a body piece by piece, no faster than the client reads; stops its source when the client hangs up. */
export async function sendStream(response: ServerResponse, body: BodyStream): Promise<void> {
  for await (const piece of body) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.on("drain", done);
    response.on("close", done);
  });
}
