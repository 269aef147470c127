import * as sdk from "@aws-sdk/client-lambda";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serviceModels } from "../../../../runtime/protocol/generated/index.ts";
import { linkModel } from "../../../../runtime/protocol/schema.ts";
import type { Member, OperationSchema, StructureShape } from "../../../../runtime/protocol/schema.ts";
import type { ServiceModel } from "../../../../runtime/protocol/wire-model.ts";
import { fakeLambda, listening } from "./fake-lambda.ts";

const schema = linkModel(serviceModels.get("lambda") as ServiceModel);
const INSTANT = 1_767_225_600_250;
const MAX_DEPTH = 6;

/** A value with every member set, as the runtime holds it. */
function exampleOf(member: Member, depth: number): unknown {
  if (member.kind === "structure") return exampleOfStructure(member.target, depth + 1);
  if (member.kind === "list") return [exampleOf(member.target.element, depth + 1)];
  if (member.kind === "map") return { "a key": exampleOf(member.target.value, depth + 1) };
  if (member.kind === "enum") return member.target.values[0];
  if (member.kind === "boolean") return true;
  if (member.kind === "integer" || member.kind === "long") return 201;
  if (member.kind === "double") return 0.5;
  if (member.kind === "blob") return Buffer.from(`{"${member.name}":"ü"}`);
  if (member.kind === "timestamp") return INSTANT;
  // Headers of an answer are ASCII: clients read other characters each in its own way.
  return member.traits.httpHeader === undefined ? `${member.name} ü/+ :%` : `${member.name} /+ :%`;
}

function exampleOfStructure(shape: StructureShape, depth: number): object {
  const members = shape.members.filter(({ kind }) => depth < MAX_DEPTH || kind === "string");
  return Object.fromEntries(members.map((member) => [member.name, exampleOf(member, depth)]));
}

/** The same value as the client has it, and with bytes as text, so that it does not matter what they are wrapped in. */
function asInClient(member: Member, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (member.kind === "structure") return structureAsInClient(member.target, value as object);
  if (member.kind === "list") return (value as unknown[]).map((element) => asInClient(member.target.element, element));
  if (member.kind === "map") {
    const entries = Object.entries(value as object);
    return Object.fromEntries(entries.map(([key, content]) => [key, asInClient(member.target.value, content)]));
  }
  return member.kind === "timestamp" ? new Date(value as number) : value;
}

function structureAsInClient(shape: StructureShape, value: object): Record<string, unknown> {
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(shape.members.map((member) => [member.name, asInClient(member, given[member.name])]));
}

const comparable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, content: unknown) => {
      if (content instanceof Uint8Array) return Buffer.from(content).toString();
      const isBuffer =
        typeof content === "object" && content !== null && "type" in content && content.type === "Buffer";
      return isBuffer ? Buffer.from((content as unknown as { data: number[] }).data).toString() : content;
    }),
  );

const operations = [...schema.operations.values()];
const received = new Map<string, object>();
let client: LambdaClient | undefined;
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  const implemented = operations.map(({ name, output }) => [
    name,
    (input: object) => {
      received.set(name, input);
      return output === undefined ? undefined : exampleOfStructure(output, 0);
    },
  ]);
  const service = fakeLambda(Object.fromEntries(implemented) as Parameters<typeof fakeLambda>[0], {
    unchecked: ["required", "length", "range", "pattern", "enum"],
  });
  const server = await listening([service]);
  stop = () => server.stop();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  client = new LambdaClient({ region: "eu-west-1", endpoint: server.endpoint, credentials, maxAttempts: 1 });
});

afterAll(async () => {
  client?.destroy();
  await stop?.();
});

type AnyCommand = new (input: object) => Parameters<LambdaClient["send"]>[0];

const simple = operations.filter(({ name, eventStream }) => eventStream === undefined && name !== "InvokeAsync");

test.for(simple.map((operation): readonly [string, OperationSchema] => [operation.name, operation]))(
  "%s: what the newest client sends is what the operation gets, and what it answers is what the client has",
  async ([name, operation]) => {
    const Command = (sdk as unknown as Readonly<Record<string, AnyCommand>>)[`${name}Command`];
    if (Command === undefined) throw new Error(`The client has no ${name}`);
    const input = exampleOfStructure(operation.input, 0);
    const answer = (await client?.send(new Command(structureAsInClient(operation.input, input)))) as object;
    expect(comparable(received.get(name))).toEqual(comparable(input));
    const { $metadata: _, ...output } = answer as { $metadata: unknown };
    const { output: shape } = operation;
    const expected = shape === undefined ? {} : structureAsInClient(shape, exampleOfStructure(shape, 0));
    expect(comparable(output)).toEqual(comparable(expected));
  },
);

test("all but the streams are among them", () => {
  expect(simple.length).toBe(86);
});
