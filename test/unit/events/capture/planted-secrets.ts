import { gzipSync } from "node:zlib";
import { seededRandom } from "../../../../runtime/core/random.ts";

export interface Planted {
  readonly name: string;
  /** What must not be found. */
  readonly secret: string;
  readonly text: string;
}

const random = seededRandom("planted secrets");
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function letters(length: number): string {
  return Array.from({ length }, () => LETTERS[random.int(LETTERS.length)] ?? "").join("");
}

function upper(length: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return Array.from({ length }, () => alphabet[random.int(32)] ?? "").join("");
}

/** With a last digit that makes the number right. */
function card(prefix: string, length: number): string {
  const start = prefix + Array.from({ length: length - prefix.length - 1 }, () => random.int(10)).join("");
  for (let digit = 0; digit < 10; digit++) {
    const number = `${start}${digit}`;
    const sum = number
      .split("")
      .toReversed()
      .reduce((total, one, index) => {
        const doubled = index % 2 === 0 ? Number(one) : Number(one) * 2;
        return total + (doubled > 9 ? doubled - 9 : doubled);
      }, 0);
    if (sum % 10 === 0) return number;
  }
  throw new Error("unreachable");
}

function jwt(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: letters(8), iat: 1 })}.${letters(43)}`;
}

interface Kind {
  readonly name: string;
  /** The secret, and how it stands in a text; what is recognised by itself is just itself. */
  make(): { readonly secret: string; readonly text: string };
}

function itself(name: string, make: () => string): Kind {
  return {
    name,
    make() {
      const secret = make();
      return { secret, text: secret };
    },
  };
}

function within(name: string, make: () => string, around: (secret: string) => string): Kind {
  return {
    name,
    make() {
      const secret = make();
      return { secret, text: around(secret) };
    },
  };
}

/** Recognised wherever they stand. */
const KINDS: readonly Kind[] = [
  itself("AWS access key id", () => `AKIA${upper(16)}`),
  itself("AWS temporary key id", () => `ASIA${upper(16)}`),
  itself("AWS secret access key", () => `${letters(20)}/${letters(18)}+`),
  itself("JWT", jwt),
  itself("e-mail", () => `${letters(8)}.${letters(4)}@mail.example.com`),
  itself("Visa", () => card("4", 16)),
  itself("Mastercard with spaces", () => card("53", 16).replaceAll(/(\d{4})(?=\d)/g, "$1 ")),
  itself("American Express", () => card("37", 15)),
  itself("GitHub token", () => `ghp_${letters(36)}`),
  itself("Slack token", () => `xoxb-${letters(24)}`),
  itself("Stripe key", () => `sk_live_${letters(24)}`),
  within(
    "Bearer header",
    () => letters(40).replaceAll("/", ""),
    (secret) => `Bearer ${secret}`,
  ),
  within(
    "Basic header",
    () => Buffer.from(`user:${letters(12)}`).toString("base64"),
    (secret) => `Basic ${secret}`,
  ),
  within(
    "connection string",
    () => letters(14),
    (secret) => `postgres://admin:${secret}@db.internal:5432/orders`,
  ),
  within(
    "password in text",
    () => letters(14),
    (secret) => `login with password=${secret}; retry`,
  ),
  within(
    "secret in a JSON log line",
    () => letters(20),
    (secret) => `INFO {"clientSecret":"${secret}"}`,
  ),
  within(
    "inspected object",
    () => letters(16),
    (secret) => `{ dbPassword: '${secret}', port: 5432 }`,
  ),
  within(
    "presigned URL",
    () => letters(64).toLowerCase(),
    (secret) => `https://b.s3.amazonaws.com/k?X-Amz-Expires=60&X-Amz-Signature=${secret}`,
  ),
  within(
    "private key",
    () => letters(64),
    (secret) => `-----BEGIN RSA PRIVATE KEY-----\n${secret}\n${secret}\n-----END RSA PRIVATE KEY-----`,
  ),
  within(
    "SAS key",
    () => `${letters(42)}==`,
    (secret) => `AccountName=a;AccountKey=${secret};EndpointSuffix=core`,
  ),
];

