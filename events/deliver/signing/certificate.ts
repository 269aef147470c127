import { createHash, type KeyObject, sign } from "node:crypto";
import { isoTimestamp } from "../../payloads/json-text.ts";
import {
  bitString,
  boolean,
  explicit,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  set,
  utcTime,
  utf8String,
} from "./der.ts";

const COMMON_NAME = objectIdentifier("2.5.4.3");
const BASIC_CONSTRAINTS = objectIdentifier("2.5.29.19");
const SHA256_WITH_RSA = objectIdentifier("1.2.840.113549.1.1.11");
const VERSION_3 = Uint8Array.of(2);

const DAY_MS = 24 * 3600 * 1000;
const VALID_DAYS = 3650;

/**
 * A self-signed X.509 certificate of an RSA key, as PEM.
 *
 * @param now epoch milliseconds; valid from a day before, for validators whose clock is behind
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function selfSignedCertificate(
  keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
  commonName: string,
  now: number,
): string {
  const publicKey = keys.publicKey.export({ type: "spki", format: "der" });
  const algorithm = sequence(SHA256_WITH_RSA, nothing());
  const name = sequence(set(sequence(COMMON_NAME, utf8String(commonName))));
  const validity = sequence(utcTime(isoTimestamp(now - DAY_MS)), utcTime(isoTimestamp(now + VALID_DAYS * DAY_MS)));
  const isAuthority = sequence(BASIC_CONSTRAINTS, boolean(true), octetString(sequence(boolean(true))));
  const toBeSigned = sequence(
    explicit(0, integer(VERSION_3)),
    integer(serialNumber(publicKey)),
    algorithm,
    name,
    validity,
    name,
    publicKey,
    explicit(3, sequence(isAuthority)),
  );
  const certificate = sequence(toBeSigned, algorithm, bitString(sign("sha256", toBeSigned, keys.privateKey)));
  return pem(certificate);
}

/** From the key, so that two certificates of one issuer's name never share it; the first bit keeps it from being 0. */
function serialNumber(publicKey: Uint8Array): Uint8Array {
  const bytes = createHash("sha256").update(publicKey).digest().subarray(0, 16);
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes;
}

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
