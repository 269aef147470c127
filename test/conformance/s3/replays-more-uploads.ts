import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";
import { begin, named } from "./uploading.ts";

const MINIMUM = 5 * 1024 * 1024;
const PART = "upload-part-1".repeat(5);

/** A part of the recorder's own upload: its text, and for all but the last so much of it that S3 takes it. */
async function upload(
  t: Replay,
  Key: string,
  bodies: readonly (string | Uint8Array)[],
  step?: string,
): Promise<Answer> {
  const begun = await begin(t, Key);
  const parts: Input[] = [];
  for (const [index, body] of bodies.entries()) parts.push(named(await begun.part(index + 1, body), index + 1));
  return begun.complete(step, parts);
}

const large = (text: string): string => text.repeat(Math.floor(MINIMUM / text.length) + 1);

/** Objects that came in parts, and how they are read. */
export const moreUploadReplays: Replays = {
  async "TestS3.get_object_attributes"(t) {
    const attributes = ["StorageClass", "ETag", "ObjectSize", "ObjectParts"];
    const get = (name: string, Key: string, ObjectAttributes: readonly string[], more: Input = {}): Promise<Answer> =>
      t.step(name, "GetObjectAttributes", t.on({ Key, ObjectAttributes, ...more }));
    await t.call("PutObject", t.on({ Key: "data.txt", Body: "69\n420\n" }));
    await get("object-attrs", "data.txt", [...attributes, "Checksum"]);
    await upload(t, "one", [PART]);
    await get("object-attrs-multiparts-1-part", "one", attributes);
    await upload(t, "two", [large(PART), PART]);
    await get("object-attrs-multiparts-2-parts", "two", attributes, { MaxParts: 3 });
    const withChecksum = ["StorageClass", "ETag", "ObjectSize", "Checksum"];
    await get("object-attrs-multiparts-2-parts-checksum", "two", withChecksum, { MaxParts: 3 });
  },
  async "TestS3.get_object_part"(t) {
    const Key = "test.file";
    t.opaque.add("Location");
    await upload(t, Key, [large("test content 123"), "test content 123"], "multipart-upload");
    await t.step("head-object-part", "HeadObject", t.on({ Key, PartNumber: 2 }));
    await t.step("get-object-part", "GetObject", t.on({ Key, PartNumber: 2 }));
    const withChecksum = { Key, PartNumber: 2, ChecksumMode: "ENABLED" };
    await t.step("get-object-part-with-checksum", "GetObject", t.on(withChecksum));
    await t.step("part-doesnt-exist", "GetObject", t.on({ Key, PartNumber: 10 }));
    await t.step("part-with-range", "GetObject", t.on({ Key, PartNumber: 2, Range: "bytes=0-8" }));
    await t.call("PutObject", t.on({ Key: "plain", Body: "test-123" }));
    await t.step("part-no-multipart", "GetObject", t.on({ Key: "plain", PartNumber: 2 }));
    await t.step("get-obj-no-multipart", "GetObject", t.on({ Key: "plain", PartNumber: 1 }));
  },
  async "TestS3.multipart_overwrite_key"(t) {
    const Key = "test.file";
    t.opaque.add("Location");
    await t.step("put-object", "PutObject", t.on({ Key, Body: "test content 123" }));
    t.opaque.add("ETag").add("ChecksumCRC64NVME").add("ChecksumCRC32");
    await upload(t, Key, ["other content"], "multipart-upload");
  },
  async "TestS3.complete_multipart_parts_order"(t) {
    const Key = "test-order-parts";
    for (const name of ["ETag", "ChecksumCRC64NVME", "Location"]) t.opaque.add(name);
    const begun = await begin(t, Key);
    const body = large("a");
    const parts = [];
    for (const number of [1, 2, 3]) parts.push(named(await begun.part(number, number < 3 ? body : "end"), number));
    await begun.part(-1, "data", {}, "upload-part-negative-part-number");
    await begun.complete("complete-multipart-unordered", parts.toReversed());
    await begun.complete("complete-multipart-ordered", parts);
    const steps = await begin(t, "key-sequence-with-step-2");
    const odd = [];
    for (const number of [1, 3, 5]) odd.push(named(await steps.part(number, number < 5 ? body : "end"), number));
    await steps.complete("complete-multipart-with-step-2", odd);
  },
  async "TestS3.multipart_with_unicode_character_location"(t) {
    const begun = await begin(t, "test-unicode_—_file", {}, "create-multipart");
    t.opaque.add("Location");
    await begun.complete("complete-multipart", [named(await begun.part(1, "upload-part-1"), 1)]);
  },
};
