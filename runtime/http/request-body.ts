import { IncomingMessage } from "node:http";

export type BodyOutcome =
  | { readonly kind: "read"; readonly body: Buffer }
  | { readonly kind: "tooLarge"; readonly ended: boolean };

const EMPTY = Buffer.alloc(0);
/** How much of a body that is too large is thrown away, in limits, so that its sender reads the answer and not a broken pipe. */
const DRAINED_LIMITS = 4;

/**
 * A request whose body may be collected. Node hands every piece to `push`, which makes a stream of them; a body that is wanted as
 * a whole is taken there, in the parser's own turn, because a stream's events and ticks cost as much as the operation.
 */
export class CollectableRequest extends IncomingMessage {
  #body: CollectedBody | undefined;

  /**
   * Collects the body and calls `done` once, or never when the client hangs up first. The request is no stream any more.
   *
   * A callback, because a promise for every request costs as much as the whole codec.
   */
  collect(maxBytes: number, done: (outcome: BodyOutcome) => void): void {
    if (declaredLength(this) > maxBytes * DRAINED_LIMITS) done({ kind: "tooLarge", ended: false });
    else this.#body = new CollectedBody(maxBytes, done);
  }

  override push(piece: Buffer | null): boolean {
    if (this.#body === undefined) return super.push(piece);
    if (piece === null) this.#body.end();
    else this.#body.add(piece);
    return true;
  }

  /** What is collected does not wait to be read. */
  override resume(): this {
    return this.#body === undefined ? super.resume() : this;
  }
}

class CollectedBody {
  readonly #maxBytes: number;
  readonly #done: (outcome: BodyOutcome) => void;
  #first: Buffer | undefined;
  #pieces: Buffer[] | undefined;
  #bytes = 0;
  #isDone = false;

  constructor(maxBytes: number, done: (outcome: BodyOutcome) => void) {
    this.#maxBytes = maxBytes;
    this.#done = done;
  }

  add(piece: Buffer): void {
    if (this.#isDone) return;
    this.#bytes += piece.length;
    if (this.#bytes > this.#maxBytes) {
      this.#pieces = undefined;
      if (this.#bytes > this.#maxBytes * DRAINED_LIMITS) this.#finish({ kind: "tooLarge", ended: false });
    } else if (this.#first === undefined) this.#first = piece;
    else (this.#pieces ??= [this.#first]).push(piece);
  }

  end(): void {
    if (this.#isDone) return;
    if (this.#bytes > this.#maxBytes) this.#finish({ kind: "tooLarge", ended: true });
    else this.#finish({ kind: "read", body: this.#whole() });
  }

  #whole(): Buffer {
    return this.#pieces === undefined ? (this.#first ?? EMPTY) : Buffer.concat(this.#pieces, this.#bytes);
  }

  #finish(outcome: BodyOutcome): void {
    this.#isDone = true;
    this.#done(outcome);
  }
}

/** The Content-Length, 0 when there is none; Node's parser has refused anything but one number already. */
export function declaredLength(request: IncomingMessage): number {
  return Number(request.headers["content-length"] ?? 0);
}
