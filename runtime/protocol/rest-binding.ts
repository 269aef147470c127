/**
 * The parts of a rest protocol's request and answer that are no body: labels, query and headers.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html
 */
import { isUtf8 } from "node:buffer";
import type { AwsError } from "../core/errors.ts";
import { formatInstant } from "./instants.ts";
import { emptyMap } from "./json-codec.ts";
import type { Members } from "./json-codec.ts";
import type { Bound, InputPlan, OutputPlan } from "./rest-plan.ts";
import { readScalarText } from "./scalar-text.ts";
import type { Member } from "./schema.ts";

/** The bound parts of a request. */
export interface BoundParts {
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  header(name: string): string | undefined;
  readonly headerNames: readonly string[];
}

/** Words a value that is not of its member's type; `undefined` lets it count as absent. */
export type UnreadableValue = (member: Member, name: string, value: string) => AwsError | undefined;

/** Every member that is bound outside of the body. @throws {AwsError} what `unreadable` gives */
export function readBoundMembers(plan: InputPlan, parts: BoundParts, unreadable: UnreadableValue): Members {
  const input: Members = {};
  const take = (member: Member, name: string, value: string | undefined): void => {
    if (value === undefined) return;
    const content = readText(member, value);
    if (content !== undefined) {
      input[member.name] = content;
      return;
    }
    const error = unreadable(member, name, value);
    if (error !== undefined) throw error;
  };
  for (const member of plan.labels) take(member, member.name, parts.labels[member.name]);
  for (const { member, name } of plan.queries) {
    if (member.kind === "list") readQueryList(member, parts.query.getAll(name), input);
    else take(member, name, parts.query.get(name) ?? undefined);
  }
  for (const { member, name } of plan.headers) take(member, name, parts.header(name));
  for (const bound of plan.prefixed) readPrefixed(bound, parts, input);
  return input;
}

function readQueryList(member: Member, values: readonly string[], input: Members): void {
  if (values.length > 0) input[member.name] = [...values];
}

function readPrefixed({ member, name: prefix }: Bound, parts: BoundParts, input: Members): void {
  let map: Members | undefined;
  for (const name of parts.headerNames) {
    if (!name.startsWith(prefix)) continue;
    map ??= emptyMap();
    map[name.slice(prefix.length)] = parts.header(name) ?? "";
  }
  if (map !== undefined) input[member.name] = map;
}

/** `undefined` when the text is not of the member's type. */
function readText(member: Member, text: string): unknown {
  if (member.kind === "list") return text.split(",").map((part) => part.trim());
  // Headers and queries have HTTP's form of an instant unless the model says another.
  return readScalarText(member, text, "http-date");
}

/** Adds the headers of an answer that members make. */
export function addBoundHeaders(plan: OutputPlan, output: Readonly<Members>, headers: Record<string, string>): void {
  for (const { member, name } of plan.headers) {
    const value = output[member.name];
    if (value !== undefined && value !== null) headers[name] = toHeaderText(writeText(member, value));
  }
  for (const { member, name } of plan.prefixed) {
    const map = output[member.name] as Members | undefined;
    if (map === undefined || map === null) continue;
    for (const [key, value] of Object.entries(map)) {
      headers[name + key] = toHeaderText(String(value));
    }
  }
}

function writeText(member: Member, value: unknown): string {
  const { kind, traits } = member;
  if (kind === "timestamp") return String(formatInstant(traits.timestampFormat ?? "http-date", value as number));
  if (kind === "blob") return Buffer.from(value as Uint8Array).toString("base64");
  if (kind === "list") return (value as readonly unknown[]).map(String).join(",");
  return String(value);
}

/** A header as Node gives it, a character a byte, as the UTF-8 that clients send. */
export function fromHeaderText(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  const bytes = Buffer.from(text, "latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : text;
}

/** The reverse of {@link fromHeaderText}. Control characters, which would end the header, become spaces. */
function toHeaderText(text: string): string {
  if (/^[\t\x20-\x7e]*$/.test(text)) return text;
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  const printable = text.replaceAll(/[\x00-\x08\x0a-\x1f\x7f]/g, " ");
  return Buffer.from(printable, "utf8").toString("latin1");
}
