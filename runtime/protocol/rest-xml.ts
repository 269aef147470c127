/**
 * The restXml protocol as S3 speaks it: one exchange for each request.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
 */
import type { BodyContent, BodyStream } from "../core/body-stream.ts";
import type { AwsError } from "../core/errors.ts";
import type { WireResponse } from "../core/wire.ts";
import { answerExtrasOf } from "./answer.ts";
import { toErrorAnswer } from "./error-answer.ts";
import type { Members } from "./json-codec.ts";
import { addBoundHeaders, readBoundMembers } from "./rest-binding.ts";
import { inputPlanOf, outputPlanOf } from "./rest-plan.ts";
import type { InputPlan, OutputPlan } from "./rest-plan.ts";
import { unreadableValue } from "./s3-argument-errors.ts";
import { malformedXml } from "./s3-errors.ts";
import type { S3Request } from "./s3-request.ts";
import type { Member, Schema, StructureShape } from "./schema.ts";
import type { ProtocolCodec, ServedOperation } from "./served.ts";
import { escapeXml, structureXml } from "./xml.ts";
import { localName, parseXmlBody, readXmlStructure } from "./xml-reader.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Statuses that AWS answers with and the model does not know (recordings). */
const STATUSES: Readonly<Record<string, number>> = {
  PutBucketAnalyticsConfiguration: 204,
  PutBucketIntelligentTieringConfiguration: 204,
  PutBucketInventoryConfiguration: 204,
  PutBucketMetricsConfiguration: 204,
  PutBucketPolicy: 204,
  PutBucketTagging: 204,
};

export class RestXmlExchange implements ProtocolCodec {
  readonly protocol = "restXml";
  readonly #request: S3Request;
  readonly #hostId: string;

  constructor(request: S3Request, hostId: string) {
    this.#request = request;
    this.#hostId = hostId;
  }

