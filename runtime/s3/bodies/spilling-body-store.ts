import type { BodyStore, BodyWriter, StoredBody } from "./body-store.ts";
import { MemoryBodyWriter } from "./memory-body-store.ts";

export interface SpillingLimits {
  /** Bytes of a body that stays in memory whatever else is there: what is known of an object takes about as much. */
  readonly alwaysInMemoryBytes: number;
  /** Bytes of the largest body that may stay in memory. */
  readonly largestInMemoryBytes: number;
  /** Bytes that all bodies between the two may take in memory together. */
  readonly memoryBytes: number;
}

const DEFAULT_LIMITS: SpillingLimits = {
  alwaysInMemoryBytes: 4 * 1024,
  largestInMemoryBytes: 4 * 1024 * 1024,
  memoryBytes: 96 * 1024 * 1024,
};

/** Keeps small bodies in memory, those of medium size as long as there is room, and gives all others to another store. */
export class SpillingBodyStore implements BodyStore {
  readonly #large: BodyStore;
  readonly #memory: Memory;

  constructor(large: BodyStore, limits: Partial<SpillingLimits> = {}) {
    this.#large = large;
    this.#memory = new Memory({ ...DEFAULT_LIMITS, ...limits });
  }

  open(byteLength: number | undefined): BodyWriter {
    const room = new Room(this.#memory);
    if (byteLength !== undefined && !room.growTo(byteLength)) return this.#large.open(byteLength);
    return new SpillingBodyWriter(this.#large, room);
  }

  stop(): Promise<void> {
    return this.#large.stop();
  }
}

/** How much memory the bodies take that only stay there as long as there is room. */
class Memory {
  readonly limits: SpillingLimits;
  takenBytes = 0;

  constructor(limits: SpillingLimits) {
    this.limits = limits;
  }
}

/** What one body takes of the memory, from its first byte on. */
class Room {
  readonly #memory: Memory;
  #takenBytes = 0;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get isTaken(): boolean {
    return this.#takenBytes > 0;
  }

  /** `false` when a body of this size must not be in memory. */
  growTo(byteLength: number): boolean {
    const { alwaysInMemoryBytes, largestInMemoryBytes, memoryBytes } = this.#memory.limits;
    if (byteLength <= alwaysInMemoryBytes || byteLength <= this.#takenBytes) return true;
    const more = byteLength - this.#takenBytes;
    if (byteLength > largestInMemoryBytes || this.#memory.takenBytes + more > memoryBytes) return false;
    this.#memory.takenBytes += more;
    this.#takenBytes = byteLength;
    return true;
  }

  free(): void {
    this.#memory.takenBytes -= this.#takenBytes;
    this.#takenBytes = 0;
  }
}

/** Gives its room back with its last reference. */
class CountedBody implements StoredBody {
  readonly #body: StoredBody;
  readonly #room: Room;
  #references = 1;

  constructor(body: StoredBody, room: Room) {
    this.#body = body;
    this.#room = room;
  }

  get byteLength(): number {
    return this.#body.byteLength;
  }

  read(start: number, end: number): ReturnType<StoredBody["read"]> {
    return this.#body.read(start, end);
  }

  retain(): StoredBody {
    this.#references++;
    return this;
  }

  release(): void {
    this.#references--;
    if (this.#references === 0) this.#room.free();
  }
}

class SpillingBodyWriter implements BodyWriter {
  readonly #large: BodyStore;
  readonly #room: Room;
  readonly #writer = new MemoryBodyWriter();
  #spilled: BodyWriter | undefined;

  constructor(large: BodyStore, room: Room) {
    this.#large = large;
    this.#room = room;
  }

  write(chunk: Uint8Array): void | Promise<void> {
    if (this.#spilled !== undefined) return this.#spilled.write(chunk);
    if (this.#room.growTo(this.#writer.byteLength + chunk.byteLength)) {
      this.#writer.write(chunk);
      return undefined;
    }
    return this.#spill(chunk);
  }

  finish(): StoredBody | Promise<StoredBody> {
    if (this.#spilled !== undefined) return this.#spilled.finish();
    const body = this.#writer.finish();
    return this.#room.isTaken ? new CountedBody(body, this.#room) : body;
  }

  abort(): void | Promise<void> {
    this.#letGo();
    return this.#spilled?.abort();
  }

  async #spill(chunk: Uint8Array): Promise<void> {
    this.#spilled = this.#large.open(undefined);
    const before = this.#writer.chunks;
    this.#letGo();
    for (const earlier of before) await this.#spilled.write(earlier);
    await this.#spilled.write(chunk);
  }

  #letGo(): void {
    this.#writer.abort();
    this.#room.free();
  }
}
