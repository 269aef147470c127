import type { AwsError } from "../../../runtime/core/errors.ts";
import { serviceModels } from "../../../runtime/protocol/generated/index.ts";
import { metadata } from "../recorded-answer.ts";
import type { Answer } from "./answer.ts";

/** An answer as boto3 gives it to its caller, which is what was recorded. */
export async function toRecorded(operation: string, output: Answer, status: number): Promise<Answer> {
  const answer: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(output)) {
    if (value !== undefined) answer[name] = name === "Body" ? await textOf(value) : convert(name, value);
  }
  if (answer["Expires"] !== undefined) {
    answer["ExpiresString"] = answer["Expires"];
    answer["Expires"] = "datetime";
  }
  if (operation === "GetBucketLocation") answer["LocationConstraint"] ??= null;
  if (answer["EncodingType"] === "url") decodeKeys(answer);
  return { ...answer, ...metadata(status) };
}

/** An error as boto3 shows it. HEAD answers have no body: their code is the status. */
export function errorAsRecorded(operation: string, error: AwsError): Answer {
  const status = error.status ?? 400;
  const isBare = operation.startsWith("Head") || status === 304;
  if (isBare) return { Error: { Code: String(status), Message: PHRASES[status] }, ...metadata(status) };
  const members: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(error.members)) {
    if (value !== undefined) members[name] = value === "" ? null : value;
  }
  const Message = error.message === "" ? null : error.message;
  return { Error: { Code: error.code, Message, ...members }, ...modelled(error), ...metadata(status) };
}

const PHRASES: Readonly<Record<number, string>> = {
  304: "Not Modified",
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  412: "Precondition Failed",
};

/** Members that the model gives an error are beside it as well. */
function modelled({ code, members }: AwsError): Record<string, unknown> {
  const shape = serviceModels.get("s3")?.shapes[code] as { readonly members?: object } | undefined;
  const names = Object.keys(shape?.members ?? {}).filter((name) => members[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, members[name]]));
}

/** Members that boto3 reads as integers. */
const NUMBERS: ReadonlySet<string> = new Set(["PartNumberMarker", "NextPartNumberMarker"]);

function convert(name: string, value: unknown): unknown {
  if (NUMBERS.has(name)) return Number(value);
  if (Array.isArray(value)) return value.map((item) => convert("", item));
  if (typeof value !== "object" || value === null) return value;
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(given.map(([key, member]) => [key, convert(key, member)]));
}

/** boto3 asked for the encoding, and takes it off again. */
function decodeKeys(answer: Record<string, unknown>): void {
  for (const name of ["Delimiter", "Marker", "NextMarker", "Prefix", "KeyMarker", "NextKeyMarker", "StartAfter"]) {
    if (typeof answer[name] === "string" && name !== "Delimiter") answer[name] = decode(answer[name]);
  }
  for (const list of ["Contents", "Versions", "DeleteMarkers", "CommonPrefixes"]) {
    for (const entry of (answer[list] ?? []) as Record<string, unknown>[]) {
      for (const name of ["Key", "Prefix"]) {
        if (typeof entry[name] === "string") entry[name] = decode(entry[name]);
      }
    }
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

async function textOf(body: unknown): Promise<unknown> {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString("utf8");
  const parts: Uint8Array[] = [];
  for await (const part of body as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