  /** @throws {AwsError} `MalformedXML`, `InvalidArgument`, what a body's encoding breaks */
  decode({ schema }: ServedOperation): Members {
    const plan = inputPlanOf(schema);
    const body = this.#request.body(plan.streams);
    const input = readBoundMembers(plan, this.#request, unreadableValue);
    const { payload } = plan;
    if (plan.streams && payload !== undefined) input[payload.name] = body;
    else readBody(plan, bytesOf(body), input);
    return input;
  }

  encode(operation: ServedOperation, output: Members, requestId: string): WireResponse {
    const plan = outputPlanOf(operation.schema);
    const extras = answerExtrasOf(output);
    const content = this.#request.method === "HEAD" ? undefined : bodyContent(operation, plan, output);
    // Written into one object: a literal that goes on after a spread is slow.
    const headers = this.#headers(requestId);
    addBoundHeaders(plan, output, headers);
    // Recorded, though the answer has no body.
    const isBucketHead = operation.schema.name === "HeadBucket";
    if (typeof content === "string" || isBucketHead) headers["Content-Type"] ??= contentTypeOf(plan);
    if (extras?.headers !== undefined) Object.assign(headers, extras.headers);
    return { status: extras?.status ?? statusOf(operation, plan, { output, headers }), headers, body: content ?? "" };
  }

  /** An answer that a door of the service made, with what every answer of S3 has. */
  complete(answer: WireResponse, requestId: string): WireResponse {
    return {
      status: answer.status,
      headers: Object.assign(this.#headers(requestId), answer.headers),
      body: answer.body,
    };
  }

  encodeError(error: AwsError, schema: Schema | undefined, requestId: string): WireResponse {
    const { status, shape } = toErrorAnswer(error, schema);
    const headers = Object.assign(this.#headers(requestId), error.headers);
    if (status === 304) return { status, headers, body: "" };
    headers["Content-Type"] = "application/xml";
    if (this.#request.method === "HEAD") return { status, headers, body: "" };
    let details = "";
    for (const [name, value] of Object.entries(error.members)) {
      if (typeof value === "string") details += textElement(name, value);
      else if (typeof value === "number" || typeof value === "boolean") details += textElement(name, String(value));
    }
    const code = error.code === "InternalFailure" ? "InternalError" : (shape?.name ?? error.code);
    const content = textElement("Code", code) + textElement("Message", error.message) + details;
    const ids = textElement("RequestId", requestId) + textElement("HostId", this.#hostId);
    return { status, headers, body: `${DECLARATION}<Error>${content}${ids}</Error>` };
  }

  #headers(requestId: string): Record<string, string> {
    const headers: Record<string, string> = {
      "x-amz-id-2": this.#hostId,
      "x-amz-request-id": requestId,
      Server: "AmazonS3",
    };
    return Object.assign(headers, this.#request.corsHeaders());
  }
}

function textElement(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function bytesOf(body: BodyStream): Uint8Array {
  if (body.bytes === undefined) throw new Error("A body that is read as a document came as a stream");
  return body.bytes;
}

function readBody({ payload, document }: InputPlan, bytes: Uint8Array, input: Members): void {
  if (bytes.byteLength === 0) return;
  if (document !== undefined) Object.assign(input, readDocument(document, document.xmlName, bytes));
  if (payload === undefined) return;
  if (payload.kind === "structure") {
    input[payload.name] = readDocument(payload.target, rootName(payload, payload.target), bytes);
  } else input[payload.name] = payload.kind === "blob" ? bytes : Buffer.from(bytes).toString("utf8");
}

/** An empty `<Tagging>` is one without tags (recorded, put_object_tagging_none_value), though the model wants a TagSet in it. */
function readDocument(shape: StructureShape, name: string, bytes: Uint8Array): Members {
  const root = parseXmlBody(bytes);
  if (localName(root.name) !== name) throw malformedXml();
  const members = readXmlStructure(shape, root);
  if (shape.name === "Tagging") members["TagSet"] ??= [];
  return members;
}

function rootName(member: Member, shape: StructureShape): string {
  return member.traits.xmlName ?? shape.xmlName;
}

function bodyContent(operation: ServedOperation, plan: OutputPlan, output: Members): BodyContent | undefined {
  const { payload, document } = plan;
  if (payload !== undefined) {
    const value = output[payload.name];
    if (value === undefined || value === null) return undefined;
    if (payload.kind !== "structure") return value as BodyContent;
    return documentXml(operation, rootName(payload, payload.target), structureXmlOf(payload.target, value as Members));
  }
  if (document === undefined) return undefined;
  if (operation.schema.model.unwrappedOutput === true) {
    const value = output[document.members[0]?.name ?? ""];
    return documentXml(operation, document.xmlName, typeof value === "string" ? escapeXml(value) : "");
  }
  return documentXml(operation, document.xmlName, structureXmlOf(document, output));
}

function documentXml({ owner }: ServedOperation, name: string, content: string): string {
  const namespace = owner.schema.model.xmlNamespace;
  const open = `${DECLARATION}<${name}${namespace === undefined ? "" : ` xmlns="${namespace}"`}`;
  return content === "" ? `${open}/>` : `${open}>${content}</${name}>`;
}

/** S3 writes milliseconds always, also where they are none. */
function structureXmlOf(shape: StructureShape, members: Members): string {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
  return structureXml(shape, members, (epochMs) => new Date(epochMs).toISOString());
}

/** A bucket policy is the only text that is no XML. */
function contentTypeOf({ payload }: OutputPlan): string {
  return payload?.kind === "string" ? "application/json" : "application/xml";
}

interface Answered {
  readonly output: Members;
  readonly headers: Readonly<Record<string, string>>;
}

function statusOf({ schema }: ServedOperation, plan: OutputPlan, { output, headers }: Answered): number {
  if (plan.status !== undefined && output[plan.status.name] !== undefined) return Number(output[plan.status.name]);
  if (headers["Content-Range"] !== undefined) return 206;
  return STATUSES[schema.name] ?? schema.model.http?.status ?? 200;
}
