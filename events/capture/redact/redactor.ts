import { gunzipSync, gzipSync } from "node:zlib";
import { replaceScalars, type Scalar } from "./json-scan.ts";
import { createPlaceholders, isPlaceholder, type Placeholders } from "./placeholder.ts";
import { isCardNumber, redactNamed, redactPrivateKeys, TEXT_RULES } from "./rules.ts";
import { isSecretKey } from "./secret-keys.ts";

/** A rule of the user's: by the name of a key, or by what a text looks like. */
export interface CustomRule {
  /** Part of the placeholder. */
  readonly name: string;
  /** The value under every key that matches is a secret. */
  readonly key?: RegExp | undefined;
  /** Everything in a text that matches is a secret. */
  readonly pattern?: RegExp | undefined;
}

export interface RedactorOptions {
  /** Stays on this machine; the same salt gives the same placeholders. */
  readonly salt: string | Uint8Array;
  readonly rules?: readonly CustomRule[];
}

/**
 * Takes secrets out of texts before they are written down. JSON stays JSON of the same shape, with its white space; a secret gets the
 * same placeholder wherever it is; what is redacted already stays as it is (numbers under a secret's name do not: they show no sign of it).
 *
 * Looks into JSON in strings (SNS in SQS), base64 of text, gzip in base64 (CloudWatch Logs), and forms.
 */
export interface Redactor {
  /** Any text: JSON, a log line, a header. */
  text(text: string): string;
}

/** Texts in texts in texts: an S3 event in an envelope in a record in a destination's record is five. */
const DEEPEST = 8;

export function createRedactor({ salt, rules = [] }: RedactorOptions): Redactor {
  const redactor = new RuleRedactor(createPlaceholders(salt), rules);
  return { text: (text) => redactor.text(text, 0) };
}

class RuleRedactor {
  readonly #placeholders: Placeholders;
  readonly #keyRules: readonly CustomRule[];
  readonly #textRules: readonly (CustomRule & { readonly pattern: RegExp })[];

  /** Events have the same few names again and again. */
  readonly #known = new Map<string, string | undefined>();

