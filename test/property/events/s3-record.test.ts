import fc from "fast-check";
import { expect, test } from "vitest";
import { toEventBridgeS3Event } from "../../../events/payloads/event-bridge-s3.ts";
import { formEncodedKey } from "../../../events/payloads/s3-key.ts";
import { retailCustomerId, toS3EventText } from "../../../events/payloads/s3-record.ts";
import { sequencerText } from "../../../events/payloads/s3-sequencer.ts";
import type { S3EventName } from "../../../runtime/s3/events.ts";
import { s3Event } from "../../unit/events/deliver/s3-world.ts";

/** Any key that comes out of UTF-8. */
const key = fc.string({ unit: "binary", minLength: 1, maxLength: 200 });

function hexadecimal(digits: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom("0", "4", "7", "9", "a", "c", "f"), minLength: digits, maxLength: digits });
}

const names: readonly S3EventName[] = [
  "ObjectCreated:Put",
  "ObjectCreated:Post",
  "ObjectCreated:Copy",
  "ObjectCreated:CompleteMultipartUpload",
  "ObjectRemoved:Delete",
  "ObjectRemoved:DeleteMarkerCreated",
  "ObjectRestore:Post",
  "ObjectRestore:Completed",
  "ObjectRestore:Delete",
  "ObjectTagging:Put",
  "ObjectTagging:Delete",
  "ObjectAcl:Put",
  "LifecycleExpiration:Delete",
  "LifecycleExpiration:DeleteMarkerCreated",
  "LifecycleTransition",
];

const event = fc
  .record({
    name: fc.constantFrom(...names),
    key,
    size: fc.option(fc.nat(), { nil: undefined }),
    eTag: fc.option(hexadecimal(32), { nil: undefined }),
    versionId: fc.option(fc.string(), { nil: undefined }),
    sequence: fc.option(fc.integer({ min: 0, max: 4_000_000_000_000_000 }), { nil: undefined }),
    at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    restore: fc.option(fc.constant({ sourceStorageClass: "GLACIER", expiryAt: 1_800_000_000_000 }), { nil: undefined }),
    destinationStorageClass: fc.option(fc.constant("GLACIER"), { nil: undefined }),
  })
  .map((changes) => s3Event(changes));

test("a handler that decodes a record's key as AWS documents it has the object's key", () => {
  fc.assert(
    fc.property(key, (given) => {
      expect(decodeURIComponent(formEncodedKey(given).replaceAll("+", " "))).toBe(given);
    }),
  );
});

test("an encoded key is made of Java's unreserved characters, slashes, pluses and upper-case escapes", () => {
  fc.assert(
    fc.property(key, (given) => {
      expect(formEncodedKey(given)).toMatch(/^(?:[A-Za-z0-9._*/+-]|%[0-9A-F]{2})+$/);
    }),
  );
});

test("half of a surrogate pair is a replacement character, as in UTF-8", () => {
  expect(formEncodedKey("a\uD83D/b")).toBe("a%EF%BF%BD/b");
});

test.each([
  ["a@b", "a%40b"],
  ["my report (1).pdf", "my+report+%281%29.pdf"],
  ["a+b&c=d", "a%2Bb%26c%3Dd"],
  ["一/안녕", "%E4%B8%80/%EC%95%88%EB%85%95"],
  ["~!'*-_.", "%7E%21%27*-_."],
  ["100%", "100%25"],
])("the key %s is %s", (given, expected) => {
  expect(formEncodedKey(given)).toBe(expected);
});

test("sequencers compare as text in the order of the changes", () => {
  const sequence = fc.integer({ min: 0, max: 4_000_000_000_000_000 });
  fc.assert(
    fc.property(
      sequence,
      fc.oneof(
        sequence,
        fc.nat({ max: 3 }).map((ahead) => -ahead),
      ),
      (one, drawn) => {
        const other = drawn <= 0 ? one - drawn : drawn;
        const [a, b] = [sequencerText(one), sequencerText(other)];
        expect(a).toMatch(/^00[0-9A-F]{16}$/);
        expect(a < b).toBe(one < other);
        expect(a === b).toBe(one === other);
      },
    ),
  );
});

const OBJECT_ORDER = ["key", "size", "eTag", "versionId", "sequencer"];
const RECORD_ORDER = [
  "eventVersion",
  "eventSource",
  "awsRegion",
  "eventTime",
  "eventName",
  "userIdentity",
  "requestParameters",
  "responseElements",
  "s3",
  "glacierEventData",
  "lifecycleEventData",
];

test("a record is compact and its members stand in AWS's order, whichever it has", () => {
  fc.assert(
    fc.property(event, (given) => {
      const text = toS3EventText(given, { configurationId: "a" });
      const parsed = JSON.parse(text) as { Records: [{ s3: { object: object } }] };
      const [record] = parsed.Records;
      const inOrder = (keys: string[], order: readonly string[]): void =>
        expect(keys).toEqual(order.filter((name) => keys.includes(name)));

      expect(JSON.stringify(parsed)).toBe(text);
      inOrder(Object.keys(record), RECORD_ORDER);
      inOrder(Object.keys(record.s3.object), OBJECT_ORDER);
    }),
  );
});

test("EventBridge has the key as it is, and null is nowhere", () => {
  fc.assert(
    fc.property(event, (given) => {
      const text = JSON.stringify(toEventBridgeS3Event(given, { id: "i" }));
      const { detail, time } = JSON.parse(text) as { detail: { object: { key: string } }; time: string };
      expect(detail.object.key).toBe(given.key);
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(text.replace(JSON.stringify(given.key), "")).not.toContain(":null");
    }),
  );
});

test("an owner's customer id has the form of real ones and depends on the canonical id", () => {
  const canonicalId = hexadecimal(64);
  fc.assert(
    fc.property(canonicalId, (id) => {
      expect(retailCustomerId(id)).toMatch(/^A[123][0-9A-Z]{12}$/);
    }),
  );
  expect(retailCustomerId("0".repeat(64))).not.toBe(retailCustomerId(`1${"0".repeat(63)}`));
});
