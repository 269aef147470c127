import { createXXHash128, createXXHash3, createXXHash64, type IHasher } from "hash-wasm";
import type { ChecksumState } from "./checksum-state.ts";

export type XxHashAlgorithm = "XXHASH64" | "XXHASH3" | "XXHASH128";

export interface XxHashes {
  start(algorithm: XxHashAlgorithm): ChecksumState;
}

/** @see https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md; seed 0, the digest in canonical (big-endian) order */
export async function compileXxHashes(): Promise<XxHashes> {
  const hashers: Readonly<Record<XxHashAlgorithm, IHasher>> = {
    XXHASH64: await createXXHash64(),
    XXHASH3: await createXXHash3(),
    XXHASH128: await createXXHash128(),
  };
  return { start: (algorithm) => new XxHashState(hashers[algorithm]) };
}

/** One hasher serves all bodies that come at the same time: what it knows of one is taken out of it after every piece. */
class XxHashState implements ChecksumState {
  readonly #hasher: IHasher;
  #saved: Uint8Array;

  constructor(hasher: IHasher) {
    this.#hasher = hasher;
    this.#saved = hasher.init().save();
  }

  update(chunk: Uint8Array): void {
    this.#saved = this.#hasher.load(this.#saved).update(chunk).save();
  }

  digest(): Buffer {
    return Buffer.from(this.#hasher.load(this.#saved).digest("binary"));
  }
}
