import type { RequestHead } from "../core/wire.ts";
import { queryOf } from "./request-url.ts";

/** Who signed a request, for which region and service. Signatures are not checked: any credentials will do. */
export interface CredentialScope {
  readonly accessKeyId: string | undefined;
  /** `undefined` when the signature names none: SigV4a signs for a set of regions, SigV2 for none. */
  readonly region: string | undefined;
  /** The signing name, `sqs`. */
  readonly service: string | undefined;
}

const UNSIGNED: CredentialScope = { accessKeyId: undefined, region: undefined, service: undefined };

/**
 * The credential scope of a request: its Authorization header's, or a presigned URL's. One client sends the same scope for a day,
 * so it is parsed once.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
 */
export function credentialScopeOf(request: RequestHead): CredentialScope {
  const header = request.headers["authorization"];
  if (typeof header === "string") return scopeOfHeader(header);
  return request.url.includes("?") ? scopeOfQuery(queryOf(request.url)) : UNSIGNED;
}

const known = new Map<string, CredentialScope>();
/** What the last request's header began with, up to its comma and with it: most often the next begins alike. */
let last = { head: ",", scope: UNSIGNED };
/** Far more than the credentials of one day; a client that invents scopes must not fill the memory. */
const MAX_KNOWN = 1000;

function scopeOfHeader(header: string): CredentialScope {
  if (header.startsWith(last.head)) return last.scope;
  const comma = header.indexOf(",");
  const head = comma < 0 ? header : header.slice(0, comma);
  const cached = known.get(head);
  if (cached !== undefined) {
    last = { head: `${head},`, scope: cached };
    return cached;
  }
  const scope = parseHeader(header);
  if (head.includes("Credential=")) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(head, scope);
  }
  return scope;
}

function parseHeader(header: string): CredentialScope {
  const credential = /\bCredential=([^,\s]+)/.exec(header)?.[1];
  if (credential !== undefined) return parseCredential(credential, header.startsWith("AWS4-ECDSA"));
  // SigV2: `AWS access-key:signature`. Only S3 ever took it in a header.
  const accessKeyId = /^AWS ([^:\s]+):/.exec(header)?.[1];
  return accessKeyId === undefined ? UNSIGNED : { accessKeyId, region: undefined, service: "s3" };
}

/** @param credential SigV4: `key/date/region/service/aws4_request`; SigV4a: `key/date/service/aws4_request` */
function parseCredential(credential: string, isSigV4a: boolean): CredentialScope {
  const parts = credential.split("/");
  // An access key may hold slashes in theory, so the scope counts from the end.
  const scopeLength = isSigV4a ? 3 : 4;
  if (parts.length <= scopeLength) return { ...UNSIGNED, accessKeyId: parts[0] };
  const scope = parts.slice(-scopeLength);
  const accessKeyId = parts.slice(0, -scopeLength).join("/");
  const region = isSigV4a ? undefined : nonEmpty(scope[1]);
  return { accessKeyId, region, service: nonEmpty(scope[isSigV4a ? 1 : 2]) };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function scopeOfQuery(query: string): CredentialScope {
  const parameters = new URLSearchParams(query);
  const credential = parameters.get("X-Amz-Credential");
  if (credential !== null) {
    const algorithm = parameters.get("X-Amz-Algorithm") ?? "";
    return parseCredential(credential, algorithm.startsWith("AWS4-ECDSA"));
  }
  // SigV2 presigned, as boto3 makes them for S3.
  const accessKeyId = parameters.get("AWSAccessKeyId");
  if (accessKeyId === null) return UNSIGNED;
  return {
    accessKeyId,
    region: undefined,
    service: parameters.has("Signature") && !parameters.has("Action") ? "s3" : undefined,
  };
}
