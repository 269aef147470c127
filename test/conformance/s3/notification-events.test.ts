import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { toEventBridgeS3Event } from "../../../events/payloads/event-bridge-s3.ts";
import { toS3EventText } from "../../../events/payloads/s3-record.ts";
import { sequencerText } from "../../../events/payloads/s3-sequencer.ts";
import type { S3Event, S3EventName } from "../../../runtime/s3/events.ts";
import { s3Event } from "../../unit/events/deliver/s3-world.ts";

const recordings = new URL("../../fixtures/aws-recordings/", import.meta.url);
const place = { region: "eu-west-1", accountId: "111122223333" };
const AT = Date.UTC(2025, 0, 21, 12, 30, 15, 7);
const SEQUENCE = AT * 1000 + 123;

interface Found<Value> {
  readonly name: string;
  readonly value: Value;
  /** The recorder sorted the keys of what the test itself had parsed. */
  readonly isSorted: boolean;
}

interface RecordedRecord {
  readonly eventVersion: string;
  readonly awsRegion: string;
  readonly eventTime: string;
  readonly eventName: S3EventName;
  readonly userIdentity: { readonly principalId: string };
  readonly requestParameters: { readonly sourceIPAddress: string };
  readonly responseElements: { readonly "x-amz-request-id": string; readonly "x-amz-id-2": string };
  readonly s3: {
    readonly configurationId: string;
    readonly bucket: {
      readonly name: string;
      readonly ownerIdentity: { readonly principalId: string };
      readonly arn: string;
    };
    readonly object: RecordedObject;
  };
}

interface RecordedObject {
  readonly key: string;
  readonly size?: number;
  readonly eTag?: string;
  readonly versionId?: string;
  readonly sequencer?: string;
}

/** Every value in recordings that AWS sent and `isWanted` knows, wherever it is. */
function collect<Value>(areas: readonly string[], isWanted: (node: object) => Value | undefined): Found<Value>[] {
  const found: Found<Value>[] = [];
  const visit = (node: unknown, name: string): void => {
    if (typeof node !== "object" || node === null) return;
    const value = isWanted(node);
    if (value !== undefined) {
      const keys = Object.keys(node);
      found.push({ name, value, isSorted: keys.join() === keys.toSorted().join() });
      return;
    }
    for (const [key, member] of Object.entries(node)) visit(member, `${name} ${key}`);
  };
  for (const area of areas) {
    for (const file of readdirSync(new URL(area, recordings)).filter((name) => name.startsWith("s3_"))) {
      visit(JSON.parse(readFileSync(new URL(`${area}/${file}`, recordings), "utf8")), file);
    }
  }
  return found;
}

/** Fixed words of the recorder, and instants, as they are here. */
function filledIn<Value>(recorded: Value, region: string): Value {
  const text = JSON.stringify(recorded)
    .replaceAll("<partition>", "aws")
    .replaceAll("<region>", region)
    .replaceAll('"eventTime":"date"', `"eventTime":"${new Date(AT).toISOString()}"`)
    .replaceAll('"date"', '"2025-01-21T12:30:15Z"')
    .replaceAll('"111111111111"', `"${place.accountId}"`)
    .replaceAll(/"(object-)?sequencer":"(object-)?sequencer"/g, `"sequencer":"${sequencerText(SEQUENCE)}"`)
    // As keys these would be encoded.
    .replaceAll(/<(object-key|key-name):(\d)>/g, "$1-$2");
  return JSON.parse(text) as Value;
}

function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll("+", " "));
}

/** What must have happened in the bucket. */
function originOf(record: RecordedRecord): S3Event {
  const { bucket, object } = record.s3;
  const { request } = s3Event();
  return {
    name: record.eventName,
    bucket: {
      name: bucket.name,
      region: record.awsRegion,
      accountId: place.accountId,
      ownerId: bucket.ownerIdentity.principalId,
    },
    key: decoded(object.key),
    // More than a record shows: which of these it has is the event's business.
    size: object.size ?? 4,
    eTag: object.eTag ?? "8d777f385d3dfec8815d20f7496026dc",
    versionId: object.versionId,
    sequence: SEQUENCE,
    at: AT,
    request: {
      ...request,
      requestId: record.responseElements["x-amz-request-id"],
      hostId: record.responseElements["x-amz-id-2"],
      principalId: record.userIdentity.principalId,
      sourceIpAddress: record.requestParameters.sourceIPAddress,
    },
    causeId: s3Event().causeId,
  };
}

function textOf(record: RecordedRecord): string {
  return toS3EventText(originOf(record), { configurationId: record.s3.configurationId });
}

const records = collect(["s3", "chains"], (node) => {
  if ("eventSource" in node && node.eventSource === "aws:s3") return node as unknown as RecordedRecord;
  // One went through DynamoDB, which writes types around values.
  if ("M" in node && typeof node.M === "object" && node.M !== null && "eventSource" in node.M) {
    return plainOf(node) as RecordedRecord;
  }
  return undefined;
});

function plainOf(node: unknown): unknown {
  const { M, S, N } = node as { M?: object; S?: string; N?: string };
  if (M !== undefined) return Object.fromEntries(Object.entries(M).map(([key, value]) => [key, plainOf(value)]));
  return N === undefined ? S : Number(N);
}