  constructor(placeholders: Placeholders, rules: readonly CustomRule[]) {
    this.#placeholders = placeholders;
    this.#keyRules = rules
      .filter(({ key }) => key !== undefined)
      .map((rule) => ({ ...rule, key: withoutState(rule.key) }));
    this.#textRules = rules.flatMap((rule) =>
      rule.pattern === undefined ? [] : [{ ...rule, pattern: everywhere(rule.pattern) }],
    );
  }

  text(text: string, depth: number): string {
    if (text.length < SHORTEST) return text;
    if (depth > DEEPEST) return this.#plain(text);
    const json = replaceScalars(text, (scalar) => this.#scalar(scalar, depth));
    if (json !== undefined) return json;
    return this.#encoded(text, depth) ?? this.#plain(text);
  }

  #scalar({ kind, token, names }: Scalar, depth: number): string {
    if (kind === "key") return this.#key(token);
    const secretKind = this.#secretKindOf(names);
    if (kind === "number") return this.#number(token, secretKind !== undefined);
    const value = JSON.parse(token) as string;
    const redacted = secretKind === undefined ? this.text(value, depth + 1) : this.#secret(value, secretKind, depth);
    return redacted === value ? token : JSON.stringify(redacted);
  }

  /** A map by e-mail address or token. */
  #key(token: string): string {
    if (token.length < SHORTEST + 2) return token;
    const key = JSON.parse(token) as string;
    const redacted = this.#plain(key);
    return redacted === key ? token : JSON.stringify(redacted);
  }

  /** Everything below a secret's name is a secret (`{"password": {"S": "x"}}`), except what says its type. */
  #secretKindOf(names: readonly string[]): string | undefined {
    if (TYPE_KEYS.has(names.at(-1) ?? "")) return undefined;
    for (const name of names) {
      const found = this.#secretKind(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #secretKind(name: string): string | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    const rule = this.#keyRules.find((one) => one.key?.test(name) === true);
    const kind = rule?.name ?? (isSecretKey(name) ? "secret" : undefined);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(name, kind);
    return kind;
  }

  /** JSON in text under such a name keeps its shape; a scheme before a credential stays too. */
  #secret(value: string, kind: string, depth: number): string {
    if (value === "" || isPlaceholder(value)) return value;
    const json =
      depth > DEEPEST
        ? undefined
        : replaceScalars(value, (scalar) =>
            this.#scalar({ ...scalar, names: [kind, "secret", ...scalar.names] }, depth + 1),
          );
    if (json !== undefined) return json;
    const scheme = /^(?:Bearer|Basic|Digest|Negotiate|AWS4-HMAC-SHA256)\s+/i.exec(value)?.[0] ?? "";
    const secret = value.slice(scheme.length);
    return isPlaceholder(secret) ? value : `${scheme}${this.#placeholders.text(kind, secret)}`;
  }

  #number(token: string, isSecret: boolean): string {
    const isCard = token.length >= 12 && isCardNumber(token);
    return isSecret || isCard ? numberLike(token, this.#placeholders) : token;
  }

  /** Base64 of text that holds a secret: encoded again. `undefined` when it is no such thing. */
  #encoded(text: string, depth: number): string | undefined {
    if (text.length < 24 || text.length % 4 !== 0 || !BASE64_TEXT.test(text)) return undefined;
    const bytes = Buffer.from(text, "base64");
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return this.#zipped(text, bytes, depth);
    const decoded = bytes.toString("utf8");
    if (!isReadable(decoded)) return undefined;
    const redacted = this.text(decoded, depth + 1);
    return redacted === decoded ? text : Buffer.from(redacted).toString("base64");
  }

  #zipped(text: string, bytes: Buffer, depth: number): string | undefined {
    try {
      const decoded = gunzipSync(bytes, { maxOutputLength: LARGEST_UNZIPPED }).toString("utf8");
      const redacted = this.text(decoded, depth + 1);
      return redacted === decoded ? text : gzipSync(redacted).toString("base64");
    } catch {
      // What cannot be looked into is not written down.
      return this.#placeholders.text("gzip", text);
    }
  }

  #plain(text: string): string {
    let redacted = this.#byUser(text);
    redacted = redactPrivateKeys(redacted, this.#placeholders);
    if (holdsOneOf(redacted, NAME_SIGNS)) redacted = redactNamed(redacted, this.#placeholders);
    for (const rule of TEXT_RULES) {
      if (!holdsOneOf(redacted, rule.signs)) continue;
      redacted = replaceAll(redacted, rule.pattern, (match) =>
        isPlaceholder(match[0]) ? match[0] : rule.replace(match, this.#placeholders),
      );
    }
    return redacted;
  }

  #byUser(text: string): string {
    return this.#textRules.reduce(
      (redacted, { name, pattern }) =>
        replaceAll(redacted, pattern, ([match]) =>
          match === "" || isPlaceholder(match) ? match : this.#placeholders.text(name, match),
        ),
      text,
    );
  }
}

const MOST_KNOWN = 5000;
const TYPE_KEYS: ReadonlySet<string> = new Set(["Type", "type", "DataType", "dataType"]);

/** Nothing shorter is a secret that can be told from anything else. */
const SHORTEST = 6;
const BASE64_TEXT = /^[A-Za-z0-9+/]+={0,2}$/;
const LARGEST_UNZIPPED = 8 * 1024 * 1024;

/** Bytes that are no UTF-8 become U+FFFD; text has no control characters but white space. */
function isReadable(text: string): boolean {
  return text !== "" && !/\uFFFD|(?![\t\n\r])\p{Cc}/u.test(text);
}

const NAME_SIGNS = ["=", ":"];

function holdsOneOf(text: string, signs: readonly string[]): boolean {
  return signs.some((sign) => text.includes(sign));
}

function replaceAll(text: string, pattern: RegExp, replace: (match: RegExpExecArray) => string): string {
  let result = "";
  let from = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const replaced = replace(match);
    // A match that is no secret may hold one: `note: password=x`.
    const passed = replaced === match[0] ? (match.groups?.["before"]?.length ?? match[0].length) : match[0].length;
    result += text.slice(from, match.index) + replaced.slice(0, replaced === match[0] ? passed : undefined);
    from = match.index + passed;
    pattern.lastIndex = Math.max(from, match.index + 1);
  }
  return from === 0 ? text : result + text.slice(from);
}

/** A number of as many digits; a fraction or an exponent goes. */
function numberLike(token: string, placeholders: Placeholders): string {
  const whole = /^-?\d+/.exec(token)?.[0] ?? "0";
  if (whole === "0") return token;
  return placeholders.digits(whole);
}

function everywhere(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, `${pattern.flags.replaceAll(/[gy]/g, "")}g`);
}

function withoutState(pattern: RegExp | undefined): RegExp | undefined {
  return pattern === undefined ? undefined : new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, ""));
}
