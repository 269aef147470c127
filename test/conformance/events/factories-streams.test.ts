import type { AttributeValue, DynamoDBRecord } from "aws-lambda";
import { describe, expect, test } from "vitest";
import {
  type DynamoDbChange,
  dynamoDbStreamEvent,
  eventBridgeEvent,
  eventBridgeMessage,
  scheduledEvent,
  sqsEvent,
} from "../../../events/payloads/factories/index.ts";
import { AT, filledIn, recorded, scene } from "./recorded.ts";

interface Recorded {
  readonly id: string;
  readonly source: string;
  readonly "detail-type": string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

const busEvents = recorded<Recorded>(
  ["chains", "eventbridge"],
  (node) =>
    typeof node["source"] === "string" &&
    node["source"] !== "aws.s3" &&
    node["version"] === "0" &&
    node["time"] === "date",
);

describe("events that a bus passed on are built again, key for key", () => {
  test("there are recordings", () => {
    expect(busEvents.length).toBeGreaterThan(6);
  });

  test.each(busEvents)("$name", ({ value }) => {
    const expected = filledIn(value);
    const { id, source, resources, detail } = expected;
    const built =
      source === "aws.events"
        ? scheduledEvent({ id, ruleName: resources[0]?.split("/")[1] }, scene())
        : eventBridgeEvent({ id, source, resources, detail, detailType: expected["detail-type"] }, scene());
    expect(built.text).toBe(JSON.stringify(expected));
    expect(sqsEvent([eventBridgeMessage(built)], {}, scene()).event.Records[0]?.body).toBe(JSON.stringify(expected));
  });
});

const streamRecords = recorded<DynamoDBRecord>(
  ["esm"],
  ({ eventSource, dynamodb }) => eventSource === "aws:dynamodb" && dynamodb !== undefined,
);

type Item = Record<string, AttributeValue>;

function changeOf({ eventName, dynamodb }: DynamoDBRecord): DynamoDbChange {
  const newImage: Item = dynamodb?.NewImage ?? {};
  const oldImage: Item = dynamodb?.OldImage ?? {};
  if (eventName === "MODIFY") return { eventName, newImage, oldImage };
  return eventName === "REMOVE" ? { eventName, oldImage } : { eventName: "INSERT", newImage };
}

describe("records that a table's stream passed to a function are built again", () => {
  test("there are recordings", () => {
    expect(streamRecords.length).toBeGreaterThan(20);
  });

  test.each(streamRecords)("$name", ({ value }) => {
    const expected = filledIn(value);
    const { event } = dynamoDbStreamEvent(
      [changeOf(expected)],
      {
        keyNames: Object.keys(expected.dynamodb?.Keys ?? {}),
        viewType: expected.dynamodb?.StreamViewType,
        streamArn: expected.eventSourceARN,
      },
      scene(),
    );
    const [record] = event.Records;

    const known = { eventID: record?.eventID, SequenceNumber: record?.dynamodb?.SequenceNumber };
    const dynamodb = {
      ...expected.dynamodb,
      ApproximateCreationDateTime: AT / 1000,
      SequenceNumber: known.SequenceNumber,
    };
    expect(JSON.stringify(record)).toBe(JSON.stringify({ ...expected, eventID: known.eventID, dynamodb }));
  });
});
