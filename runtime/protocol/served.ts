import type { WireRequest, WireResponse } from "../core/wire.ts";
import type { AwsError } from "../core/errors.ts";
import type { Members } from "./json-codec.ts";
import type { OperationSchema, Schema } from "./schema.ts";
import type { RequestContext, Service } from "./service.ts";
import type { ServiceHead } from "./wire-model.ts";
import type { Validator } from "./validate.ts";

/** A service with its wire model, as the gateway keeps it. */
export interface ServedService {
  readonly service: Service;
  readonly head: ServiceHead;
  /** Read at the first look, as are the operations: most services are not asked anything in a run. */
  readonly schema: Schema;
  readonly operations: ReadonlyMap<string, ServedOperation>;
}

export interface ServedOperation {
  readonly owner: ServedService;
  readonly schema: OperationSchema;
  /** `undefined` when AWS has the operation and we do not. */
  readonly run: ((input: Members, context: RequestContext) => unknown) | undefined;
  readonly validate: Validator;
  /** Whether a success is worth a fact of its own. */
  readonly recordsSuccess: boolean;
}

/** One wire protocol. A new protocol is a new file with one of these. */
export interface ProtocolCodec {
  readonly protocol: RequestContext["protocol"];
  /** @throws {AwsError} `SerializationException` */
  decode(operation: ServedOperation, request: WireRequest): Members;
  encode(operation: ServedOperation, output: Members, requestId: string): WireResponse;
  /** `schema` is `undefined` when no service could be told. */
  encodeError(error: AwsError, schema: Schema | undefined, requestId: string): WireResponse;
}
