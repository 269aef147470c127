import type { Scope } from "../core/arn.ts";
import type { Random } from "../core/random.ts";
import { isPhoneNumber } from "./endpoints.ts";
import { invalidParameter, invalidParameterSentence, resourceDoesNotExist, verificationFailed } from "./errors.ts";

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSMSAttributes.html */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  "DefaultSMSType",
  "DefaultSenderID",
  "DeliveryStatusIAMRole",
  "DeliveryStatusSuccessSamplingRate",
  "MonthlySpendLimit",
  "UsageReportS3Bucket",
]);
const SMS_TYPES: readonly string[] = ["Promotional", "Transactional"];
const SENDER_ID = /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/;
const SAMPLING_RATE = /^(?:100|\d{1,2})$/;

export interface SandboxNumber {
  readonly phoneNumber: string;
  readonly status: "Pending" | "Verified";
  /** What would have been sent to the phone. */
  readonly oneTimePassword: string;
}

interface SmsAccount {
  readonly attributes: Map<string, string>;
  readonly optedOut: Set<string>;
  readonly sandbox: Map<string, SandboxNumber>;
}

/** SMS settings of each account and region. No message leaves the machine, so an account is never in the sandbox. */
export class SmsAccounts {
  readonly #random: Random;
  readonly #accounts = new Map<string, SmsAccount>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Sentences as AWS clients report them. */
  setAttributes(scope: Scope, attributes: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (!ATTRIBUTES.has(name)) throw invalidParameterSentence(`${name} is not a valid attribute`);
      checkAttribute(name, value);
    }
    for (const [name, value] of Object.entries(attributes)) this.#of(scope).attributes.set(name, value);
  }

  attributes(scope: Scope, names: readonly string[] = []): Record<string, string> {
    const all = [...this.#of(scope).attributes];
    return Object.fromEntries(names.length === 0 ? all : all.filter(([name]) => names.includes(name)));
  }

  isOptedOut(scope: Scope, phoneNumber: string): boolean {
    return this.#accounts.get(keyOf(scope))?.optedOut.has(phoneNumber) === true;
  }

  optedOut(scope: Scope): readonly string[] {
    return [...this.#of(scope).optedOut];
  }

  /** What the owner of a phone does by answering STOP. */
  optOut(scope: Scope, phoneNumber: string): void {
    this.#of(scope).optedOut.add(phoneNumber);
  }

  optIn(scope: Scope, phoneNumber: string): void {
    this.#of(scope).optedOut.delete(phoneNumber);
  }

  addSandboxNumber(scope: Scope, phoneNumber: string): void {
    const oneTimePassword = String(this.#random.int(1_000_000)).padStart(6, "0");
    this.#of(scope).sandbox.set(phoneNumber, { phoneNumber, status: "Pending", oneTimePassword });
  }

  /** @throws {AwsError} `ResourceNotFound` */
  deleteSandboxNumber(scope: Scope, phoneNumber: string): void {
    if (!this.#of(scope).sandbox.delete(phoneNumber)) throw resourceDoesNotExist();
  }

  /** @throws {AwsError} `ResourceNotFound`, `VerificationException` */
  verifySandboxNumber(scope: Scope, phoneNumber: string, oneTimePassword: string): void {
    const number = this.#of(scope).sandbox.get(phoneNumber);
    if (number === undefined) throw resourceDoesNotExist();
    if (number.oneTimePassword !== oneTimePassword) throw verificationFailed();
    this.#of(scope).sandbox.set(phoneNumber, { ...number, status: "Verified" });
  }

  sandboxNumbers(scope: Scope): readonly SandboxNumber[] {
    return [...this.#of(scope).sandbox.values()];
  }

  #of(scope: Scope): SmsAccount {
    const key = keyOf(scope);
    let account = this.#accounts.get(key);
    if (account === undefined) {
      account = { attributes: new Map([["MonthlySpendLimit", "1"]]), optedOut: new Set(), sandbox: new Map() };
      this.#accounts.set(key, account);
    }
    return account;
  }
}

/** Refuses what is no phone number, as AWS does for operations about one. */
export function checkPhoneNumber(phoneNumber: string): void {
  if (!isPhoneNumber(phoneNumber)) throw invalidParameter("PhoneNumber Reason: input incorrectly formatted");
}

function checkAttribute(name: string, value: string): void {
  if (name === "DefaultSMSType" && !SMS_TYPES.includes(value)) throw invalidParameterSentence(`${name} is invalid`);
  if (name === "DefaultSenderID" && !SENDER_ID.test(value)) {
    throw invalidParameterSentence(`${name} is not a valid attribute`);
  }
  if (name === "DeliveryStatusSuccessSamplingRate" && !SAMPLING_RATE.test(value)) {
    throw invalidParameterSentence(`${name} is invalid`);
  }
  if (name === "MonthlySpendLimit" && !/^\d+$/.test(value)) throw invalidParameterSentence(`${name} is invalid`);
}

function keyOf({ region, accountId }: Scope): string {
  return `${accountId}:${region}`;
}
