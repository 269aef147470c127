/**
 * The awsQuery protocol: a form in, XML out.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
import type { AwsError } from "../core/errors.ts";
import type { WireRequest, WireResponse } from "../core/wire.ts";
import { toErrorAnswer } from "./error-answer.ts";
import type { Members } from "./json-codec.ts";
import { readQueryStructure } from "./query-codec.ts";
import { parseForm } from "./query-form.ts";
import type { QueryForm } from "./query-form.ts";
import { pathOf, queryOf } from "./request-url.ts";
import type { Schema, StructureShape } from "./schema.ts";
import type { ProtocolCodec, ServedOperation } from "./served.ts";
import { escapeXml, structureXml } from "./xml.ts";

export const awsQuery: ProtocolCodec = { protocol: "awsQuery", decode, encode, encodeError };

/**
 * A request's form, parsed once: the router reads `Action`, the codec the rest. A POST's parameters may stand in the URL as well;
 * the body's come last and win.
 *
 * @throws {AwsError} `SerializationException`
 */
export function formOf(request: WireRequest): QueryForm {
  let form = forms.get(request);
  if (form === undefined) {
    const body = request.body.toString("utf8");
    form = parseForm(`${queryOf(request.url)}&${body}`);
    forms.set(request, form);
  }
  return form;
}

const forms = new WeakMap<WireRequest, QueryForm>();

/** The member that SQS takes from the request's own URL: a queue's URL is an endpoint for operations on that queue. */
const RESOURCE_URL_MEMBER = "QueueUrl";

function decode(operation: ServedOperation, request: WireRequest): Members {
  const shape = operation.schema.input;
  const form = formOf(request).parameters;
  const input = readQueryStructure(shape, form);
  const path = pathOf(request.url);
  if (path !== "/" && input[RESOURCE_URL_MEMBER] === undefined && hasMember(shape, RESOURCE_URL_MEMBER)) {
    const region = form.children?.get("region")?.value;
    input[RESOURCE_URL_MEMBER] = request.endpoint + path + (region === undefined ? "" : `?region=${region}`);
  }
  return input;
}

function hasMember(shape: StructureShape, name: string): boolean {
  return shape.members.some((member) => member.name === name);
}

function encode(operation: ServedOperation, output: Members, requestId: string): WireResponse {
  const { name, output: shape } = operation.schema;
  const result = shape === undefined ? "" : resultXml(name, structureXml(shape, output));
  const namespace = operation.owner.schema.model.xmlNamespace ?? "";
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const body = `<?xml version="1.0"?><${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`;
  return { status: 200, headers: headersOf(requestId), body };
}

/** Empty as AWS writes it (AWS-validated by others: `<ReceiveMessageResult/>`). */
function resultXml(name: string, content: string): string {
  return content === "" ? `<${name}Result/>` : `<${name}Result>${content}</${name}Result>`;
}

function encodeError(error: AwsError, schema: Schema | undefined, requestId: string): WireResponse {
  const answer = toErrorAnswer(error, schema);
  const namespace = schema?.model.xmlNamespace === undefined ? "" : ` xmlns="${schema.model.xmlNamespace}"`;
  const { [answer.messageKey]: _, ...others } = answer.members;
  const details = answer.shape === undefined ? "" : structureXml(answer.shape, others);
  // SQS has an empty Detail in every error (recordings: `"Detail": null`), SNS and STS have none.
  const detail = schema?.model.queryCompatible === true ? "<Detail/>" : "";
  const content =
    `<Type>${answer.fault}</Type><Code>${escapeXml(answer.queryCode)}</Code>` +
    `<Message>${escapeXml(error.message)}</Message>${details}${detail}`;
  const body = `<?xml version="1.0"?><ErrorResponse${namespace}><Error>${content}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status: answer.queryStatus, headers: headersOf(requestId), body };
}

/**
 * What AWS answers to a request that names no operation at all.
 * Observed for a plain GET on a queue's URL: 404 and this document.
 */
export function unknownOperationDocument(requestId: string): WireResponse {
  return { status: 404, headers: headersOf(requestId), body: "<UnknownOperationException/>\n" };
}

function headersOf(requestId: string): Record<string, string> {
  return { "x-amzn-RequestId": requestId, "Content-Type": "text/xml" };
}
