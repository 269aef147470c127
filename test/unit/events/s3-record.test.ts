import { describe, expect, test } from "vitest";
import { toEventBridgeS3Event } from "../../../events/payloads/event-bridge-s3.ts";
import { toS3EventText } from "../../../events/payloads/s3-record.ts";
import type { S3Event, S3EventName } from "../../../runtime/s3/events.ts";
import { s3Event } from "./deliver/s3-world.ts";

interface Record {
  readonly eventVersion: string;
  readonly eventName: string;
  readonly userIdentity: { readonly principalId: string };
  readonly requestParameters: { readonly sourceIPAddress: string };
  readonly s3: { readonly object: object; readonly bucket: { readonly arn: string } };
}

function recordOf(changes: Partial<S3Event>, eventVersion?: string): Record {
  const text = toS3EventText(s3Event({ versionId: "v1", ...changes }), { configurationId: "a", eventVersion });
  return (JSON.parse(text) as { Records: [Record] }).Records[0];
}

const KEY = "key";
const ALL = [KEY, "size", "eTag", "versionId", "sequencer"];

// An event has all of the members here; the table is what AWS tells of them.
describe("versions and members of an object", () => {
  const table: readonly (readonly [S3EventName, string, readonly string[]])[] = [
    ["ObjectCreated:Put", "2.1", ALL],
    ["ObjectCreated:Post", "2.1", ALL],
    ["ObjectCreated:Copy", "2.1", ALL],
    ["ObjectCreated:CompleteMultipartUpload", "2.1", ALL],
    ["ObjectRemoved:Delete", "2.1", [KEY, "versionId", "sequencer"]],
    ["ObjectRemoved:DeleteMarkerCreated", "2.1", [KEY, "eTag", "versionId", "sequencer"]],
    ["ObjectRestore:Post", "2.1", ALL],
    ["ObjectRestore:Completed", "2.1", ALL],
    ["ObjectRestore:Delete", "2.3", ALL],
    ["ObjectTagging:Put", "2.3", [KEY, "eTag", "versionId"]],
    ["ObjectTagging:Delete", "2.3", [KEY, "eTag", "versionId"]],
    ["ObjectAcl:Put", "2.3", [KEY, "eTag", "versionId"]],
    ["LifecycleExpiration:Delete", "2.3", [KEY, "versionId", "sequencer"]],
    ["LifecycleExpiration:DeleteMarkerCreated", "2.3", [KEY, "eTag", "versionId", "sequencer"]],
    ["LifecycleTransition", "2.3", ALL],
  ];

  test.each(table)("%s is %s", (name, version, members) => {
    const record = recordOf({ name });
    expect(record.eventVersion).toBe(version);
    expect(record.eventName).toBe(name);
    expect(Object.keys(record.s3.object)).toEqual(members);
  });

  test("no version id without versioning", () => {
    expect(Object.keys(recordOf({ versionId: undefined }).s3.object)).toEqual(["key", "size", "eTag", "sequencer"]);
  });

  test("one version for all when it is set", () => {
    expect(recordOf({}, "2.5").eventVersion).toBe("2.5");
    expect(recordOf({ name: "ObjectAcl:Put" }, "2.5").eventVersion).toBe("2.5");
  });
});

test("a completed restore says until when, and that the owner did it", () => {
  const restore = { sourceStorageClass: "DEEP_ARCHIVE", expiryAt: Date.UTC(2024, 3, 12) };
  const changes = { name: "ObjectRestore:Completed", restore } as const;

  expect(recordOf(changes)).toMatchObject({
    userIdentity: { principalId: "AmazonCustomer:A3NL1KOZZKExample" },
    glacierEventData: {
      restoreEventData: {
        lifecycleRestorationExpiryTime: "2024-04-12T00:00:00.000Z",
        lifecycleRestoreStorageClass: "DEEP_ARCHIVE",
      },
    },
  });
  expect(recordOf({ ...changes, name: "ObjectRestore:Post" })).not.toHaveProperty("glacierEventData");
});

test("a transition says where the object went", () => {
  expect(recordOf({ name: "LifecycleTransition", destinationStorageClass: "GLACIER" })).toMatchObject({
    lifecycleEventData: { transitionEventData: { destinationStorageClass: "GLACIER" } },
  });
});

test("the bucket's ARN is of its region's partition", () => {
  const bucket = { ...s3Event().bucket, region: "cn-north-1" };
  expect(recordOf({ bucket }).s3.bucket.arn).toBe("arn:aws-cn:s3:::uploads");
});

describe("EventBridge", () => {
  test.each([
    ["ObjectCreated:Post", "Object Created"],
    ["ObjectRemoved:DeleteMarkerCreated", "Object Deleted"],
    ["LifecycleExpiration:Delete", "Object Deleted"],
    ["ObjectRestore:Delete", "Object Restore Expired"],
    ["ObjectTagging:Put", "Object Tags Added"],
    ["ObjectTagging:Delete", "Object Tags Deleted"],
    ["ObjectAcl:Put", "Object ACL Updated"],
    ["LifecycleTransition", "Object Storage Class Changed"],
  ] as const)("calls %s %s", (name, detailType) => {
    expect(toEventBridgeS3Event(s3Event({ name }), { id: "i" })["detail-type"]).toBe(detailType);
  });

  test("tells no reason for tags, and where a transition went", () => {
    const tagged = toEventBridgeS3Event(s3Event({ name: "ObjectTagging:Put" }), { id: "i" });
    const moved = toEventBridgeS3Event(s3Event({ name: "LifecycleTransition", destinationStorageClass: "GLACIER" }), {
      id: "i",
    });

    expect(tagged.detail).not.toHaveProperty("reason");
    expect(moved.detail).toMatchObject({ "destination-storage-class": "GLACIER" });
  });

  test("has its event version when it is set, right after the version", () => {
    const { detail } = toEventBridgeS3Event(s3Event(), { id: "i", eventVersion: "1.0" });
    expect(Object.entries(detail).slice(0, 2)).toEqual([
      ["version", "0"],
      ["event-version", "1.0"],
    ]);
  });
});
