import type { AttributeValue, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { formatArn } from "../../../runtime/core/arn.ts";
import { isoTimestamp } from "../json-text.ts";
import { built, type BuiltEvent, type Scene } from "./scene.ts";

export type DynamoDbItem = Readonly<Record<string, AttributeValue>>;

/** A change of one item. */
export type DynamoDbChange =
  | { readonly eventName: "INSERT"; readonly newImage: DynamoDbItem; readonly oldImage?: never }
  | { readonly eventName: "MODIFY"; readonly newImage: DynamoDbItem; readonly oldImage: DynamoDbItem }
  | { readonly eventName: "REMOVE"; readonly newImage?: never; readonly oldImage: DynamoDbItem };

export interface DynamoDbStreamInput {
  readonly tableName?: string | undefined;
  /** Names of the partition key and, if there is one, the sort key; by default the item's first attribute. */
  readonly keyNames?: readonly string[] | undefined;
  readonly viewType?: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES" | undefined;
  readonly streamArn?: string | undefined;
  /** Epoch milliseconds; the scene's now by default. */
  readonly at?: number | undefined;
}

/**
 * The batch that a function gets from a table's stream. Members, order and sizes as recorded in
 * esm_dynamodbstreams--TestDynamoDBEventSourceMapping.dynamodb_event_source_mapping and ...dynamodb_event_filter.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function dynamoDbStreamEvent(
  changes: readonly DynamoDbChange[],
  input: DynamoDbStreamInput,
  scene: Scene,
): BuiltEvent<DynamoDBStreamEvent> {
  const at = input.at ?? scene.clock.now();
  const random = scene.random.fork("dynamodb");
  const { tableName = "table" } = input;
  const streamArn =
    input.streamArn ?? formatArn("dynamodb", scene, `table/${tableName}/stream/${isoTimestamp(at).slice(0, 23)}`);
  const firstNumber = BigInt(`${1 + random.int(9)}${String(random.int(10 ** 9)).padStart(9, "0")}00000000000000000`);
  const Records = changes.map((change, index): DynamoDBRecord => ({
    eventID: random.hex(16),
    eventName: change.eventName,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: scene.region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at / 1000),
      ...imagesOf(change, input),
      SequenceNumber: String(firstNumber + BigInt(index * 100 + random.int(100))),
      ...sizeOf(imagesOf(change, input)),
      StreamViewType: input.viewType ?? "NEW_AND_OLD_IMAGES",
    },
    eventSourceARN: streamArn,
  }));
  return built({ Records });
}

interface Images {
  readonly Keys: Record<string, AttributeValue>;
  readonly NewImage?: Record<string, AttributeValue>;
  readonly OldImage?: Record<string, AttributeValue>;
}

function imagesOf({ newImage, oldImage }: DynamoDbChange, input: DynamoDbStreamInput): Images {
  const { viewType = "NEW_AND_OLD_IMAGES" } = input;
  const item = newImage ?? oldImage;
  const keyNames = input.keyNames ?? Object.keys(item).slice(0, 1);
  const hasNew = newImage !== undefined && (viewType === "NEW_IMAGE" || viewType === "NEW_AND_OLD_IMAGES");
  const hasOld = oldImage !== undefined && (viewType === "OLD_IMAGE" || viewType === "NEW_AND_OLD_IMAGES");
  return {
    Keys: Object.fromEntries(Object.entries(item).filter(([name]) => keyNames.includes(name))),
    ...(hasNew ? { NewImage: { ...newImage } } : {}),
    ...(hasOld ? { OldImage: { ...oldImage } } : {}),
  };
}

/** Bytes of names and values; the recorded sizes (70 and 32) are this sum over keys and images. */
function sizeOf({ Keys, NewImage = {}, OldImage = {} }: Images): { SizeBytes: number } {
  return { SizeBytes: itemBytes(Keys) + itemBytes(NewImage) + itemBytes(OldImage) };
}

function itemBytes(item: DynamoDbItem): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return Buffer.byteLength(value.B, "base64");
  if (value.SS !== undefined) return total(value.SS, (text) => Buffer.byteLength(text));
  if (value.NS !== undefined) return total(value.NS, numberBytes);
  if (value.BS !== undefined) return total(value.BS, (text) => Buffer.byteLength(text, "base64"));
  if (value.L !== undefined) return LIST_BYTES + total(value.L, (member) => MEMBER_BYTES + valueBytes(member));
  if (value.M !== undefined) return LIST_BYTES + itemBytes(value.M) + MEMBER_BYTES * Object.keys(value.M).length;
  return 1;
}

/** "An attribute of type List or Map requires 3 bytes of overhead [...] each member [...] 1 byte". */
const LIST_BYTES = 3;
const MEMBER_BYTES = 1;

/** "Approximately [...] 1 byte per two significant digits, plus 1 byte", and 1 for a sign. */
function numberBytes(text: string): number {
  const digits = text.replace(/e.*$/i, "").replaceAll(/[^\d]/g, "").replace(/^0+/, "").replace(/0+$/, "").length;
  return Math.ceil(digits / 2) + 1 + (text.startsWith("-") ? 1 : 0);
}

function total<Item>(items: readonly Item[], bytes: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + bytes(item), 0);
}

/** A plain JSON value as DynamoDB types it; numbers keep JavaScript's spelling. */
function toAttributeValue(value: unknown): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttributeValue) };
  if (typeof value === "object" && value !== null) return { M: toDynamoDbItem(value) };
  return { NULL: true };
}

export function toDynamoDbItem(item: object): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toAttributeValue(value)]));
}
