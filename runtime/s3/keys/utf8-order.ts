/**
 * Compares two texts by their UTF-8 bytes, which is the order of keys in S3's lists: negative, zero or positive.
 *
 * JavaScript's own `<` compares UTF-16 units, which puts characters beyond U+FFFF (they begin with D800 to DFFF) before E000 to FFFF.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function compareUtf8(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return x >= FIRST_SURROGATE && y >= FIRST_SURROGATE ? byteRank(x) - byteRank(y) : x - y;
  }
  return a.length - b.length;
}

const FIRST_SURROGATE = 0xd800;

/** Surrogates stand for characters of four bytes, which come after all others. */
function byteRank(unit: number): number {
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
