import { formatArn, type Scope } from "../core/arn.ts";
import type { Random } from "../core/random.ts";
import { checkArn } from "./arns.ts";
import { endpointDoesNotExist, invalidParameter, platformApplicationDoesNotExist, validationError } from "./errors.ts";
import { CUSTOM_USER_DATA_BYTES } from "./limits.ts";

type Attributes = Readonly<Record<string, string>>;

/** A push service that an app is registered with. https://docs.aws.amazon.com/sns/latest/dg/mobile-push-send-register.html */
export interface PlatformApplication {
  readonly arn: string;
  readonly scope: Scope;
  /** `GCM`, `APNS`, ...: the key of its text in `MessageStructure=json`. */
  readonly platform: string;
  readonly attributes: Record<string, string>;
  /** By token. */
  readonly endpoints: Map<string, PlatformEndpoint>;
}

/** One installation of an app on one device. */
export interface PlatformEndpoint {
  readonly arn: string;
  readonly application: PlatformApplication;
  readonly attributes: Record<string, string>;
}

const PLATFORMS: ReadonlySet<string> = new Set([
  "ADM",
  "APNS",
  "APNS_SANDBOX",
  "APNS_VOIP",
  "APNS_VOIP_SANDBOX",
  "BAIDU",
  "FCM",
  "GCM",
  "MACOS",
  "MACOS_SANDBOX",
  "MPNS",
  "WNS",
]);
const NAME = /^[A-Za-z0-9._-]+$/;
const NAME_LENGTH = 256;
const ENDPOINT_ATTRIBUTES: ReadonlySet<string> = new Set(["CustomUserData", "Enabled", "Token"]);
/** Given, and never shown again. */
const CREDENTIALS: readonly string[] = ["PlatformCredential", "PlatformPrincipal"];

/**
 * Platform applications and their endpoints. Nothing is checked against the push services: messages stay on this machine.
 * Sentences as AWS clients report them.
 */
export class PlatformApplications {
  readonly #random: Random;
  readonly #applications = new Map<string, PlatformApplication>();
  readonly #endpoints = new Map<string, PlatformEndpoint>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** @see https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformApplication.html */
  create(scope: Scope, name: string, platform: string, attributes: Attributes): PlatformApplication {
    checkName(name);
    if (!PLATFORMS.has(platform)) throw invalidParameter(`Platform Reason: ${platform} is not supported`);
    checkNotEmpty(attributes);
    checkCredentials(platform, attributes);
    const arn = formatArn("sns", scope, `app/${platform}/${name}`);
    const { region, accountId } = scope;
    const application: PlatformApplication = {
      arn,
      scope: { region, accountId },
      platform,
      attributes: { Enabled: "true", ...withoutCredentials(attributes) },
      endpoints: this.#applications.get(arn)?.endpoints ?? new Map(),
    };
    this.#applications.set(arn, application);
    return application;
  }

  /** Its endpoints can still be found, but not published to. */
  delete(arn: string): void {
    checkArn("PlatformApplicationArn", arn);
    this.#applications.delete(arn);
  }

  of({ region, accountId }: Scope): readonly PlatformApplication[] {
    return [...this.#applications.values()].filter(
      ({ scope }) => scope.region === region && scope.accountId === accountId,
    );
  }

  /** @throws {AwsError} `InvalidParameter`, `NotFound` */
  ofRequest(arn: string): PlatformApplication {
    checkArn("PlatformApplicationArn", arn);
    const application = this.#applications.get(arn);
    if (application === undefined) throw platformApplicationDoesNotExist();
    return application;
  }

  setAttributes(application: PlatformApplication, attributes: Attributes): void {
    checkNotEmpty(attributes);
    Object.assign(application.attributes, withoutCredentials(attributes));
  }

  /**
   * An endpoint of a device's token; the same token with the same attributes again gives the one that exists.
   *
   * @see https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformEndpoint.html
   */
  createEndpoint(application: PlatformApplication, token: string, given: Attributes): PlatformEndpoint {
    checkEndpointAttributes(given);
    const attributes = { Enabled: "true", Token: token, ...given };
    const existing = application.endpoints.get(token);
    if (existing !== undefined) return sameEndpoint(existing, attributes);
    const name = application.arn.slice(application.arn.indexOf(":app/") + ":app/".length);
    const arn = formatArn("sns", application.scope, `endpoint/${name}/${this.#random.uuid()}`);
    const endpoint: PlatformEndpoint = { arn, application, attributes };
    application.endpoints.set(token, endpoint);
    this.#endpoints.set(arn, endpoint);
    return endpoint;
  }

