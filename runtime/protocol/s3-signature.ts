/**
 * Signatures of presigned URLs and forms that a function made: of its credentials alone the secret is known here. All others are let in.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html version 2
 */
import { createHash, createHmac } from "node:crypto";
import { AwsError } from "../core/errors.ts";
import { FUNCTION_SECRET, FUNCTION_SESSION_TOKEN } from "../core/function-credentials.ts";
import type { RequestHead } from "../core/wire.ts";
import { pathOf } from "./request-url.ts";

/** A presigned request. */
export interface SignedRequest {
  readonly head: RequestHead;
  readonly query: URLSearchParams;
  /** `/bucket/key`, still percent-encoded. */
  readonly path: string;
}

/** @throws {AwsError} `SignatureDoesNotMatch` when the URL was signed by a function and says something else now */
export function checkQuerySignature(request: SignedRequest): void {
  const { query } = request;
  const token = query.get("X-Amz-Security-Token") ?? query.get("x-amz-security-token");
  if (token !== FUNCTION_SESSION_TOKEN) return;
  const signature = query.get("X-Amz-Signature");
  if (signature !== null) checkV4(request, signature);
  else checkV2(request, query.get("Signature") ?? "");
}

/**
 * @param fields a form's, by lower-case name
 * @throws {AwsError} `SignatureDoesNotMatch`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html
 */
export function checkFormSignature(fields: { get(name: string): string | undefined }): void {
  if (fields.get("x-amz-security-token") !== FUNCTION_SESSION_TOKEN) return;
  const policy = fields.get("policy") ?? "";
  const credential = fields.get("x-amz-credential");
  if (credential !== undefined) {
    const expected = hmac(signingKey(credential), policy).toString("hex");
    compare(fields.get("x-amz-signature") ?? "", expected, { keyId: credential, stringToSign: policy });
    return;
  }
  const signed = { keyId: fields.get("awsaccesskeyid") ?? "", stringToSign: policy };
  compare(fields.get("signature") ?? "", signatureV2(policy), signed);
}

function checkV4({ head, query }: SignedRequest, signature: string): void {
  const credential = query.get("X-Amz-Credential") ?? "";
  const names = (query.get("X-Amz-SignedHeaders") ?? "").toLowerCase().split(";");
  const canonicalRequest = [
    head.method,
    encodePath(pathOf(head.url)),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${headerText(head, name)}`),
    "",
    names.join(";"),
    names.includes("x-amz-content-sha256") ? headerText(head, "x-amz-content-sha256") : "UNSIGNED-PAYLOAD",
  ].join("\n");
  const scope = credential.split("/").slice(-4).join("/");
  const digest = createHash("sha256").update(canonicalRequest).digest("hex");
  const stringToSign = ["AWS4-HMAC-SHA256", query.get("X-Amz-Date") ?? "", scope, digest].join("\n");
  const expected = hmac(signingKey(credential), stringToSign).toString("hex");
  compare(signature, expected, { keyId: credential, stringToSign, canonicalRequest });
}

/** Parameters that are part of what is asked for. */
const RESOURCE_PARAMETERS =
  /^(?:accelerate|acl|analytics|cors|delete|inventory|lifecycle|location|logging|metrics|notification|object-lock|partNumber|policy|replication|requestPayment|response-[a-z-]+|restore|select|select-type|storageClass|tagging|torrent|uploadId|uploads|versionId|versioning|versions|website)$/;

function checkV2({ head, query, path }: SignedRequest, signature: string): void {
  const amz = new Map<string, string>();
  for (const [name, value] of query) if (/^x-amz-/i.test(name)) amz.set(name.toLowerCase(), value);
  for (const name of Object.keys(head.headers)) if (name.startsWith("x-amz-")) amz.set(name, headerText(head, name));
  const parameters = [...query].filter(([name]) => RESOURCE_PARAMETERS.test(name)).toSorted(byName);
  const resource = parameters.map(([name, value]) => (value === "" ? name : `${name}=${value}`)).join("&");
  const stringToSign = [
    head.method,
    headerText(head, "content-md5"),
    headerText(head, "content-type"),
    query.get("Expires") ?? "",
    ...[...amz].toSorted(byName).map(([name, value]) => `${name}:${value}`),
    resource === "" ? path : `${path}?${resource}`,
  ].join("\n");
  compare(signature, signatureV2(stringToSign), { keyId: query.get("AWSAccessKeyId") ?? "", stringToSign });
}

function signatureV2(stringToSign: string): string {
  return createHmac("sha1", FUNCTION_SECRET).update(stringToSign).digest("base64");
}

/** @param credential `key/date/region/service/aws4_request` */
function signingKey(credential: string): Buffer {
  const scope = credential.split("/").slice(-4);
  return scope.reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${FUNCTION_SECRET}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function canonicalQuery(query: URLSearchParams): string {
  const pairs = [...query].filter(([name]) => name !== "X-Amz-Signature");
  const encoded = pairs.map(([name, value]): [string, string] => [encode(name), encode(value)]);
  return encoded
    .toSorted(byName)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function byName([a, x]: readonly [string, string], [b, y]: readonly [string, string]): number {
  if (a === b) return x < y ? -1 : 1;
  return a < b ? -1 : 1;
}

function headerText({ headers }: RequestHead, name: string): string {
  const value = headers[name];
  const text = typeof value === "string" ? value : (value ?? []).join(",");
  return text.trim().replaceAll(/ +/g, " ");
}

function encodePath(path: string): string {
  return path
    .split("/")
    .map((part) => encode(decodeURIComponent(part)))
    .join("/");
}

/** All but letters, digits and `-._~` in percent-encoding. */
function encode(text: string): string {
  const rest = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, rest);
}

interface Signed {
  /** The access key, or a credential that begins with it. */
  readonly keyId: string;
  readonly stringToSign: string;
  readonly canonicalRequest?: string;
}

function compare(given: string, expected: string, { keyId, stringToSign, canonicalRequest }: Signed): void {
  if (given === expected) return;
  const message =
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.";
  throw new AwsError("SignatureDoesNotMatch", message, {
    status: 403,
    // As recorded.
    members: {
      AWSAccessKeyId: keyId.split("/")[0] ?? "",
      StringToSign: stringToSign,
      SignatureProvided: given,
      StringToSignBytes: bytesOf(stringToSign),
      ...(canonicalRequest !== undefined && {
        CanonicalRequest: canonicalRequest,
        CanonicalRequestBytes: bytesOf(canonicalRequest),
      }),
    },
  });
}

/** `50 55 54`. */
function bytesOf(text: string): string {
  return [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