describe("the records that AWS sent", () => {
  test("there are recordings, three of them in AWS's own order", () => {
    expect(records.length).toBeGreaterThan(13);
    expect(records.filter(({ isSorted }) => !isSorted)).toHaveLength(3);
  });

  test.each(records)("the members of $name", ({ value }) => {
    const expected = filledIn(value, place.region);
    expect(JSON.parse(textOf(expected))).toEqual({ Records: [expected] });
  });

  test.each(records.filter(({ isSorted }) => !isSorted))("the bytes of $name", ({ value }) => {
    const expected = filledIn(value, place.region);
    expect(textOf(expected)).toBe(JSON.stringify({ Records: [expected] }));
  });

  // Ids are changed in it, bytes are AWS's otherwise.
  test("a real message in a queue, byte for byte", () => {
    const file = new URL("chains/sample--powertools-python--s3SqsEvent.json", recordings);
    const { Records } = JSON.parse(readFileSync(file, "utf8")) as { Records: [{ body: string }] };
    const [{ body }] = Records;
    const [record] = (JSON.parse(body) as { Records: [RecordedRecord] }).Records;
    const event = { ...originOf(record), at: Date.UTC(2023, 3, 12, 20, 43, 38, 21) };

    const text = toS3EventText(event, { configurationId: record.s3.configurationId });

    expect(text).toBe(body.replace(record.s3.object.sequencer ?? "", sequencerText(SEQUENCE)));
  });
});

interface RecordedEventBridgeEvent {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly time: string;
  readonly "detail-type": string;
  readonly resources: readonly [string];
  readonly detail: {
    readonly bucket: { readonly name: string };
    readonly object: {
      readonly key: string;
      readonly size?: number;
      readonly etag?: string;
      readonly "version-id"?: string;
    };
    readonly "request-id": string;
    readonly requester: string;
    readonly "source-ip-address"?: string;
    readonly reason?: string;
    readonly "deletion-type"?: string;
    readonly "restore-expiry-time"?: string;
    readonly "source-storage-class"?: string;
  };
}

const eventBridgeEvents = collect(["chains"], (node) =>
  "source" in node && node.source === "aws.s3" ? (node as unknown as RecordedEventBridgeEvent) : undefined,
);

const NAMES: Readonly<Record<string, S3EventName>> = {
  "Object Created": "ObjectCreated:Put",
  "Object Deleted": "ObjectRemoved:Delete",
  "Object ACL Updated": "ObjectAcl:Put",
  "Object Restore Initiated": "ObjectRestore:Post",
  "Object Restore Completed": "ObjectRestore:Completed",
};

function originOfEventBridgeEvent({ detail, ...event }: RecordedEventBridgeEvent): S3Event {
  const { object } = detail;
  const isMarker = detail["deletion-type"] === "Delete Marker Created";
  const byLifecycle = detail.reason === "Lifecycle Expiration";
  const named = NAMES[event["detail-type"]] ?? "LifecycleTransition";
  const marker = byLifecycle ? "LifecycleExpiration:DeleteMarkerCreated" : "ObjectRemoved:DeleteMarkerCreated";
  const expiry = detail["restore-expiry-time"];
  return {
    ...s3Event(),
    name: isMarker ? marker : named,
    bucket: { name: detail.bucket.name, region: event.region, accountId: event.account, ownerId: "unused" },
    key: object.key,
    size: object.size ?? 4,
    eTag: object.etag ?? "8d777f385d3dfec8815d20f7496026dc",
    versionId: object["version-id"],
    sequence: SEQUENCE,
    at: Date.parse(event.time),
    request: {
      reason: detail.reason ?? "PutObjectAcl",
      requestId: detail["request-id"],
      hostId: "unused",
      principalId: "unused",
      requester: detail.requester,
      sourceIpAddress: detail["source-ip-address"] ?? "s3.amazonaws.com",
    },
    restore:
      detail["source-storage-class"] === undefined
        ? undefined
        : {
            sourceStorageClass: detail["source-storage-class"],
            expiryAt: expiry === undefined ? undefined : Date.parse(expiry),
          },
  };
}

describe("the events that EventBridge got", () => {
  test("there are recordings, four of them in AWS's own order", () => {
    expect(eventBridgeEvents.length).toBeGreaterThan(11);
    expect(eventBridgeEvents.filter(({ isSorted }) => !isSorted)).toHaveLength(4);
  });

  test.each(eventBridgeEvents)("the members of $name", ({ value }) => {
    const expected = filledIn(value, place.region);
    expect(toEventBridgeS3Event(originOfEventBridgeEvent(expected), { id: expected.id })).toEqual(expected);
  });

  test.each(eventBridgeEvents.filter(({ isSorted }) => !isSorted))("the bytes of $name", ({ value }) => {
    const expected = filledIn(value, place.region);
    const event = toEventBridgeS3Event(originOfEventBridgeEvent(expected), { id: expected.id });
    expect(JSON.stringify(event)).toBe(JSON.stringify(expected));
  });

  interface Sample {
    readonly section: string;
    readonly json: RecordedEventBridgeEvent;
  }
  const samples = JSON.parse(readFileSync(new URL("s3/docs--s3--ev-events.json", recordings), "utf8")) as {
    readonly blocks: readonly Sample[];
  };

  test.each(samples.blocks)("AWS's sample: $section", ({ json }) => {
    const event = toEventBridgeS3Event(originOfEventBridgeEvent(json), { id: json.id });

    // Sequencers of the samples are older and shorter.
    const expected = JSON.stringify(json).replace(/"sequencer":"[^"]*"/, `"sequencer":"${sequencerText(SEQUENCE)}"`);
    expect(JSON.stringify(event)).toBe(expected);
  });
});
