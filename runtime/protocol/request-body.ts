/** Bodies of requests whose protocol reads them as a whole. */
import { gunzipSync } from "node:zlib";
import type { BodyStream } from "../core/body-stream.ts";
import type { WireRequest } from "../core/wire.ts";
import { serializationException } from "./errors.ts";

/** The whole body in memory; `undefined` when it is larger than `maxBytes`, of which no more than that is read. */
export async function readAtMost(body: BodyStream, maxBytes: number): Promise<Buffer | undefined> {
  if ((body.byteLength ?? 0) > maxBytes) return undefined;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > maxBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces, bytes);
}

/** The same request with its body in memory. */
export function withBody(request: WireRequest, body: Buffer): WireRequest {
  const { method, url, headers, endpoint, remoteAddress } = request;
  return { method, url, headers, body, endpoint, remoteAddress, onHangUp: (listener) => request.onHangUp(listener) };
}

/**
 * The same request with its body unpacked, when it is compressed.
 *
 * @param maxBytes how large it may become
 * @throws {AwsError} `SerializationException`
 */
export function inflated(request: WireRequest, maxBytes: number): WireRequest {
  if (request.headers["content-encoding"] !== "gzip") return request;
  try {
    return withBody(request, gunzipSync(request.body, { maxOutputLength: maxBytes }));
  } catch {
    throw serializationException("The body is not gzip, or too large");
  }
}