  deleteEndpoint(arn: string): void {
    checkArn("EndpointArn", arn);
    const endpoint = this.#endpoints.get(arn);
    if (endpoint === undefined) return;
    this.#endpoints.delete(arn);
    endpoint.application.endpoints.delete(endpoint.attributes["Token"] ?? "");
  }

  endpoint(arn: string): PlatformEndpoint | undefined {
    return this.#endpoints.get(arn);
  }

  /** @throws {AwsError} `NotFound` */
  endpointOfRequest(arn: string): PlatformEndpoint {
    checkArn("EndpointArn", arn);
    const endpoint = this.#endpoints.get(arn);
    if (endpoint === undefined) throw endpointDoesNotExist();
    return endpoint;
  }

  setEndpointAttributes(endpoint: PlatformEndpoint, attributes: Attributes): void {
    checkNotEmpty(attributes);
    checkEndpointAttributes(attributes);
    const { endpoints } = endpoint.application;
    endpoints.delete(endpoint.attributes["Token"] ?? "");
    Object.assign(endpoint.attributes, attributes);
    endpoints.set(endpoint.attributes["Token"] ?? "", endpoint);
  }
}

export function isEnabled({ attributes }: { readonly attributes: Attributes }): boolean {
  return attributes["Enabled"]?.toLowerCase() === "true";
}

function checkName(name: string): void {
  const reason = reasonAgainst(name);
  if (reason !== undefined) throw invalidParameter(`${name} Reason: ${reason}`);
}

function reasonAgainst(name: string): string | undefined {
  if (name === "") return "cannot be empty";
  if (name.length > NAME_LENGTH) return `must be at most ${NAME_LENGTH} characters long`;
  if (NAME.test(name)) return undefined;
  return "must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'";
}

function checkNotEmpty(attributes: Attributes): void {
  if (Object.keys(attributes).length === 0) {
    throw validationError("attributes", undefined, "Member must not be null");
  }
}

/**
 * "For GCM (Firebase Cloud Messaging) using key credentials, there is no PlatformPrincipal"; for Apple's token credentials and all others
 * there is one.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformApplication.html
 */
const WITHOUT_PRINCIPAL: ReadonlySet<string> = new Set(["FCM", "GCM"]);

function checkCredentials(platform: string, attributes: Attributes): void {
  const { PlatformCredential: credential, PlatformPrincipal: principal } = attributes;
  if (credential !== undefined && principal === undefined && !WITHOUT_PRINCIPAL.has(platform)) {
    throw invalidParameter("Attributes Reason: PlatformCredential attribute provided without PlatformPrincipal");
  }
  if (principal !== undefined && credential === undefined) {
    throw invalidParameter("Attributes Reason: PlatformPrincipal attribute provided without PlatformCredential");
  }
}

function withoutCredentials(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !CREDENTIALS.includes(name)));
}

function checkEndpointAttributes(attributes: Attributes): void {
  for (const name of Object.keys(attributes)) {
    if (!ENDPOINT_ATTRIBUTES.has(name)) {
      throw invalidParameter(`Attributes Reason: Invalid attribute name: ${name}`);
    }
  }
  if (Buffer.byteLength(attributes["CustomUserData"] ?? "") > CUSTOM_USER_DATA_BYTES) {
    throw invalidParameter(
      `Attributes Reason: Invalid value for attribute: CustomUserData: must be at most ${CUSTOM_USER_DATA_BYTES} bytes long in UTF-8 encoding`,
    );
  }
}

function sameEndpoint(endpoint: PlatformEndpoint, attributes: Attributes): PlatformEndpoint {
  const names = new Set([...Object.keys(endpoint.attributes), ...Object.keys(attributes)]);
  for (const name of names) {
    if (endpoint.attributes[name] !== attributes[name]) {
      throw invalidParameter(
        `Token Reason: Endpoint ${endpoint.arn} already exists with the same Token, but different attributes.`,
      );
    }
  }
  return endpoint;
}
