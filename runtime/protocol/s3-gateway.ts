import type { Random } from "../core/random.ts";
import type { AdmittedPages, RequestHead, WireRequest, WireResponse } from "../core/wire.ts";
import type { CredentialScope } from "./credential-scope.ts";
import { notImplemented } from "./errors.ts";
import { readPostForm } from "./post-form.ts";
import { checkPresigned, isQuerySigned } from "./presigned.ts";
import { pathOf } from "./request-url.ts";
import { inputPlanOf } from "./rest-plan.ts";
import { RestRouter } from "./rest-route.ts";
import type { RestMatch, RestPath } from "./rest-route.ts";
import { bucketPostMustBeForm, invalidArgument, invalidUri, methodNotAllowed } from "./s3-errors.ts";
import { s3HostOf } from "./s3-address.ts";
import { S3Request } from "./s3-request.ts";
import { checkQuerySignature } from "./s3-signature.ts";
import type { ServedOperation, ServedService } from "./served.ts";
import type { RequestContext, RestDoors } from "./service.ts";

/** What a request asks of S3: an operation of the model, or one of the doors beside them. */
export type S3Asked =
  | { readonly kind: "operation"; readonly operation: ServedOperation }
  | {
      readonly kind: "door";
      /** AWS's name for it, for the journal. */
      readonly name: string;
      readonly changes: boolean;
      run(context: RequestContext): WireResponse | Promise<WireResponse>;
    };

/** Tells which requests are S3's and what they ask. */
export class S3Gateway {
  readonly service: ServedService;
  /** What `x-amz-id-2` begins and ends with. */
  readonly #hostId: { readonly start: string; readonly end: string };
  readonly #doors: RestDoors;
  /** Made at the first request: most runs have none for S3. */
  #router: RestRouter | undefined;

  constructor(service: ServedService, random: Random) {
    this.service = service;
    const draw = (bytes: number): string => Buffer.from(random.hex(bytes), "hex").toString("base64");
    this.#hostId = { start: draw(42), end: draw(2) };
    this.#doors = service.service.doors ?? {};
  }

  /**
   * `x-amz-id-2` of an answer, base64 of 56 bytes: one host answers all, and the request's id, whose digits are base64 as well, tells its
   * answers apart. To draw 56 bytes for every request costs more than to find its operation.
   */
  hostIdOf(requestId: string): string {
    return this.#hostId.start + requestId + this.#hostId.end;
  }

  /**
   * Whether a request is S3's: signed for it, or sent to one of its hosts. What is not signed and nothing else claims is S3's as
   * well, which the caller must know.
   */
  claims({ headers }: RequestHead, { service }: CredentialScope): boolean {
    if (service !== undefined) return isS3(service);
    return s3HostOf(headers, false) !== undefined;
  }

  read(request: RequestHead | WireRequest, { service }: CredentialScope): S3Request {
    return new S3Request(request, this.#doors, service !== undefined && isS3(service));
  }

  /**
   * @param now epoch milliseconds; `undefined` leaves presigned URLs valid for ever
   * @throws {AwsError} what AWS answers to a request that asks for nothing
   */
  resolve(request: S3Request, now?: number): S3Asked {
    const path = this.#pathOf(request);
    request.labels = path.labels;
    if (request.method === "OPTIONS") return this.#preflight(request);
    if (now !== undefined && isQuerySigned(request.query)) {
      checkPresigned(request.query, request.sentHeaderNames, now);
      checkQuerySignature(request);
    }
    if (isBucketPost(request)) return this.#postObject(request);
    return { kind: "operation", operation: this.#operation(request, path).operation };
  }

  /** Whether the request's body is one that may be taken while it comes. */
  streams(request: S3Request): boolean {
    try {
      const asked = this.resolve(request);
      return asked.kind === "door" || inputPlanOf(asked.operation.schema).streams;
    } catch {
      return false;
    }
  }

  admittedPages(request: S3Request): AdmittedPages {
    try {
      request.labels = this.#pathOf(request).labels;
    } catch {
      return "none";
    }
    const cors = request.cors();
    if (cors === undefined) return "none";
    // A preflight changes nothing, and its answer says no more than whether the page may ask.
    if (request.method === "OPTIONS") return this.#doors.preflight === undefined ? "none" : "named";
    return this.#doors.admittedPages?.(cors) ?? "none";
  }

  #pathOf(request: S3Request): RestPath {
    let path;
    try {
      this.#router ??= new RestRouter(this.service.operations.values());
      path = this.#router.path(request.path);
    } catch {
      // A broken percent-encoding.
    }
    if (path === undefined) throw invalidUri(request.path);
    return path;
  }

  #operation(request: S3Request, path: RestPath): RestMatch {
    const asked = request.query.size === 0 ? [] : [...request.query.keys()].filter((key) => path.subresources.has(key));
    const [first, second] = asked;
    if (first !== undefined && second !== undefined) {
      // From public reports of AWS's answers.
      throw invalidArgument(`Conflicting query string parameters: ${asked.join(", ")}`, "ResourceType", first);
    }
    const found = path.find(request);
    const resourceType = first ?? (path.labels["Key"] === undefined ? "BUCKET" : "OBJECT");
    const { method } = request;
    if (found === undefined)
      throw methodNotAllowed(method, path.labels["Bucket"] === undefined ? "SERVICE" : resourceType);
    // `DELETE ?acl` must not be taken for a DeleteBucket.
    const uri = found.operation.schema.model.http?.uri ?? "";
    if (first !== undefined && !new URLSearchParams(uri.split("?")[1]).has(first)) {
      throw methodNotAllowed(method, first.toUpperCase());
    }
    return found;
  }

  #preflight(request: S3Request): S3Asked {
    const { preflight } = this.#doors;
    const bucket = request.labels["Bucket"];
    if (bucket === undefined) throw methodNotAllowed("OPTIONS", "SERVICE");
    if (preflight === undefined) throw notImplemented("s3:OPTIONS");
    const cors = request.preflight(bucket, request.header("origin") ?? "");
    const run = (context: RequestContext) => preflight(cors, context);
    return { kind: "door", name: "OPTIONS", changes: false, run };
  }

  #postObject(request: S3Request): S3Asked {
    const { postObject } = this.#doors;
    const bucket = request.labels["Bucket"] ?? "";
    const contentType = request.header("content-type") ?? "";
    if (!/^multipart\/form-data\b/i.test(contentType)) throw bucketPostMustBeForm();
    if (postObject === undefined) throw notImplemented("s3:PostObject");
    const run = async (context: RequestContext) => {
      const form = await readPostForm(request.body(true), contentType);
      return postObject({ bucket, ...form }, context);
    };
    return { kind: "door", name: "PostObject", changes: true, run };
  }
}

function isS3(signingName: string): boolean {
  return signingName === "s3" || signingName === "s3express";
}

/** A POST to a bucket itself; those with a sub-resource are operations. */
function isBucketPost({ method, labels, query }: S3Request): boolean {
  if (method !== "POST" || labels["Bucket"] === undefined || labels["Key"] !== undefined) return false;
  return !["delete", "metadataConfiguration", "metadataTable"].some((key) => query.has(key));
}

/** The request's method and path, for the journal, where it asks for nothing that has a name. */
export function describeRequest({ method, url }: RequestHead): string {
  return `${method} ${pathOf(url)}`;
}
