/**
 * The few kinds of ASN.1 value that an X.509 certificate is made of, in their DER encoding (ITU-T X.690).
 * Node can read certificates but not make them; a library for this would be larger than all of it.
 */
type Der = Uint8Array;

export function sequence(...items: readonly Der[]): Der {
  return value(0x30, Buffer.concat(items));
}

export function set(...items: readonly Der[]): Der {
  return value(0x31, Buffer.concat(items));
}

/** @param bytes big-endian, taken as positive */
export function integer(bytes: Uint8Array): Der {
  const isNegative = ((bytes[0] ?? 0) & 0x80) !== 0;
  return value(0x02, isNegative ? Buffer.concat([Uint8Array.of(0), bytes]) : bytes);
}

export function bitString(bytes: Uint8Array): Der {
  return value(0x03, Buffer.concat([Uint8Array.of(0), bytes]));
}

export function octetString(bytes: Uint8Array): Der {
  return value(0x04, bytes);
}

export function nothing(): Der {
  return value(0x05, new Uint8Array());
}

/** @param dotted for example `2.5.4.3` */
export function objectIdentifier(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return value(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export function utf8String(text: string): Der {
  return value(0x0c, Buffer.from(text));
}

export function boolean(isTrue: boolean): Der {
  return value(0x01, Uint8Array.of(isTrue ? 0xff : 0));
}

/** @param isoText `2026-01-01T00:00:00.000Z`; before 2050, as UTCTime has two digits for the year */
export function utcTime(isoText: string): Der {
  return value(0x17, Buffer.from(`${isoText.slice(2, 19).replaceAll(/[-T:]/g, "")}Z`));
}

/** `[tag]` around a value. */
export function explicit(tag: number, inner: Der): Der {
  return value(0xa0 | tag, inner);
}

function value(tag: number, content: Uint8Array): Der {
  return Buffer.concat([Uint8Array.of(tag, ...lengthOf(content.length)), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function base128(number: number): number[] {
  const digits = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 | (rest % 128));
  }
  return digits;
}
