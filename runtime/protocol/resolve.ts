import { AwsError } from "../core/errors.ts";
import type { RequestHead, WireRequest } from "../core/wire.ts";
import { awsJson } from "./aws-json.ts";
import { awsQuery, formOf } from "./aws-query.ts";
import type { CredentialScope } from "./credential-scope.ts";
import { notImplemented, unknownOperation } from "./errors.ts";
import { pathOf } from "./request-url.ts";
import { RestJsonGateway } from "./rest-json-gateway.ts";
import type { RestJsonMatch } from "./rest-json-gateway.ts";
import type { ProtocolCodec, ServedOperation, ServedService } from "./served.ts";
import type { LargeRequests } from "./service.ts";

/** Which operation a request asks for, or how to tell the client that it asks for nothing we have. */
export type Resolution =
  | { readonly kind: "operation"; readonly operation: ServedOperation; readonly codec: ProtocolCodec }
  | {
      readonly kind: "refused";
      readonly error: AwsError;
      readonly codec: ProtocolCodec;
      readonly service: ServedService | undefined;
      /** What the client asked for, as far as it could be read. */
      readonly operation: string;
    }
  /** The request names no operation at all, and AWS's answer to that has no code. */
  | { readonly kind: "nameless"; readonly service: ServedService | undefined };

export interface LargeRequest extends RestJsonMatch {
  readonly limits: LargeRequests;
}

/**
 * Tells which service and operation a request is for: by `x-amz-target`; then by the rpc path; then by `Action` and `Version`;
 * then by the credential scope; then by path.
 */
export class Resolver {
  readonly #services: ReadonlyMap<string, ServedService>;
  /** Those that have been asked for. */
  readonly #targets = new Map<string, Resolution>();
  readonly #byPrefix = new Map<string, ServedService>();
  readonly #restJson: readonly RestJsonGateway[];

  /** @param services by signing name */
  constructor(services: ReadonlyMap<string, ServedService>) {
    this.#services = services;
    const restJson = [...services.values()].filter((service) => speaks(service, "restJson1"));
    this.#restJson = restJson.map((service) => new RestJsonGateway(service));
    for (const service of services.values()) this.#byPrefix.set(service.head.targetPrefix, service);
  }

  /** @throws {AwsError} `SerializationException` when a form cannot be read */
  resolve(request: WireRequest, scope: CredentialScope): Resolution {
    const target = request.headers["x-amz-target"];
    if (typeof target === "string") return this.#targets.get(target) ?? this.#byTarget(target);
    const restJson = this.#restJsonOf(request, scope);
    if (restJson !== undefined) return this.#byPath(restJson, request);
    const rpc = RPC_PATH.exec(pathOf(request.url));
    if (rpc !== null) return this.#unsupportedRpc(rpc[1] ?? "", rpc[2] ?? "");
    if (isQuery(request)) return this.#byAction(request, scope);
    return this.#byScope(request, scope);
  }

  /** Whether nothing but S3 can be meant: the request is not signed, no form, no JSON, and no other service has such a path. */
  isUnclaimed(head: RequestHead, scope: CredentialScope): boolean {
    if (scope.service !== undefined || isQuery(head) || isJson(head)) return false;
    const path = pathOf(head.url);
    if (RPC_PATH.test(path) || this.#restJsonOf(head, scope) !== undefined) return false;
    // A dated path that Lambda, where it is served, does not claim is a bucket with such a name.
    const owner = serviceOfPath(path);
    return owner === "s3" || (owner === "lambda" && this.#services.has(owner));
  }

  /** What a large request asks of a service that takes such; `undefined` when none does. */
  large(head: RequestHead, scope: CredentialScope): LargeRequest | undefined {
    const gateway = this.#restJsonOf(head, scope);
    const limits = gateway?.service.service.largeRequests;
    const match = limits && gateway?.resolve(head);
    return limits && match && { ...match, limits };
  }

  #restJsonOf(head: RequestHead, scope: CredentialScope): RestJsonGateway | undefined {
    return this.#restJson.find((gateway) => gateway.claims(head, scope));
  }

  #byPath(gateway: RestJsonGateway, request: WireRequest): Resolution {
    const match = gateway.resolve(request);
    if (match === undefined) return { kind: "nameless", service: gateway.service };
    return { kind: "operation", operation: match.operation, codec: match.codec };
  }

