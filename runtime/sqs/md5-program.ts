/**
 * MD5 of four texts at once, as a WebAssembly module that is written here instruction by instruction: MD5's steps wait for each other,
 * so that one text leaves most of a core idle, and four in the lanes of a vector take hardly longer than one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1321 MD5
 * @see https://webassembly.github.io/spec/core/binary/instructions.html#vector-instructions
 */

/** Texts side by side. */
export const LANES = 4;
/** Bytes of memory for one lane's text with its padding; texts lie one behind the other from address 0. */
export const LANE_BYTES = 0x10000;
/** Where the module finds how many blocks each lane has: four 32-bit integers. */
export const COUNTS_AT = LANES * LANE_BYTES;
/** Where it leaves the digests, one behind the other. */
export const DIGESTS_AT = COUNTS_AT + 16;
export const DIGEST_BYTES = 16;
export const BLOCK_BYTES = 64;

type Code = readonly number[];

/** Shifts of the four rounds, RFC 1321, 3.4. */
const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
/** Which word of the block the step `i` of each round takes. */
const WORD_OF: readonly ((i: number) => number)[] = [(i) => i, (i) => 5 * i + 1, (i) => 3 * i + 5, (i) => 7 * i];
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476] as const;

const I32 = 0x7f;
const V128 = 0x7b;
const BLOCKS = 0;
const AT = 1;
const BLOCK = 2;
const STATE = 3;
const WORK = 7;
const TURNED = 11;
const WORDS = 12;

/** Instructions one after the other. */
const code = (...parts: readonly Code[]): Code => parts.flat();
const each = <Item>(items: readonly Item[], of: (item: Item, index: number) => Code): Code => items.flatMap(of);

const get = (local: number): Code => [0x20, local];
const set = (local: number): Code => [0x21, local];
const tee = (local: number): Code => [0x22, local];
const integer = (value: number): Code => [0x41, ...signed(value)];
const PLUS: Code = [0x6a];
const LESS: Code = [0x48];
const LOOP: Code = [0x03, 0x40];
const AGAIN_IF: Code = [0x0d, 0];
const END: Code = [0x0b];
const vector = (operation: number, ...operands: Code): Code => [0xfd, ...unsigned(operation), ...operands];
const constant = (word: number): Code => vector(0x0c, ...[word, word, word, word].flatMap(bytesOf));
const NOT = vector(0x4d);
const AND = vector(0x4e);
const OR = vector(0x50);
const XOR = vector(0x51);
const CHOOSE = vector(0x52);
const SPLAT = vector(0x11);
const GREATER = vector(0x3b);
const SHIFT_LEFT = vector(0xab);
const SHIFT_RIGHT = vector(0xad);
const ADD = vector(0xae);

/** The module: it exports its memory and `digest(blocks)`, where `blocks` is the largest of the counts. */
export function md5Program(): Uint8Array {
  const locals = [2, 2, I32, WORDS + 16 - STATE, V128];
  const body = code(locals, digestCode());
  const pages = LANES + 1;
  return Uint8Array.from(
    code(
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [1, 0x60, 1, I32, 0]),
      section(3, [1, 0]),
      section(5, [1, 0, pages]),
      section(7, code([2], name("memory"), [2, 0], name("digest"), [0, 0])),
      section(10, code([1], unsigned(body.length), body)),
    ),
  );
}

function digestCode(): Code {
  const steps = Array.from({ length: 64 }, (_, index) => step(index));
  return code(
    each(START, (word, index) => code(constant(word), set(STATE + index))),
    LOOP,
    loadWords(),
    each(START, (_, index) => code(get(STATE + index), set(WORK + index))),
    ...steps,
    addToState(),
    code(get(AT), integer(BLOCK_BYTES), PLUS, set(AT)),
    code(get(BLOCK), integer(1), PLUS, tee(BLOCK), get(BLOCKS), LESS, AGAIN_IF),
    END,
    storeDigests(),
    END,
  );
}

/** The block's sixteen words, each with those of the other lanes. */
function loadWords(): Code {
  const fromLane = (word: number, lane: number): Code =>
    code(get(AT), get(TURNED), vector(0x56, 0, ...unsigned(lane * LANE_BYTES + word * 4), lane), set(TURNED));
  return each([...Array(16).keys()], (word) =>
    code(
      code(get(AT), vector(0x09, 0, ...unsigned(word * 4)), set(TURNED)),
      each([1, 2, 3], (lane) => fromLane(word, lane)),
      code(get(TURNED), set(WORDS + word)),
    ),
  );
}

/** `a = b + rotate(a + f(b, c, d) + word + constant)`; then the four names move on by one. */
function step(index: number): Code {
  const round = index >> 4;
  const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((place) => WORK + ((place + 4 - (index & 3)) & 3));
  const shift = SHIFTS[round]?.[index & 3] ?? 0;
  const word = WORDS + ((WORD_OF[round]?.(index) ?? 0) & 15);
  return code(
    code(get(a), constant(Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32)), get(word), ADD, ADD),
    code(mixed(round, b, c, d), ADD, tee(TURNED)),
    code(integer(shift), SHIFT_LEFT, get(TURNED), integer(32 - shift), SHIFT_RIGHT, OR),
    code(get(b), ADD, set(a)),
  );
}

function mixed(round: number, b: number, c: number, d: number): Code {
  if (round === 0) return code(get(c), get(d), get(b), CHOOSE);
  if (round === 1) return code(get(b), get(c), get(d), CHOOSE);
  if (round === 2) return code(get(b), get(c), get(d), XOR, XOR);
  return code(get(c), get(b), get(d), NOT, OR, XOR);
}

/** Only where the lane has this block. */
function addToState(): Code {
  return code(
    code(integer(0), vector(0, 0, ...unsigned(COUNTS_AT)), get(BLOCK), SPLAT, GREATER, set(TURNED)),
    each(START, (_, index) => code(get(STATE + index), get(WORK + index), get(TURNED), AND, ADD, set(STATE + index))),
  );
}

function storeDigests(): Code {
  const store = (lane: number, index: number): Code =>
    code(
      code(integer(0), get(STATE + index), vector(0x1b, lane)),
      [0x36, 0],
      unsigned(DIGESTS_AT + lane * DIGEST_BYTES + index * 4),
    );
  return each(START, (_, index) => each([0, 1, 2, 3], (lane) => store(lane, index)));
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

function name(text: string): Code {
  return [text.length, ...Buffer.from(text)];
}

function bytesOf(word: number): Code {
  return [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24];
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
