import { isPlaceholder, passesLuhn, type Placeholders } from "./placeholder.ts";
import { isSecretKey } from "./secret-keys.ts";

/** Finds one kind of secret in any text. */
export interface TextRule {
  readonly name: string;
  /** Texts without any of these hold nothing for the pattern; looking for them is much quicker than the pattern. */
  readonly signs: readonly string[];
  /** Must take a time that grows with the text's length only: no unbounded repetition inside of another. */
  readonly pattern: RegExp;
  replace(match: RegExpExecArray, placeholders: Placeholders): string;
}

function whole(name: string, signs: readonly string[], pattern: RegExp): TextRule {
  return { name, signs, pattern, replace: ([text], placeholders) => placeholders.text(name, text) };
}

/** The pattern's named groups `before` and `after` stay. */
function inner(name: string, signs: readonly string[], pattern: RegExp): TextRule {
  return {
    name,
    signs,
    pattern,
    replace({ groups }, placeholders) {
      const { before = "", secret = "", after = "" } = groups ?? {};
      if (secret === "" || isPlaceholder(secret)) return `${before}${secret}${after}`;
      return `${before}${placeholders.text(name, secret)}${after}`;
    },
  };
}

/** In this order: what an earlier one has replaced, later ones leave alone. */
export const TEXT_RULES: readonly TextRule[] = [
  {
    name: "jwt",
    signs: ["eyJ"],
    pattern: /\beyJ[A-Za-z0-9_-]{8,16384}(?:\.[A-Za-z0-9_-]{0,16384}){2,4}/g,
    replace: ([text], placeholders) => placeholders.jwt(text),
  },
  {
    name: "aws-access-key-id",
    signs: ["AKIA", "ASIA"],
    pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
    replace: ([text], placeholders) => placeholders.accessKeyId(text),
  },
  inner(
    "signature",
    ["="],
    /(?<before>\b(?:X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Signature|Credential|sig)=)(?<secret>[^&\s"'\\,<>]{8,4096})/gi,
  ),
  inner(
    "connection",
    ["://"],
    /(?<before>\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:@/"'\\]{0,128}:)(?<secret>[^\s@/"'\\]{1,256})(?<after>@)/gi,
  ),
  inner(
    "authorization",
    [" ", "\t"],
    /(?<before>\b(?:Bearer|Basic|Digest|Negotiate)\s{1,4})(?<secret>[A-Za-z0-9._~+/=-]{8,8192})/gi,
  ),
  // GitHub, GitLab, Slack, Stripe, npm, PyPI, SendGrid, Google, OpenAI and the like, by their own prefixes.
  whole(
    "token",
    ["_", "-", ".", "AIza"],
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{16,64}|xox[abeprs]-[A-Za-z0-9-]{10,255}|xapp-[A-Za-z0-9-]{10,255}|[rs]k_(?:live|test)_[A-Za-z0-9]{10,255}|whsec_[A-Za-z0-9+/=]{16,128}|npm_[A-Za-z0-9]{30,64}|pypi-[A-Za-z0-9_-]{16,255}|SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}|AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{16,512}|sk-[A-Za-z0-9_-]{20,255}|dop_v1_[a-f0-9]{64}|shp(?:at|ss|ca)_[a-fA-F0-9]{32}|hf_[A-Za-z0-9]{30,64}|AGE-SECRET-KEY-1[A-Z0-9]{58})/g,
  ),
  whole("slack-hook", ["hooks.slack.com"], /\bhooks\.slack\.com\/services\/[A-Za-z0-9/]{20,100}/g),
  inner("cookie", ["ookie:", "OOKIE:"], /(?<before>\bcookie: {0,4})(?<secret>[^\r\n"]{1,8192})/gi),
  {
    name: "aws-secret-access-key",
    signs: [""],
    pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g,
    replace: ([text], placeholders) => (looksRandom(text) ? placeholders.text("aws-secret", text) : text),
  },
  {
    name: "email",
    signs: ["@", "%40"],
    // `logo@2x.png` is none. From the beginning of a word only: else a long one is gone through again from each of its letters.
    pattern: /(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+(?:@|%40)(?!\dx\.)(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}\b/g,
    // What stands before the host in a connection string may be a placeholder by now.
    replace: ([text], placeholders) =>
      isPlaceholder(text.split(/@|%40/)[0] ?? "") ? text : placeholders.email(text.replace("%40", "@")),
  },
  {
    name: "card",
    signs: [""],
    pattern: /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.]\d|\d)/g,
    replace: ([text], placeholders) => (isCardNumber(text.replaceAll(/\D/g, "")) ? placeholders.digits(text) : text),
  },
  {
    name: "ssn",
    signs: ["-"],
    pattern: /(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g,
    replace: ([text], placeholders) => placeholders.digits(text).replace(/^\d/, "9"),
  },
];

/** Digests in hex, words in a path and SQS's receipt handles are not. */
function looksRandom(text: string): boolean {
  const isMixed = /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
  return isMixed && !/^[0-9a-fA-F]+$|^AQEB/.test(text) && new Set(text).size >= 20;
}

/** Lengths and first digits of the card networks. https://en.wikipedia.org/wiki/Payment_card_number */
const CARD =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17})$/;

export function isCardNumber(digits: string): boolean {
  return CARD.test(digits) && passesLuhn(digits);
}

/**
 * Values by their names as in `password=x`, `"apiKey": "x"`, `Pwd=x;`, also inside of escaped JSON. Not one pattern: a value is only looked
 * at behind a secret's name.
 */
export function redactNamed(text: string, placeholders: Placeholders): string {
  let result = "";
  let from = 0;
  for (const { 0: match, index, groups } of text.matchAll(NAMED)) {
    const valueAt = index + match.length;
    if (valueAt <= from || !isSecretKey((groups?.["name"] ?? "").slice(-LONGEST_NAME))) continue;
    const { quote = "", quoted, bare = "" } = valueIn(text, valueAt);
    const secret = quoted ?? bare;
    if (secret === "" || isPlaceholder(secret)) continue;
    result += `${text.slice(from, valueAt)}${quote}${placeholders.text("secret", secret)}`;
    from = valueAt + quote.length + secret.length;
  }
  return result + text.slice(from);
}

/** A name from the beginning of its word on, so that each word is gone through once. */
const NAMED = /(?<![\w.-])(?<name>(?:(?:api|access|secret|private|account) )?[\w.-]+)[\\"']{0,4}\s{0,4}[=:]\s{0,4}/gi;
const LONGEST_NAME = 60;

function valueIn(
  text: string,
  at: number,
): { readonly quote?: string; readonly quoted?: string; readonly bare?: string } {
  const value = /(?<quote>\\{0,3}["'])(?<quoted>[^"'\\\r\n]+)|(?<bare>[^\s&;,"'\\<>{}()[\]]{3,})/y;
  value.lastIndex = at;
  return value.exec(text)?.groups ?? {};
}

/** Private keys in PEM, with the armour kept. Not a pattern: many beginnings without an end would take a quadratic time. */
export function redactPrivateKeys(text: string, placeholders: Placeholders): string {
  if (!text.includes("PRIVATE KEY")) return text;
  let result = "";
  let from = 0;
  for (;;) {
    const begin = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
    begin.lastIndex = from;
    const start = begin.exec(text);
    if (start === null) return result + text.slice(from);
    const bodyAt = start.index + start[0].length;
    const endAt = text.indexOf("-----END", bodyAt);
    // Cut off in the middle, it is still a key.
    const bodyEnd = endAt === -1 ? text.length : endAt;
    const body = text.slice(bodyAt, bodyEnd);
    const replaced = isPlaceholder(body) ? body : `\n${placeholders.text("private-key", body)}\n`;
    result += text.slice(from, bodyAt) + replaced;
    if (endAt === -1) return result;
    from = endAt;
    if (text.indexOf("-----BEGIN", from) === -1) return result + text.slice(from);
  }
}
