import { createHmac } from "node:crypto";

/** What stands for secrets: the same secret gets the same placeholder, as long as the salt is the same. */
export interface Placeholders {
  /** `redacted-<kind>-<tag>`. */
  text(kind: string, secret: string): string;
  email(secret: string): string;
  /** Three parts that decode as JSON and say nothing. */
  jwt(secret: string): string;
  /** As AWS's access key ids look. */
  accessKeyId(secret: string): string;
  /** As many digits, separators where they were; never a valid card number. */
  digits(secret: string): string;
}

/** Six digits of a keyed digest: enough to tell a run's secrets apart, too little to find one again. */
const TAG_DIGITS = 6;

/** @param salt any bytes that stay on this machine; without them a placeholder says nothing of its secret */
export function createPlaceholders(salt: string | Uint8Array): Placeholders {
  const digest = (secret: string): string => createHmac("sha256", salt).update(secret).digest("hex");
  const tagOf = (secret: string): string => digest(secret).slice(0, TAG_DIGITS);
  return {
    text: (kind, secret) => `redacted-${kind}-${tagOf(secret)}`,
    email: (secret) => `redacted-${tagOf(secret)}@example.invalid`,
    jwt(secret) {
      const claims = Buffer.from(JSON.stringify({ redacted: tagOf(secret) })).toString("base64url");
      return `${JWT_HEAD}.${claims}.redacted`;
    },
    accessKeyId: (secret) => `${secret.slice(0, 4)}${REDACTED}${base32(digest(secret), 20 - 4 - REDACTED.length)}`,
    digits: (secret) => withoutChecksum(digitsLike(secret, digest(secret))),
  };
}

const JWT_HEAD = Buffer.from('{"alg":"none"}').toString("base64url");
const REDACTED = "REDACTED";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Whether `text` is one of ours: a secret is not redacted twice. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text.trim());
}

const FORM = `(?:redacted-(?:[a-z0-9-]{1,60}-)?[0-9a-f]{6}(?:@example\\.invalid)?|(?:AKIA|ASIA)${REDACTED}[A-Z2-7]{8}|${JWT_HEAD}\\.[\\w-]{1,60}\\.redacted)`;
const PLACEHOLDER = new RegExp(`^${FORM}$`);
const PLACEHOLDERS = new RegExp(`(?<!\\w)${FORM}(?!\\w)`, "g");

/** The placeholders in a text, each once; digits that stand for digits cannot be told from others. */
export function redactedValues(text: string): string[] {
  return [...new Set(text.match(PLACEHOLDERS))];
}

function base32(hex: string, length: number): string {
  const bytes = Buffer.from(hex, "hex");
  return Array.from({ length }, (_, index) => BASE32[(bytes[index] ?? 0) & 31] ?? "A").join("");
}

/** The first digit stays, so that a number stays as long as it was. */
function digitsLike(secret: string, hex: string): string {
  const bytes = Buffer.from(hex, "hex");
  let index = 0;
  return secret.replaceAll(/\d/g, (digit) => (index++ === 0 ? digit : String((bytes[index % bytes.length] ?? 0) % 10)));
}

/** The last digit makes the checksum wrong, whatever the others are. */
function withoutChecksum(digits: string): string {
  if (!passesLuhn(digits.replaceAll(/\D/g, ""))) return digits;
  return digits.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 5) % 10));
}

/** The check digit of payment cards. https://en.wikipedia.org/wiki/Luhn_algorithm */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const counted = index % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return digits.length > 0 && sum % 10 === 0;
}
