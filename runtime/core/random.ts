/**
 * The only source of randomness in the program, from one seed, so that a run can be repeated.
 *
 * Not for secrets: ids and receipt handles here are unguessable to nobody.
 */
export interface Random {
  /** A version 4 UUID in lower case. */
  uuid(): string;
  /** `bytes` random bytes as lower-case hex, two digits each. */
  hex(bytes: number): string;
  /** A float, 0 <= x < 1. */
  float(): number;
  /** An integer, 0 <= n < `below`. */
  int(below: number): number;
  /** An independent stream that depends on the seed and `label` only, so that one part's draws do not shift another's. */
  fork(label: string): Random;
}

/**
 * A generator of repeatable randomness.
 *
 * @param seed any text; the same seed gives the same draws
 */
export function seededRandom(seed: string): Random {
  const next = sfc32(seed);
  const random: Random = {
    float: () => next() / 2 ** 32,
    int: (below) => Math.floor((next() / 2 ** 32) * below),
    hex(bytes) {
      let text = "";
      for (let made = 0; made < bytes; made++) text += HEX[next() & 0xff];
      return text;
    },
    uuid() {
      const a = next();
      const b = next();
      const c = next();
      const d = next();
      writeDigits(0, a >>> 16);
      writeDigits(4, a);
      writeDigits(9, b);
      writeDigits(14, ((b >>> 16) & 0x0fff) | 0x4000);
      writeDigits(19, (c & 0x3fff) | 0x8000);
      writeDigits(24, c >>> 16);
      writeDigits(28, d >>> 16);
      writeDigits(32, d);
      return uuidBytes.toString("latin1");
    },
    fork: (label) => seededRandom(`${seed}\0${label}`),
  };
  return random;
}

/** A fresh seed for a run that was not given one: eight hex digits, short enough to be typed again. */
export function freshSeed(): string {
  return Math.floor(Math.random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0");
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const DIGITS = Buffer.from("0123456789abcdef");
/** A UUID is written as bytes: joined strings would stay a tree of small ones, which a million waiting messages pay for. */
const uuidBytes = Buffer.alloc(36, "-");

/** The lower 16 bits of `word`, as four digits of the UUID. */
function writeDigits(at: number, word: number): void {
  uuidBytes[at] = DIGITS[(word >>> 12) & 0xf] ?? 0;
  uuidBytes[at + 1] = DIGITS[(word >>> 8) & 0xf] ?? 0;
  uuidBytes[at + 2] = DIGITS[(word >>> 4) & 0xf] ?? 0;
  uuidBytes[at + 3] = DIGITS[word & 0xf] ?? 0;
}

/** "Small fast counting" generator by Chris Doty-Humphrey (public domain, PractRand), 128 bits of state. */
function sfc32(seed: string): () => number {
  let a = hash(seed, 0x9e3779b9);
  let b = hash(seed, 0x243f6a88);
  let c = hash(seed, 0xb7e15162);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 16; round++) next();
  return next;
}

/** FNV-1a with a salt: only spreads the seed's text over the generator's state. */
function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ salt;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
