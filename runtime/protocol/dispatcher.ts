import { gunzipSync } from "node:zlib";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../core/arn.ts";
import { AwsError } from "../core/errors.ts";
import type { Journal } from "../core/journal.ts";
import type { Random } from "../core/random.ts";
import type { Dispatch, WireRequest, WireResponse } from "../core/wire.ts";
import { awsJson } from "./aws-json.ts";
import { awsQuery, unknownOperationDocument } from "./aws-query.ts";
import { credentialScopeOf } from "./credential-scope.ts";
import type { CredentialScope } from "./credential-scope.ts";
import { internalFailure, notImplemented, serializationException } from "./errors.ts";
import { serviceModels } from "./generated/index.ts";
import type { Members } from "./json-codec.ts";
import { WireContext } from "./request-context.ts";
import type { Caller } from "./request-context.ts";
import { awsQueryAsJson } from "./query-json.ts";
import { pathOf } from "./request-url.ts";
import { Resolver } from "./resolve.ts";
import type { Resolution } from "./resolve.ts";
import { linkModel } from "./schema.ts";
import type { ProtocolCodec, ServedOperation, ServedService } from "./served.ts";
import type { ConstraintViolation, Service } from "./service.ts";
import { createValidator } from "./validate.ts";

export interface DispatcherOptions {
  readonly services: readonly Service[];
  readonly journal: Journal;
  /** For request ids only. */
  readonly random: Random;
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
export function createDispatcher(options: DispatcherOptions): Dispatch {
  const dispatcher = new Dispatcher(options);
  return (request) => dispatcher.answer(request);
}

class Dispatcher {
  readonly #journal: Journal;
  readonly #random: Random;
  readonly #homeRegion: string;
  readonly #defaultAccountId: string;
  readonly #maxBodyBytes: number;
  readonly #resolver: Resolver;

  constructor(options: DispatcherOptions) {
    this.#journal = options.journal;
    this.#random = options.random;
    this.#homeRegion = options.homeRegion ?? DEFAULT_REGION;
    this.#defaultAccountId = options.defaultAccountId ?? DEFAULT_ACCOUNT_ID;
    this.#maxBodyBytes = options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
    this.#resolver = new Resolver(new Map(options.services.map((service) => [service.name, serve(service)])));
  }

  answer(incoming: WireRequest): WireResponse | Promise<WireResponse> {
    const scope = credentialScopeOf(incoming);
    const caller = this.#caller(incoming, scope);
    const codec = incoming.headers["x-amz-target"] === undefined ? awsQuery : awsJson;
    let call: Call = { caller, codec, service: undefined, operation: "" };
    try {
      const request = this.#inflated(incoming);
      const resolution = this.#resolver.resolve(request, scope);
      if (resolution.kind === "nameless") return this.#nameless(resolution.service, request, caller);
      call = callOf(resolution, caller, request);
      if (resolution.kind === "refused") throw resolution.error;
      return this.#perform(resolution.operation, request, call);
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

  #caller({ headers }: WireRequest, scope: CredentialScope): Caller {
    const trace = headers["x-amzn-trace-id"];
    const traceHeader = typeof trace === "string" ? trace : undefined;
    const { accessKeyId } = scope;
    return {
      requestId: this.#random.uuid(),
      region: scope.region ?? this.#homeRegion,
      accountId: accessKeyId !== undefined && /^\d{12}$/.test(accessKeyId) ? accessKeyId : this.#defaultAccountId,
      accessKeyId,
      causeId: traceHeader === undefined ? undefined : this.#journal.causeOfTrace(traceHeader),
      traceHeader,
    };
  }

  #inflated(request: WireRequest): WireRequest {
    if (request.headers["content-encoding"] !== "gzip") return request;
    try {
      const body = gunzipSync(request.body, { maxOutputLength: this.#maxBodyBytes });
      return { ...request, body, onHangUp: (listener) => request.onHangUp(listener) };
    } catch {
      throw serializationException("The body is not gzip, or too large");
    }
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

/** Operations whose success changes nothing, by AWS's verbs. */
const READ_ONLY = /^(?:Get|List|Receive|Describe|Head|Lookup|Batch(?:Get|Describe))/;

function serve(service: Service): ServedService {
  const model = serviceModels.get(service.name);
  if (model === undefined) throw new Error(`runtime/protocol/generated has no model of ${service.name}`);
  const schema = linkModel(model);
  const operations = new Map<string, ServedOperation>();
  const owner: ServedService = { service, schema, operations };
  const implemented = service.operations as Readonly<Record<string, ServedOperation["run"]>>;
  const quiet = new Set(service.selfReported);
  for (const [name, operation] of schema.operations) {
    operations.set(name, {
      owner,
      schema: operation,
      run: implemented[name]?.bind(implemented),
      validate: createValidator(operation.input, service.unchecked),
      recordsSuccess: !READ_ONLY.test(name) && !quiet.has(name),
    });
  }
  return owner;
}

function hasOne(
  violations: ConstraintViolation[] | undefined,
): violations is [ConstraintViolation, ...ConstraintViolation[]] {
  return violations !== undefined && violations.length > 0;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
