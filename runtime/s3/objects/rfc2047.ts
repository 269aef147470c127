/**
 * User metadata in the form that mail headers have: S3 decodes such values when it stores them, and encodes what is not plain
 * text when it answers. Which of the two encodings, and where long text is cut, is JavaMail's choice, whose answers the recordings show
 * (s3--TestS3.user_metadata_rfc2047_encoded).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */

const ENCODED_WORD = /^=\?([^?\s]+)\?([BbQq])\?([^?\s]*)\?=$/;

/** What a header's value means; what is no encoded word stays as it is. */
export function decodeMetadata(header: string): string {
  if (!header.includes("=?")) return header;
  let text = "";
  let wasEncoded = false;
  let blank = "";
  for (const part of header.split(/([\t\n\r ]+)/)) {
    if (/^[\t\n\r ]*$/.test(part)) {
      blank += part;
      continue;
    }
    const decoded = decodeWord(part);
    // The blanks between two encoded words are part of the encoding.
    if (!(wasEncoded && decoded !== undefined)) text += blank;
    text += decoded ?? part;
    wasEncoded = decoded !== undefined;
    blank = "";
  }
  return text + blank;
}

function decodeWord(word: string): string | undefined {
  const [, charset, encoding, content = ""] = ENCODED_WORD.exec(word) ?? [];
  if (charset === undefined || encoding === undefined) return undefined;
  const bytes = encoding.toUpperCase() === "B" ? decodeB(content) : decodeQ(content);
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    // Nobody knows this charset.
    return undefined;
  }
}

function decodeQ(content: string): Uint8Array {
  const bytes = content
    .replaceAll("_", " ")
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1");
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** What is no base64 counts as its last digit: recorded, `=GGG` becomes FC 61 86. */
function decodeB(content: string): Uint8Array {
  const end = /={0,2}$/.exec(content)?.index ?? content.length;
  const digits = Array.from(content.slice(0, end), (character) => {
    const digit = BASE64.indexOf(character);
    return BASE64[digit < 0 ? 63 : digit] ?? "/";
  });
  return Buffer.from(digits.join(""), "base64");
}

/** JavaMail: as long as an encoded word may be, less what is around its content. */
const MAX_CONTENT = 68 - "UTF-8".length;

/** A value as an answer's header has it. */
export function encodeMetadata(value: string): string {
  const odd = countOdd(value);
  if (odd === 0) return value;
  const words: string[] = [];
  const encode = value.length - odd > odd ? encodeQ : encodeB;
  addWords(value, encode, words);
  return words.join(" ");
}

/** Code units that are neither printable ASCII nor the blanks that a header may have. */
function countOdd(value: string): number {
  let odd = 0;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code >= 0x7f || (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d)) odd++;
  }
  return odd;
}

/** Cuts in halves what is too long, but never between the two units of one character. */
function addWords(text: string, encode: (text: string) => string, words: string[]): void {
  const encoded = encode(text);
  const half = Math.floor(text.length / 2);
  const code = text.charCodeAt(half - 1);
  const split = code >= 0xd800 && code <= 0xdbff ? half - 1 : half;
  if (encoded.length <= MAX_CONTENT || split <= 0) {
    words.push(`=?UTF-8?${encode === encodeQ ? "Q" : "B"}?${encoded}?=`);
    return;
  }
  addWords(text.slice(0, split), encode, words);
  addWords(text.slice(split), encode, words);
}

function encodeB(text: string): string {
  return Buffer.from(text).toString("base64");
}

function encodeQ(text: string): string {
  let encoded = "";
  for (const byte of Buffer.from(text)) {
    if (byte === 0x20) encoded += "_";
    else if (byte > 0x20 && byte < 0x7f && !"=_?".includes(String.fromCharCode(byte)))
      encoded += String.fromCharCode(byte);
    else encoded += `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}
