/**
 * The compact wire model of one AWS service, as `scripts/generate-models.mjs` writes it: what a codec, a validator and a router
 * need of the official Smithy model, nothing else. Scalars are described at the member; aggregates and enums have names.
 *
 * @see https://smithy.io/2.0/spec/index.html for what every trait means
 */
export interface ServiceModel extends ServiceHead {
  readonly operations: Readonly<Record<string, OperationModel>>;
  /** Names of all error shapes. */
  readonly errors: readonly string[];
  readonly shapes: Readonly<Record<string, ShapeModel>>;
}

/** What tells a service's requests from others'. */
export interface ServiceHead {
  /** Our short name, which is also the signing name: `sqs`. */
  readonly name: string;
  /** The SDK's name for the service: `SQS`. */
  readonly serviceId: string;
  /** `com.amazonaws.sqs`: the part of an awsJson error's `__type` before the `#`. */
  readonly namespace: string;
  /** What stands before the dot in `x-amz-target`, and in the path of the rpc protocols: `AmazonSQS`. */
  readonly targetPrefix: string;
  /** The API version, `2012-11-05`: the Query protocol's `Version`. */
  readonly version: string;
  readonly protocols: readonly WireProtocol[];
  /** Moved from Query to JSON: answers both, and JSON errors carry `x-amzn-query-error`. */
  readonly queryCompatible?: boolean;
  readonly xmlNamespace?: string;
}

export type WireProtocol = "awsJson1_0" | "awsJson1_1" | "awsQuery" | "restJson1" | "restXml";

export interface OperationModel {
  /** Name of a structure; absent when the operation takes nothing. */
  readonly input?: string;
  /** Name of a structure; absent when the operation answers nothing. */
  readonly output?: string;
  readonly errors?: readonly string[];
  /** Method, URI template and success status of the rest protocols. */
  readonly http?: { readonly method: string; readonly uri: string; readonly status: number };
  readonly checksum?: Readonly<Record<string, unknown>>;
  readonly unwrappedOutput?: boolean;
}

export type ShapeModel = StructureModel | ListModel | MapModel | EnumModel;

interface StructureModel extends Traits {
  readonly type: "structure" | "union";
  readonly error?: ErrorModel;
  readonly members: Readonly<Record<string, MemberModel>>;
}

interface ListModel extends Traits {
  readonly type: "list";
  readonly member: MemberModel;
}

interface MapModel extends Traits {
  readonly type: "map";
  readonly key: MemberModel;
  readonly value: MemberModel;
}

interface EnumModel extends Traits {
  readonly type: "enum";
  readonly values: readonly string[];
}

/** What an error shape says about its answer. The Query protocol may have its own code and status. */
export interface ErrorModel {
  readonly fault: "Sender" | "Receiver";
  readonly status: number;
  readonly queryCode?: string;
  readonly queryStatus?: number;
}

export type ScalarType =
  | "string"
  | "boolean"
  | "integer"
  | "long"
  | "double"
  | "blob"
  | "timestamp"
  | "document"
  | "bigInteger"
  | "bigDecimal";

/** A member of a structure, or the element of a list or map: a scalar, or a named shape. */
export type MemberModel = Traits &
  ({ readonly type: ScalarType; readonly shape?: never } | { readonly shape: string; readonly type?: never });

/** Smithy's traits under their own names. */
export interface Traits {
  readonly required?: boolean;
  readonly length?: { readonly min?: number; readonly max?: number };
  readonly range?: { readonly min?: number; readonly max?: number };
  readonly pattern?: string;
  readonly sparse?: boolean;
  readonly sensitive?: boolean;
  readonly xmlName?: string;
  readonly xmlFlattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly xmlNamespace?: { readonly prefix?: string; readonly uri: string };
  readonly jsonName?: string;
  readonly timestampFormat?: "date-time" | "http-date" | "epoch-seconds";
  readonly mediaType?: string;
  readonly idempotencyToken?: boolean;
  readonly streaming?: boolean;
  readonly httpHeader?: string;
  readonly httpQuery?: string;
  readonly httpLabel?: boolean;
  readonly httpPayload?: boolean;
  readonly httpPrefixHeaders?: string;
  readonly httpQueryParams?: boolean;
  readonly httpResponseCode?: boolean;
  readonly hostLabel?: boolean;
  readonly eventPayload?: boolean;
  readonly eventHeader?: boolean;
}
