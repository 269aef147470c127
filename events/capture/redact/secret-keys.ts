/**
 * Whether the value under this key is a secret whatever it looks like. Keys are taken apart into words, so that `dbPassword`,
 * `db-password` and `DB_PASSWORD` are the same, and `passengers` and `keyboard` are none.
 */
export function isSecretKey(key: string): boolean {
  if (key.length > LONGEST_KEY) return false;
  const words = wordsOf(key);
  if (words.some((word) => SECRET_WORDS.has(word))) return true;
  if (words.at(-1) === "token") return !words.some((word) => PAGING.has(word));
  return words.some((word, index) => SECRET_PAIRS.has(`${word} ${words[index + 1] ?? ""}`));
}

/** Longer keys are data. */
const LONGEST_KEY = 80;

function wordsOf(key: string): string[] {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

const SECRET_WORDS = new Set([
  "apikey",
  "authorization",
  "cookie",
  "cookies",
  "credentials",
  "cvc",
  "cvv",
  "jwt",
  "otp",
  "passcode",
  "passphrase",
  "passwd",
  "password",
  "pin",
  "pwd",
  "secret",
  "secrets",
  "ssn",
]);

const SECRET_PAIRS = new Set([
  "access key",
  "account key",
  "api key",
  "client key",
  "connection string",
  "encryption key",
  "master key",
  "private key",
  "secret key",
  "session id",
  "shared key",
  "signing key",
  "storage key",
  "subscription key",
]);

/** Tokens that say how a list goes on, or that a request was made before. */
const PAGING = new Set(["client", "continuation", "marker", "next", "page", "pagination", "request", "start", "sync"]);
