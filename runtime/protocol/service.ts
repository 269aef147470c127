import type { BodyStream } from "../core/body-stream.ts";
import type { AwsError } from "../core/errors.ts";
import type { FactId } from "../core/journal.ts";
import type { AdmittedPages, WireResponse } from "../core/wire.ts";

/** What an operation may know about the request that called it. No sockets. */
export interface RequestContext {
  /** The `x-amzn-RequestId` of the answer, a UUID; S3's `x-amz-request-id`, 16 characters. */
  readonly requestId: string;
  /** From the credential scope; the home region when the request is not signed. */
  readonly region: string;
  /** A 12-digit access key is the account; else the default account. */
  readonly accountId: string;
  readonly accessKeyId: string | undefined;
  /** Where the client reached us, from its Host header: `http://127.0.0.1:4566`, no trailing slash. */
  readonly endpoint: string;
  /** The request's path, for protocols where it names a resource (a queue's own URL); `/` otherwise. */
  readonly path: string;
  readonly protocol: "awsJson" | "awsQuery" | "restJson1" | "restXml";
  /** Aborts when the client hangs up before its answer, so that a long poll takes no message for nobody. */
  readonly signal: AbortSignal;
  /** The fact behind the caller (a handler's invocation), when it could be told. */
  readonly causeId: FactId | undefined;
  /** The caller's `x-amzn-trace-id`. */
  readonly traceHeader: string | undefined;
  /** The `x-amz-id-2` of S3's answer. */
  readonly hostId: string;
  /** The caller's address. */
  readonly sourceIp: string;
  /**
   * A header that the model does not have, for the services where one counts (`x-amz-content-sha256`, `x-amz-trailer`, `origin`).
   *
   * @param name lower case
   */
  header(name: string): string | undefined;
  /** The body as the client meant it, for digests; `undefined` where it is a stream. */
  readonly payload?: Uint8Array | undefined;
}

/** One constraint of the model that an input breaks. */
export interface ConstraintViolation {
  readonly kind: "required" | "length" | "range" | "pattern" | "enum";
  /** The member's name as on the wire, for example `MessageBody`. */
  readonly member: string;
  /** Where it is, in the style of AWS's messages: `entries.1.member.messageBody`. */
  readonly path: string;
  /** What breaks the rule; the whole list or map when one of its elements, keys or values does. */
  readonly value: unknown;
  /** The value as AWS's messages show it, with its quotes: `'[x86_64, arm64]'`, or `null` without. */
  readonly valueText: string;
  /** AWS's words for the rule: `Member must have length less than or equal to 80`. */
  readonly rule: string;
}

/**
 * A service as the gateway sees it: its wire model's name and what its operations do.
 *
 * `Operations` is the generated map of the model, for example `SqsOperations`; an operation that is missing is answered
 * with an error that names it.
 */
export interface Service<Operations extends object = object> {
  /** The model's name in `generated/`, which is also the signing name: `sqs`. */
  readonly name: string;
  readonly operations: Partial<Operations>;
  /** How this service words a broken constraint of its model; services differ in code and sentence. */
  constraintError(violations: readonly [ConstraintViolation, ...ConstraintViolation[]], operation: string): AwsError;
  /** Constraint kinds that the model states but this service does not enforce at the door (models go stale). */
  readonly unchecked?: readonly ConstraintViolation["kind"][];
  /**
   * Operations that record facts of their own about everything they change: their success is not recorded again as `http.answered`.
   * Hot operations belong here.
   */
  readonly selfReported?: readonly string[];
  /**
   * Requests larger than the gateway takes otherwise, for a service of restJson1: they are collected as they come, and one that
   * is too large is answered before the rest of it has been read.
   */
  readonly largeRequests?: LargeRequests;
  /** What it answers besides its operations; only S3 has any. */
  readonly doors?: RestDoors;
}

export interface LargeRequests {
  /** How large the body of a request for this operation may be, in bytes. */
  maxBytes(operation: string): number;
  /** The answer to a larger one. */
  tooLarge(operation: string): AwsError;
}

/** What S3 is asked besides the operations of its model. Each may throw an `AwsError`. */
export interface RestDoors {
  /**
   * A form upload: `POST` of `multipart/form-data` to a bucket.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
   */
  readonly postObject?: (form: PostObjectForm, context: RequestContext) => WireResponse | Promise<WireResponse>;
  /**
   * A CORS preflight (`OPTIONS`): it may come from any page, so it must change nothing.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
   */
  readonly preflight?: (request: CorsRequest, context: RequestContext) => WireResponse | Promise<WireResponse>;
  /** The headers that CORS adds to an answer, errors included, when the request names an Origin. */
  readonly corsHeaders?: (request: CorsRequest) => Readonly<Record<string, string>>;
  /**
   * Whether a page may make this request to this bucket. The bucket's own CORS configuration says so: `named` when a rule has
   * exactly this Origin, `local` when only a rule with a wildcard fits, so that `*` opens a bucket to front ends
   * on this machine and not to every site that its developer visits.
   */
  readonly admittedPages?: (request: CorsRequest) => AdmittedPages;
}

export interface CorsRequest {
  readonly bucket: string;
  /** Absent when the request is about the bucket itself. */
  readonly key?: string | undefined;
  readonly origin: string;
  /** The request's method; of a preflight the one that it asks for, empty when it asks for none. */
  readonly method: string;
  /** A preflight's `Access-Control-Request-Headers`, in lower case. */
  readonly requestHeaders: readonly string[];
}

export interface PostObjectForm {
  readonly bucket: string;
  /** What stands before the file, by lower-case name; fields after the file do not count. */
  readonly fields: ReadonlyMap<string, string>;
  /** Its length is not known before its end. */
  readonly file: BodyStream;
  /** As the client names it; `${filename}` in a field stands for it. Empty when it has none. */
  readonly fileName: string;
}
