import type { Branded } from "../core/brand.ts";
import type { Random } from "../core/random.ts";

export type ReceiptHandle = Branded<"ReceiptHandle">;

/** What a receipt handle says: which message of the queue, and which of its receives. */
export interface Receipt {
  readonly sequence: number;
  readonly receive: number;
}

/** The three bytes that every handle of AWS begins with, in base64. */
const PREFIX = "AQEB";
/** Words of 24 bits, four base64 digits each: two of check, two of the sequence, one of the receive, and filling. */
const WORDS = 9;
const LENGTH = PREFIX.length + WORDS * 4;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Two digits for every 12 bits: halves the steps of an encoding that every receive pays for. */
const DIGIT_PAIRS: readonly string[] = Array.from(
  { length: 4096 },
  (_, bits) => `${DIGITS.charAt(bits >> 6)}${DIGITS.charAt(bits & 63)}`,
);
/** By character code; what is no digit counts as -1, which no word can hold. */
const DIGIT_VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < DIGITS.length; value++) DIGIT_VALUES[DIGITS.charCodeAt(value)] = value;
const WORD = 0xffffff;

/**
 * Writes and reads one queue's receipt handles: opaque text that holds all that is needed to find the message in one step.
 * A handle of another queue, or one that was tampered with, does not pass the check.
 */
export class ReceiptHandles {
  readonly #keyA: number;
  readonly #keyB: number;

  constructor(random: Random) {
    this.#keyA = random.int(2 ** 32);
    this.#keyB = random.int(2 ** 32);
  }

  encode(sequence: number, receive: number): ReceiptHandle {
    const low = sequence & WORD;
    const high = Math.floor(sequence / 2 ** 24) & WORD;
    const count = receive & WORD;
    const checkA = mix(low ^ this.#keyA, high, count) & WORD;
    const checkB = mix(high ^ this.#keyB, low, checkA) & WORD;
    let mask = (checkA << 8) ^ checkB ^ this.#keyB;
    let text = PREFIX + word(checkA) + word(checkB);
    text += word(low ^ ((mask = step(mask)) & WORD));
    text += word(high ^ ((mask = step(mask)) & WORD));
    text += word(count ^ ((mask = step(mask)) & WORD));
    for (let filling = 5; filling < WORDS; filling++) text += word((mask = step(mask)) & WORD);
    return text as ReceiptHandle;
  }

  /** What the handle says, or `undefined` when this queue never made it. */
  decode(text: string): Receipt | undefined {
    if (text.length !== LENGTH || !text.startsWith(PREFIX)) return undefined;
    const checkA = wordAt(text, 0);
    const checkB = wordAt(text, 1);
    let mask = (checkA << 8) ^ checkB ^ this.#keyB;
    const low = wordAt(text, 2) ^ ((mask = step(mask)) & WORD);
    const high = wordAt(text, 3) ^ ((mask = step(mask)) & WORD);
    const receive = wordAt(text, 4) ^ ((mask = step(mask)) & WORD);
    if (checkA !== (mix(low ^ this.#keyA, high, receive) & WORD)) return undefined;
    if (checkB !== (mix(high ^ this.#keyB, low, checkA) & WORD)) return undefined;
    for (let filling = 5; filling < WORDS; filling++) {
      if (wordAt(text, filling) !== ((mask = step(mask)) & WORD)) return undefined;
    }
    return { sequence: high * 2 ** 24 + low, receive };
  }
}

function word(bits: number): string {
  return `${DIGIT_PAIRS[bits >>> 12]}${DIGIT_PAIRS[bits & 0xfff]}`;
}

function wordAt(text: string, index: number): number {
  let bits = 0;
  const start = PREFIX.length + index * 4;
  for (let at = start; at < start + 4; at++) bits = (bits << 6) | (DIGIT_VALUES[text.charCodeAt(at)] ?? -1);
  return bits;
}

/** Spreads three words over 32 bits; not a secret, only unlikely to be met by chance. */
function mix(a: number, b: number, c: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul((hash ^ (hash >>> 13)) + b, 0xc2b2ae35);
  hash = Math.imul((hash ^ (hash >>> 16)) + c, 0x27d4eb2f);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function step(state: number): number {
  let next = (state + 0x6d2b79f5) | 0;
  next = Math.imul(next ^ (next >>> 15), next | 1);
  return next ^ (next + Math.imul(next ^ (next >>> 7), next | 61));
}
