/**
 * The Query protocol's other output: a client whose `Accept` is `application/json` gets the same answer as JSON. AWS documents it
 * nowhere; API Gateway's integrations ask for it, and their published answers show the form: keys sorted, `null` for what is
 * missing, maps as lists of `Name` and `Value`.
 *
 * @see https://github.com/aws-samples/serverless-patterns/tree/main/apigw-rest-api-sqs-lambda-sam-py
 */
import type { AwsError } from "../core/errors.ts";
import type { WireResponse } from "../core/wire.ts";
import { awsQuery } from "./aws-query.ts";
import { toErrorAnswer } from "./error-answer.ts";
import { formatInstant } from "./instants.ts";
import type { Members } from "./json-codec.ts";
import type { MapShape, Member, Schema, StructureShape } from "./schema.ts";
import type { ProtocolCodec, ServedOperation } from "./served.ts";

export const awsQueryAsJson: ProtocolCodec = { ...awsQuery, encode, encodeError };

/** Members that still have the name of their first model here (published answers of SQS). */
const OLD_NAMES: ReadonlyMap<string, string> = new Map([
  ["Messages", "messages"],
  ["QueueUrls", "queueUrls"],
]);

function encode(
  { schema: { name, output: shape } }: ServedOperation,
  output: Members,
  requestId: string,
): WireResponse {
  const response = {
    ResponseMetadata: { RequestId: requestId },
    ...(shape === undefined ? undefined : { [`${name}Result`]: structureJson(shape, output) }),
  };
  return answer(200, requestId, { [`${name}Response`]: sorted(response) });
}

function encodeError(error: AwsError, schema: Schema | undefined, requestId: string): WireResponse {
  const { queryCode, queryStatus, fault } = toErrorAnswer(error, schema);
  const content = { Code: queryCode, Message: error.message, Type: fault };
  return answer(queryStatus, requestId, { Error: content, RequestId: requestId });
}

function answer(status: number, requestId: string, document: unknown): WireResponse {
  const headers = { "x-amzn-RequestId": requestId, "Content-Type": "application/json" };
  return { status, headers, body: JSON.stringify(document) };
}

function structureJson(shape: StructureShape, members: Readonly<Members>): Members {
  const json: Members = {};
  for (const member of shape.members) {
    json[OLD_NAMES.get(member.name) ?? member.name] = valueJson(member, members[member.name]);
  }
  return sorted(json);
}

function valueJson(member: Member, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (member.kind === "structure") return structureJson(member.target, value as Members);
  if (member.kind === "list") {
    const { element } = member.target;
    return (value as readonly unknown[]).map((item) => valueJson(element, item));
  }
  if (member.kind === "map") return mapJson(member.target, value as Members);
  if (member.kind === "blob") return Buffer.from(value as Uint8Array).toString("base64");
  if (member.kind === "timestamp") {
    return formatInstant(member.traits.timestampFormat ?? "epoch-seconds", value as number);
  }
  return value;
}

function mapJson({ key, value }: MapShape, entries: Members): readonly Members[] {
  return Object.entries(entries).map(([name, content]) => ({
    [key.xmlName]: name,
    [value.xmlName]: valueJson(value, content),
  }));
}

function sorted(members: Members): Members {
  return Object.fromEntries(Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
