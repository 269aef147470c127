import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../core/arn.ts";
import { AwsError } from "../core/errors.ts";
import type { Clock } from "../core/clock.ts";
import type { Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import type { AdmittedPages, Dispatch, RequestHead, WireRequest, WireResponse } from "../core/wire.ts";
import { awsJson } from "./aws-json.ts";
import { awsQuery, unknownOperationDocument } from "./aws-query.ts";
import { credentialScopeOf } from "./credential-scope.ts";
import type { CredentialScope } from "./credential-scope.ts";
import { internalFailure, notImplemented } from "./errors.ts";
import type { Members } from "./json-codec.ts";
import { WireContext } from "./request-context.ts";
import type { Caller } from "./request-context.ts";
import { awsQueryAsJson } from "./query-json.ts";
import { inflated, readAtMost, withBody } from "./request-body.ts";
import { pathOf } from "./request-url.ts";
import { Resolver } from "./resolve.ts";
import { RestXmlExchange } from "./rest-xml.ts";
import { describeRequest, S3Gateway } from "./s3-gateway.ts";
import type { Resolution } from "./resolve.ts";
import { serve } from "./serve.ts";
import type { ProtocolCodec, ServedOperation, ServedService } from "./served.ts";
import type { ConstraintViolation, Service } from "./service.ts";

export interface DispatcherOptions {
  readonly services: readonly Service[];
  readonly journal: Journal;
  /** For request ids only. */
  readonly random: Random;
  /** Tells when a presigned URL has expired; without it none does. */
  readonly clock?: Clock;
  /** The region of requests that are not signed; `us-east-1` by default. */
  readonly homeRegion?: string;
  /** The account of clients whose access key is not one; `000000000000` by default. */
  readonly defaultAccountId?: string;
  /** Bytes; a compressed body that grows beyond is refused. */
  readonly maxBodyBytes?: number;
}

/** Over every rpc service's largest request: SQS's 1 MiB as a form, where each byte may take three. */
const DEFAULT_MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * From bytes to an operation and back, for every service.
 *
 * Records `http.answered` for every failing call, and for successful ones that change something and do not tell it
 * themselves (`Service.selfReported`). What is thrown that is no `AwsError` is our bug: 500 `InternalFailure` and `internal.failed`.
 */
export function createDispatcher(
  options: DispatcherOptions,
): Dispatch & Required<Pick<Dispatch, "streams" | "admittedPages">> {
  const dispatcher = new Dispatcher(options);
  return Object.assign((request: WireRequest) => dispatcher.answer(request), {
    streams: (head: RequestHead) => dispatcher.streams(head),
    admittedPages: (head: RequestHead) => dispatcher.admittedPages(head),
  });
}

class Dispatcher {
  readonly #journal: Journal;
  readonly #random: Random;
  readonly #homeRegion: string;
  readonly #defaultAccountId: string;
  readonly #maxBodyBytes: number;
  readonly #resolver: Resolver;
  readonly #clock: Clock | undefined;
  readonly #s3: S3Gateway | undefined;

  constructor(options: DispatcherOptions) {
    this.#journal = options.journal;
    this.#random = options.random;
    this.#homeRegion = options.homeRegion ?? DEFAULT_REGION;
    this.#defaultAccountId = options.defaultAccountId ?? DEFAULT_ACCOUNT_ID;
    this.#maxBodyBytes = options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
    this.#clock = options.clock;
    const services = new Map(options.services.map((service) => [service.name, serve(service)]));
    this.#resolver = new Resolver(services);
    const s3 = services.get("s3");
    this.#s3 = s3 === undefined ? undefined : new S3Gateway(s3, options.random.fork("hosts"));
  }

  answer(incoming: WireRequest): WireResponse | Promise<WireResponse> {
    const scope = credentialScopeOf(incoming);
    const s3 = this.#s3Of(incoming, scope);
    if (s3 !== undefined) return this.#answerS3(s3, incoming, scope);
    if (incoming.bodyStream !== undefined) return this.#answerLarge(incoming, scope);
    return this.#answer(incoming, scope);
  }

  /** A request whose body is in memory. */
  #answer(incoming: WireRequest, scope: CredentialScope): WireResponse | Promise<WireResponse> {
    const caller = this.#caller(incoming, scope);
    const codec = incoming.headers["x-amz-target"] === undefined ? awsQuery : awsJson;
    let call: Call = { caller, codec, service: undefined, operation: "" };
    try {
      const request = inflated(incoming, this.#maxBodyBytes);
      const resolution = this.#resolver.resolve(request, scope);
      if (resolution.kind === "nameless") return this.#nameless(resolution.service, request, caller);
      call = callOf(resolution, caller, request);
      if (resolution.kind === "refused") throw resolution.error;
      return this.#perform(resolution.operation, request, call);
    } catch (error) {
      return this.#failed(error, call);
    }
  }

  streams(head: RequestHead): boolean {
    const scope = credentialScopeOf(head);
    const s3 = this.#s3Of(head, scope);
    if (s3 !== undefined) return s3.streams(s3.read(head, scope));
    return this.#resolver.large(head, scope) !== undefined;
  }

  /** Collects what `streams` let come as a stream, no more than the operation takes. */
  async #answerLarge(incoming: WireRequest, scope: CredentialScope): Promise<WireResponse> {
    const large = this.#resolver.large(incoming, scope);
    const { bodyStream } = incoming;
    if (large === undefined || bodyStream === undefined) return this.#answer(incoming, scope);
    const { operation, codec, limits } = large;
    const { name } = operation.schema;
    try {
      const body = await readAtMost(bodyStream, limits.maxBytes(name));
      if (body === undefined) throw limits.tooLarge(name);
      return await this.#answer(withBody(incoming, body), scope);
    } catch (error) {
      return this.#failed(error, {
        caller: this.#caller(incoming, scope),
        codec,
        service: operation.owner,
        operation: name,
      });
    }
  }

  admittedPages(head: RequestHead): AdmittedPages {
    const scope = credentialScopeOf(head);
    const s3 = this.#s3Of(head, scope);
    return s3 === undefined ? "none" : s3.admittedPages(s3.read(head, scope));
  }

  /** `undefined` when the request is another service's. */
  #s3Of(head: RequestHead, scope: CredentialScope): S3Gateway | undefined {
    const s3 = this.#s3;
    if (s3 === undefined || head.headers["x-amz-target"] !== undefined) return undefined;
    return s3.claims(head, scope) || this.#resolver.isUnclaimed(head, scope) ? s3 : undefined;
  }

  #answerS3(s3: S3Gateway, incoming: WireRequest, scope: CredentialScope): WireResponse | Promise<WireResponse> {
    const request = s3.read(incoming, scope);
    const known = this.#caller(incoming, scope, this.#random.hex(8).toUpperCase());
    const hostId = s3.hostIdOf(known.requestId);
    const region = scope.region ?? request.region ?? this.#homeRegion;
    const caller = Object.assign(known, { hostId, region });
    const codec = new RestXmlExchange(request, hostId);
    const { service } = s3;
    let call: Call = { caller, codec, service, operation: describeRequest(incoming) };
    try {
      const asked = s3.resolve(request, this.#clock?.now());
      if (asked.kind === "operation") {
        call = { caller, codec, service, operation: asked.operation.schema.name };
        return this.#perform(asked.operation, incoming, call);
      }
      call = { caller, codec, service, operation: asked.name };
      const answered = (answer: WireResponse): WireResponse => {
        if (asked.changes) this.#record(call, answer.status);
        return codec.complete(answer, caller.requestId);
      };
      const answer = asked.run(new WireContext(caller, incoming, codec.protocol));
      if (!isPromise(answer)) return answered(answer);
      return answer.then(answered).catch((error: unknown) => this.#failed(error, call));
    } catch (error) {
      return this.#failed(error, call);
    }
  }

  #perform(operation: ServedOperation, request: WireRequest, call: Call): WireResponse | Promise<WireResponse> {
    const { codec, caller } = call;
    const { owner, run, schema } = operation;
    if (run === undefined) throw notImplemented(`${owner.service.name}:${schema.name}`);
    const input = codec.decode(operation, request);
    const violations = operation.validate(input);
    if (hasOne(violations)) throw owner.service.constraintError(violations, schema.name);
    const output = run(input, new WireContext(caller, request, codec.protocol));
    if (!isPromise(output)) return this.#succeeded(operation, output, call);
    return output.then(
      (value) => this.#succeeded(operation, value, call),
      (error: unknown) => this.#failed(error, call),
    );
  }

  #succeeded(operation: ServedOperation, output: unknown, call: Call): WireResponse {
    try {
      const response = call.codec.encode(operation, (output ?? {}) as Members, call.caller.requestId);
      if (operation.recordsSuccess) this.#record(call, response.status);
      return response;
    } catch (error) {
      return this.#failed(error, call);
    }
  }

  #failed(error: unknown, call: Call): WireResponse {
    const { codec, caller, service } = call;
    const known = error instanceof AwsError ? error : this.#bug(error, call);
    const response = codec.encodeError(known, service?.schema, caller.requestId);
    this.#record(call, response.status, known);
    return response;
  }

  #bug(error: unknown, { service, operation, caller }: Call): AwsError {
    const cause = error instanceof Error ? error : new Error(String(error));
    const where = `${service?.service.name ?? "gateway"}.${operation}`;
    this.#journal.record(
      { kind: "internal.failed", where, message: cause.message, stack: cause.stack ?? "" },
      caller.causeId,
    );
    return internalFailure(cause);
  }

  #nameless(service: ServedService | undefined, request: WireRequest, caller: Caller): WireResponse {
    const response = unknownOperationDocument(caller.requestId);
    const operation = `${request.method} ${pathOf(request.url)}`;
    const error = new AwsError("UnknownOperationException", "The request names no operation.");
    this.#record({ caller, codec: awsQuery, service, operation }, response.status, error);
    return response;
  }

  #record(call: Call, status: number, error?: AwsError): void {
    const { caller, service, operation } = call;
    this.#journal.record(
      {
        kind: "http.answered",
        service: service?.service.name ?? "unknown",
        operation,
        requestId: caller.requestId,
        status,
        ...(error === undefined ? {} : { errorCode: error.code, errorMessage: error.message }),
      },
      caller.causeId,
    );
  }

  #caller({ headers }: WireRequest, scope: CredentialScope, requestId = this.#random.uuid()): Caller {
    const trace = headers["x-amzn-trace-id"];
    const traceHeader = typeof trace === "string" ? trace : undefined;
    const { accessKeyId } = scope;
    return {
      requestId,
      region: scope.region ?? this.#homeRegion,
      accountId: accessKeyId !== undefined && /^\d{12}$/.test(accessKeyId) ? accessKeyId : this.#defaultAccountId,
      accessKeyId,
      causeId: traceHeader === undefined ? undefined : this.#journal.causeOfTrace(traceHeader),
      traceHeader,
    };
  }
}

/** One request on its way, as far as it is understood. */
interface Call {
  readonly caller: Caller;
  readonly codec: ProtocolCodec;
  readonly service: ServedService | undefined;
  readonly operation: string;
}

function callOf(
  resolution: Exclude<Resolution, { readonly kind: "nameless" }>,
  caller: Caller,
  { headers }: WireRequest,
): Call {
  const codec =
    resolution.codec === awsQuery && headers["accept"] === "application/json" ? awsQueryAsJson : resolution.codec;
  if (resolution.kind === "refused") {
    return { caller, codec, service: resolution.service, operation: resolution.operation };
  }
  return { caller, codec, service: resolution.operation.owner, operation: resolution.operation.schema.name };
}

function hasOne(
  violations: ConstraintViolation[] | undefined,
): violations is [ConstraintViolation, ...ConstraintViolation[]] {
  return violations !== undefined && violations.length > 0;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