  #byTarget(target: string): Resolution {
    const dot = target.lastIndexOf(".");
    const operation = target.slice(dot + 1);
    const service = this.#byPrefix.get(target.slice(0, Math.max(0, dot)));
    const known = service !== undefined && speaks(service, "awsJson") ? service.operations.get(operation) : undefined;
    if (known !== undefined) {
      const resolution: Resolution = { kind: "operation", operation: known, codec: awsJson };
      this.#targets.set(target, resolution);
      return resolution;
    }
    const error =
      service === undefined ? this.#noService(`"${target}"`) : unknownOperation(unknownAction(operation, service));
    return { kind: "refused", error, codec: awsJson, service, operation };
  }

  #unsupportedRpc(prefix: string, operation: string): Resolution {
    const service = this.#byPrefix.get(prefix);
    const error =
      service === undefined
        ? this.#noService(`"${prefix}"`)
        : notImplemented(
            `Smithy's RPC v2 protocols (asked for ${prefix}.${operation}); the JSON and Query protocols are there`,
          );
    return { kind: "refused", error, codec: awsJson, service, operation };
  }

  #byAction(request: WireRequest, scope: CredentialScope): Resolution {
    const { action, version } = formOf(request);
    const service = this.#queryService(request, scope, { action, version });
    if (action === undefined) return { kind: "nameless", service };
    const refused = { kind: "refused", codec: awsQuery, service, operation: action } as const;
    if (service === undefined) return { ...refused, error: this.#noService(`"${scope.service ?? action}"`) };
    const operation = service.operations.get(action);
    if (operation !== undefined) return { kind: "operation", operation, codec: awsQuery };
    return {
      ...refused,
      error: new AwsError("InvalidAction", unknownAction(action, service, version), { status: 400 }),
    };
  }

  #queryService(
    request: WireRequest,
    scope: CredentialScope,
    asked: { readonly action: string | undefined; readonly version: string | undefined },
  ): ServedService | undefined {
    if (scope.service !== undefined) return this.#speaker(scope.service);
    if (QUEUE_PATH.test(pathOf(request.url))) return this.#speaker("sqs");
    const speakers = [...this.#services.values()].filter((service) => speaks(service, "awsQuery"));
    const byVersion = speakers.filter(({ head }) => head.version === asked.version);
    const candidates = byVersion.length > 0 ? byVersion : speakers;
    return candidates.find(({ operations }) => operations.has(asked.action ?? "")) ?? byVersion[0];
  }

  #speaker(name: string): ServedService | undefined {
    const service = this.#services.get(name);
    return service !== undefined && speaks(service, "awsQuery") ? service : undefined;
  }

  #byScope(request: WireRequest, scope: CredentialScope): Resolution {
    const path = pathOf(request.url);
    const name = scope.service ?? serviceOfPath(path);
    const service = this.#services.get(name);
    const operation = `${request.method} ${path}`;
    if (service === undefined)
      return { kind: "refused", error: this.#noService(`"${name}"`), codec: awsQuery, service, operation };
    if (!isJson(request)) return { kind: "nameless", service };
    const error = unknownOperation("The request names no operation: it has no x-amz-target header.");
    return { kind: "refused", error, codec: awsJson, service, operation };
  }

  #noService(asked: string): AwsError {
    return notImplemented(
      `the service that was asked for, ${asked}; here are: ${[...this.#services.keys()].join(", ")}`,
    );
  }
}

const RPC_PATH = /^\/service\/([^/]+)\/operation\/([^/]+)$/;
/** The path of a queue's URL: account and name. */
const QUEUE_PATH = /^\/\d{12}\/[\w-]{1,80}(?:\.fifo)?\/?$/;

/** A form in a POST's body, or `Action` in any request's query. */
function isQuery({ method, url, headers }: RequestHead): boolean {
  if (/[?&]Action=/.test(url)) return true;
  return method === "POST" && String(headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
}

function isJson({ headers }: RequestHead): boolean {
  return String(headers["content-type"] ?? "").startsWith("application/x-amz-json");
}

/** Of a path that no service here claims: whose it would be. */
function serviceOfPath(path: string): string {
  if (QUEUE_PATH.test(path)) return "sqs";
  return /^\/20\d\d-\d\d-\d\d\//.test(path) ? "lambda" : "s3";
}

function speaks({ head }: ServedService, protocol: "awsJson" | "awsQuery" | "restJson1"): boolean {
  return head.protocols.some((known) => known.startsWith(protocol));
}

/** SQS's sentence was seen in a LocalStack test validated against AWS; the other is that of STS, SNS and IAM. */
function unknownAction(action: string, { head }: ServedService, version = head.version): string {
  if (head.queryCompatible === true) return `The action ${action} is not valid for this endpoint.`;
  return `Could not find operation ${action} for version ${version}`;
}
