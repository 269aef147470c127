import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createRedactor } from "../../../../events/capture/redact/index.ts";
import { passesLuhn } from "../../../../events/capture/redact/placeholder.ts";
import { A_KEY, planted } from "./planted-secrets.ts";

const redactor = createRedactor({ salt: "test" });

/** Everything that can be read in a text, whatever it is wrapped in. */
function readable(text: string, depth = 0): string {
  if (depth > 8) return text;
  const inner: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === "string") inner.push(value);
    else if (typeof value === "object" && value !== null)
      [...Object.keys(value), ...Object.values(value)].forEach(visit);
  };
  try {
    visit(JSON.parse(text));
  } catch {
    const bytes = Buffer.from(text, "base64");
    if (/^[A-Za-z0-9+/]{16,}={0,2}$/.test(text)) {
      inner.push(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes).toString() : bytes.toString());
    }
  }
  return [text, ...inner.filter((one) => one !== text).map((one) => readable(one, depth + 1))].join("\n");
}

describe("planted secrets", () => {
  const secrets = planted();

  test("there are at least 200, and the search finds each where it was planted", () => {
    expect(secrets.length).toBeGreaterThanOrEqual(200);
    const notFound = secrets.filter(({ secret, text }) => !readable(text).includes(secret));
    expect(notFound.map(({ name }) => name)).toEqual([]);
  });

  test.each(secrets)("$name is gone", ({ secret, text }) => {
    const redacted = redactor.text(text);
    expect(readable(redacted)).not.toContain(secret);
    expect(redacted).not.toContain(encodeURIComponent(secret));
  });

  test.each(secrets.filter(({ name, text }) => text.startsWith("{") && !name.endsWith(A_KEY)))(
    "$name leaves JSON of the same shape",
    ({ text }) => {
      const shape = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(shape);
        if (typeof value !== "object" || value === null) return typeof value;
        return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shape(member)]));
      };
      expect(shape(JSON.parse(redactor.text(text)))).toEqual(shape(JSON.parse(text)));
    },
  );

  test.each(secrets)("$name: what is redacted stays as it is", ({ text }) => {
    const once = redactor.text(text);
    expect(redactor.text(once)).toBe(once);
  });
});

describe("placeholders", () => {
  test("the same secret has the same one, other secrets others", () => {
    const [a, b, c] = JSON.parse(
      redactor.text('["anna@mail.example.com","anna@mail.example.com","bert@mail.example.com"]'),
    ) as string[];
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  test("they say nothing without the salt", () => {
    const other = createRedactor({ salt: "another" });
    const text = '{"password":"hunter2"}';
    expect(redactor.text(text)).not.toBe(other.text(text));
  });

  test("a card number stays a number of as many digits that is no card's", () => {
    const { card } = JSON.parse(redactor.text('{"card":4111111111111111}')) as { card: number };
    expect(String(card)).toHaveLength(16);
    expect(card).not.toBe(4_111_111_111_111_111);
    expect(passesLuhn(String(card))).toBe(false);
  });

  test("a JWT stays one that can be decoded", () => {
    const token = `${Buffer.from('{"alg":"HS256"}').toString("base64url")}.${Buffer.from('{"sub":"anna"}').toString("base64url")}.c2lnbmF0dXJl`;
    const { note } = JSON.parse(redactor.text(JSON.stringify({ note: token }))) as { note: string };
    const parts = note.split(".");
    expect(JSON.parse(Buffer.from(parts[0] ?? "", "base64url").toString())).toEqual({ alg: "none" });
    expect(JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString())).toHaveProperty("redacted");
  });

  test("white space, order and everything else stay, also in JSON in a string", () => {
    const inner = '{\n  "b" : 1,\n  "password" : "hunter2"\n}';
    const text = `{ "2": "x", "1": ${JSON.stringify(inner)} }`;
    const redacted = redactor.text(text);
    const placeholder = /redacted-secret-[0-9a-f]{6}/.exec(redacted)?.[0] ?? "";
    expect(redacted).toBe(text.replace("hunter2", placeholder));
  });
});

describe("rules of the user's", () => {
  const own = createRedactor({
    salt: "test",
    rules: [
      { name: "customer", key: /^customer_?id$/i },
      { name: "iban", pattern: /\bDE\d{20}\b/ },
    ],
  });

  test("by key and by pattern, everywhere in a text", () => {
    const redacted = own.text('{"customerId":"C-1","note":"DE00123456780123456789 and DE00123456780123456780"}');
    expect(redacted).not.toMatch(/C-1|DE00/);
    expect(redacted.match(/redacted-iban-/g)).toHaveLength(2);
  });
});

describe("harmless events", () => {
  const folder = new URL("../../../fixtures/aws-recordings/", import.meta.url);
  const files = ["s3", "esm", "chains", "eventbridge"].flatMap((area) =>
    readdirSync(new URL(area, folder)).map((name) => ({ name: `${area}/${name}` })),
  );

  test.each(files)("$name stays as it is, byte for byte", ({ name }) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(redactor.text(text)).toBe(text);
  });

  test.each([
    '{"key":"photos/logo@2x.png","size":1024}',
    '{"nextToken":"abc","ContinuationToken":"1234567890"}',
    '{"passengers":3,"keyboard":"qwerty","authorName":"Anna","tokenCount":12,"secretary":"Bert"}',
    '{"orderId":"1234567890123","sentAt":1769860800000,"sequence":"18800000000000000256"}',
    '{"sha1":"da39a3ee5e6b4b0d3255bfef95601890afd80709","path":"src/components/checkout/PaymentForm.tsx"}',
    '{"requestId":"79406a00-bf15-46ca-978c-22c3613fcb30","eTag":"d41d8cd98f00b204e9800998ecf8427e-2"}',
    '{"apiKey":null,"accessKey":null,"password":""}',
    "INFO processed 3 of 10 records in 12.5 ms at https://example.com/a?b=c",
  ])("%s", (text) => {
    expect(redactor.text(text)).toBe(text);
  });
});

describe("time", () => {
  const HOSTILE: Readonly<Record<string, string>> = {
    letters: "a".repeat(1_000_000),
    "at signs": "a@".repeat(500_000),
    dots: "a.".repeat(500_000),
    "e-mail without an end": `a@${"b.".repeat(500_000)}`,
    digits: "4".repeat(1_000_000),
    "digits and spaces": "4 1-".repeat(250_000),
    "keys without values": "password".repeat(125_000),
    "equal signs": "a=".repeat(500_000),
    "beginnings of keys": "-----BEGIN PRIVATE KEY-----".repeat(40_000),
    "beginnings of tokens": "eyJ".repeat(330_000),
    "beginnings of URLs": "a://".repeat(250_000),
    "long URL": `https://${"a".repeat(1_000_000)}`,
    bearer: "Bearer ".repeat(140_000),
    quotes: `{"a":"${'\\"'.repeat(400_000)}"}`,
    brackets: `${"[".repeat(5000)}${"]".repeat(5000)}`,
    base64: Buffer.from("a".repeat(700_000)).toString("base64"),
  };

  // A quadratic pattern would take minutes for a million characters.
  test.each(Object.entries(HOSTILE))("a megabyte of %s is done in seconds", (_, text) => {
    const started = performance.now();
    redactor.text(text);
    redactor.text(`password=${text}`);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});
