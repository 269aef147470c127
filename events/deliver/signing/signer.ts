import { createHash, generateKeyPair, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import type { Clock } from "../../../runtime/core/clock.ts";
import { selfSignedCertificate } from "./certificate.ts";

const makeKeyPair = promisify(generateKeyPair);

/** `SignatureVersion` to digest. https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
const DIGEST = { "1": "sha1", "2": "sha256" } as const;

export interface SigningCertificate {
  /** `SimpleNotificationService-<32 hex>.pem`, from the key: a validator that keeps certificates by URL meets no old one. */
  readonly fileName: string;
  readonly pem: string;
}

/**
 * Signs what SNS sends with an RSA key of its own.
 *
 * The key is made when the first thing is signed: it takes 100 to 250 ms, off the main thread, which a start should not pay for.
 * Signing (0.3 ms) is done off the main thread too.
 */
export class SnsSigner {
  readonly #clock: Clock;
  #identity: Promise<Identity> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns base64 */
  async sign(version: "1" | "2", text: string): Promise<string> {
    const { privateKey } = await this.#own();
    const signature = await signOffThread(DIGEST[version], text, privateKey);
    return signature.toString("base64");
  }

  async certificate(): Promise<SigningCertificate> {
    const { certificate } = await this.#own();
    return certificate;
  }

  #own(): Promise<Identity> {
    this.#identity ??= makeIdentity(this.#clock.now());
    return this.#identity;
  }
}

interface Identity {
  readonly privateKey: KeyObject;
  readonly certificate: SigningCertificate;
}

async function makeIdentity(now: number): Promise<Identity> {
  const keys = await makeKeyPair("rsa", { modulusLength: 2048 });
  const hash = createHash("sha256")
    .update(keys.publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
  const fileName = `SimpleNotificationService-${hash.slice(0, 32)}.pem`;
  return {
    privateKey: keys.privateKey,
    certificate: { fileName, pem: selfSignedCertificate(keys, "sns.amazonaws.com", now) },
  };
}

function signOffThread(digest: string, text: string, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign(digest, Buffer.from(text), key, (error, signature) => (error === null ? resolve(signature) : reject(error)));
  });
}
