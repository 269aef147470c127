/** What `shim.mjs` answers: frames of one byte (which kind), four of the length (big-endian), and a body. */
export type Frame =
  | { readonly kind: "ready" | "end" }
  | { readonly kind: "returned" | "threw" | "fatal"; readonly payload: string }
  | { readonly kind: "exit"; readonly status: number }
  | { readonly kind: "contentType"; readonly contentType: string }
  | { readonly kind: "part"; readonly bytes: Uint8Array };

const HEADER_BYTES = 5;

/** Cuts a response into its frames, as they come. @throws what the response fails with */
export async function* framesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(Buffer.from(chunk));
    size += chunk.length;
    // Joined only when a frame is complete: a large one comes in many chunks.
    if (size < neededBytes(held)) continue;
    let rest = Buffer.concat(held);
    for (let end = endOf(rest); end !== undefined; end = endOf(rest)) {
      const frame = decoded(rest[0] ?? 0, rest.subarray(HEADER_BYTES, end));
      if (frame !== undefined) yield frame;
      rest = rest.subarray(end);
    }
    held = [rest];
    size = rest.length;
  }
}

function neededBytes(held: readonly Buffer[]): number {
  const [first] = held;
  return first === undefined || first.length < HEADER_BYTES ? HEADER_BYTES : HEADER_BYTES + first.readUInt32BE(1);
}

function endOf(bytes: Buffer): number | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const end = HEADER_BYTES + bytes.readUInt32BE(1);
  return bytes.length < end ? undefined : end;
}

function decoded(kind: number, body: Buffer): Frame | undefined {
  switch (kind) {
    case 1:
      return { kind: "ready" };
    case 2:
      return { kind: "returned", payload: body.toString() };
    case 3:
      return { kind: "threw", payload: body.toString() };
    case 4:
      return { kind: "fatal", payload: body.toString() };
    case 5:
      return { kind: "exit", status: Number(body.toString()) };
    case 6:
      return { kind: "contentType", contentType: body.toString() };
    case 7:
      return { kind: "part", bytes: body };
    case 8:
      return { kind: "end" };
    default:
      return undefined;
  }
}