type Place = (text: string) => string;

export const A_KEY = "a key";

const record = (body: string): string =>
  JSON.stringify({ Records: [{ messageId: "1", body, eventSource: "aws:sqs" }] });
const base64 = (text: string): string => Buffer.from(text).toString("base64");

const PLACES: Readonly<Record<string, Place>> = {
  "a member": (text) => JSON.stringify({ order: { note: text } }),
  "a list": (text) => JSON.stringify({ list: ["a", [text]] }),
  "an SQS body": (text) => record(text),
  "JSON in an SQS body": (text) => record(JSON.stringify({ note: text })),
  "SNS in SQS": (text) =>
    record(`{\n  "Type" : "Notification",\n  "Message" : ${JSON.stringify(JSON.stringify({ note: text }))}\n}`),
  "a base64 body of API Gateway": (text) =>
    JSON.stringify({ body: base64(JSON.stringify({ note: text })), isBase64Encoded: true }),
  "a header": (text) =>
    JSON.stringify({ headers: { "x-forwarded": text }, multiValueHeaders: { "x-forwarded": [text] } }),
  "CloudWatch Logs": (text) =>
    JSON.stringify({
      awslogs: { data: gzipSync(JSON.stringify({ logEvents: [{ message: text }] })).toString("base64") },
    }),
  [A_KEY]: (text) => JSON.stringify({ byUser: { [text]: { orders: 3 } } }),
  "a log line": (text) => `2026-01-31T12:00:00.000Z\t79406a00-bf15-46ca-978c-22c3613fcb30\tERROR\t${text}`,
  "an error document": (text) =>
    JSON.stringify({ errorType: "Error", errorMessage: `refused: ${text}`, trace: [text] }),
};

/** Secrets by the name of their key: nothing about the value gives them away. */
const NAMED: readonly Planted[] = [
  ["password", (secret: string) => ({ password: secret })],
  ["passwd in capitals", (secret: string) => ({ DB_PASSWD: secret })],
  ["API key header", (secret: string) => ({ headers: { "X-Api-Key": secret } })],
  ["Authorization header", (secret: string) => ({ headers: { Authorization: secret } })],
  ["cookies", (secret: string) => ({ cookies: [`session=${secret}`] })],
  ["access token", (secret: string) => ({ oauth: { access_token: secret } })],
  ["secret in a map", (secret: string) => ({ secrets: { stripe: { value: secret } } })],
  ["DynamoDB attribute", (secret: string) => ({ NewImage: { apiKey: { S: secret } } })],
  [
    "SQS message attribute",
    (secret: string) => ({ messageAttributes: { token: { stringValue: secret, dataType: "String" } } }),
  ],
  [
    "SNS message attribute",
    (secret: string) => ({ MessageAttributes: { "api-key": { Type: "String", Value: secret } } }),
  ],
  ["pair of name and value", (secret: string) => ({ parameters: [{ name: "password", value: secret }] })],
  ["number", (secret: string) => ({ card: { cvv: secret } })],
  [
    "JSON text below a secret's name",
    (secret: string) => ({ credentials: JSON.stringify({ user: "a", key: secret }) }),
  ],
  ["form in a body", (secret: string) => ({ body: `user=anna&password=${secret}&remember=1` })],
  [
    "form in a base64 body",
    (secret: string) => ({ body: base64(`user=anna1&password=${secret}&x=1234`), isBase64Encoded: true }),
  ],
].map(([name, place]) => {
  const secret = letters(13);
  return { name: name as string, secret, text: JSON.stringify((place as (secret: string) => object)(secret)) };
});

export function planted(): Planted[] {
  const everywhere = Object.entries(PLACES).flatMap(([place, put]) =>
    KINDS.map((kind) => {
      const { secret, text } = kind.make();
      return { name: `${kind.name} in ${place}`, secret, text: put(text) };
    }),
  );
  return [...everywhere, ...NAMED];
}
