import type { Answer, Input } from "./answer.ts";
import { type Replay, type Replays, text } from "./replay.ts";
import { begin, named, sum } from "./uploading.ts";

const ALL_ATTRIBUTES = ["StorageClass", "ETag", "ObjectSize", "ObjectParts", "Checksum"];

const MINIMUM = 5 * 1024 * 1024 + 1;

/** Multipart uploads and checksums. */
export const uploadReplays: Replays = {
  async "TestS3.multipart_and_list_parts"(t) {
    const Key = "test-list-parts";
    const upload = await begin(t, Key, {}, "create-multipart");
    await upload.list("list-part-after-created");
    await t.step("list-all-uploads", "ListMultipartUploads", t.on({}));
    const part = await upload.part(1, "upload-part-1".repeat(5), {}, "upload-part");
    await upload.list("list-part-after-upload");
    await t.step("list-all-uploads-after", "ListMultipartUploads", t.on({}));
    await upload.complete("complete-multipart", [named(part, 1)]);
    await upload.list("list-part-after-complete-exc");
    await t.step("list-all-uploads-completed", "ListMultipartUploads", t.on({}));
    await t.step("head-multipart-checksum", "HeadObject", t.on({ Key, ChecksumMode: "ENABLED" }));
    await t.step("get-multipart-checksum", "GetObject", t.on({ Key }));
  },
  async "TestS3.multipart_no_such_upload"(t) {
    const fake = t.on({ Key: "fake-key", UploadId: "fakeid" });
    await t.step("upload-exc", "UploadPart", { ...fake, Body: "data", PartNumber: 1 });
    await t.step("complete-exc", "CompleteMultipartUpload", fake);
    await t.step("abort-exc", "AbortMultipartUpload", fake);
  },
  async "TestS3.multipart_complete_multipart_too_small"(t) {
    const upload = await begin(t, "test-upload-part-exc");
    const parts: Input[] = [];
    for (const number of [1, 2])
      parts.push(named(await upload.part(number, "data", {}, `upload-part${number}`), number));
    await t.step("complete-exc-no-parts", "CompleteMultipartUpload", upload.ids);
    await upload.complete("complete-exc-too-small", parts);
  },
  async "TestS3.multipart_complete_multipart_wrong_part"(t) {
    const upload = await begin(t, "test-upload-part-exc");
    const part = await upload.part(1, "data");
    await upload.complete("complete-exc-wrong-part-number", [named(part, 2)]);
    const wrong = { ETag: "d41d8cd98f00b204e9800998ecf8427e", PartNumber: 1 };
    await upload.complete("complete-exc-wrong-etag", [wrong]);
  },
  async "TestS3.multipart_copy_object_etag"(t) {
    const Key = "test.file";
    const upload = await begin(t, Key);
    const part = await upload.part(1, "test content 123");
    await upload.complete("multipart-upload", [named(part, 1)]);
    const CopySource = `${t.bucket}/${Key}`;
    await t.step("copy-object", "CopyObject", t.on({ CopySource, Key: "copy.file" }));
    const inPlace = { CopySource, Key, MetadataDirective: "REPLACE" };
    await t.step("copy-object-in-place", "CopyObject", t.on(inPlace));
    await t.step("head-obj", "HeadObject", t.on({ Key, ChecksumMode: "ENABLED" }));
  },
  async "TestS3.get_object_attributes_versioned"(t) {
    const object = t.on({ Key: "key-attrs-versioned" });
    const some = ["StorageClass", "ETag", "ObjectSize"];
    await t.versioning("Enabled");
    const first = await t.step("put-obj-v1", "PutObject", { ...object, Body: "69\n420\n" });
    await t.step("put-obj-v2", "PutObject", { ...object, Body: "version 2" });
    await t.step("object-attrs", "GetObjectAttributes", { ...object, ObjectAttributes: ALL_ATTRIBUTES });
    await t.step("delete-key", "DeleteObject", object);
    await t.step("deleted-object-attrs", "GetObjectAttributes", { ...object, ObjectAttributes: some });
    const version = { ...object, VersionId: text(first, "VersionId"), ObjectAttributes: some };
    await t.step("get-object-attrs-v1", "GetObjectAttributes", version);
  },
  async "TestS3.get_object_part_checksum"(t) {
    const Key = "test-multipart-checksum";
    const kind = { ChecksumAlgorithm: "CRC32C", ChecksumType: t.variant };
    const upload = await begin(t, Key, kind, "create-mpu-checksum");
    const part = await upload.part(1, "test content 123", { ChecksumAlgorithm: "CRC32C" }, "upload-part");
    const own = { ChecksumCRC32C: text(part, "ChecksumCRC32C") };
    await upload.complete("complete-multipart-checksum", [named(part, 1, own)]);
    const read = t.on({ Key, PartNumber: 1, ChecksumMode: "ENABLED" });
    await t.step("head-object-part", "HeadObject", read);
    await t.step("get-object-part", "GetObject", read);
  },
  async "TestS3ListParts.list_parts_via_object_attrs_pagination"(t) {
    const Key = "test-object-attrs-pagination";
    const upload = await begin(t, Key, { ChecksumAlgorithm: "SHA256" });
    const body = Buffer.alloc(MINIMUM, "a");
    const parts: Input[] = [];
    for (const number of [1, 2]) {
      const part = await upload.part(number, body, { ChecksumAlgorithm: "SHA256" });
      parts.push(named(part, number, { ChecksumSHA256: text(part, "ChecksumSHA256") }));
    }
    await upload.list("list-parts");
    await upload.complete("complete-mpu", parts);
    const read = (name: string, input: Input = {}): Promise<Answer> =>
      t.step(name, "GetObjectAttributes", t.on({ Key, ObjectAttributes: ["ObjectParts"], ...input }));
    await read("get-object-attrs-all");
    await read("get-object-attrs-1");
    await read("get-object-attrs-next", { MaxParts: 1, PartNumberMarker: "1" });
    await read("get-object-attrs-wrong-part", { MaxParts: 1, PartNumberMarker: "10" });
  },

  async "TestS3MultipartUploadChecksum.complete_multipart_parts_checksum_composite"(t) {
    await checksummedUpload(t, "COMPOSITE");
  },
  async "TestS3MultipartUploadChecksum.complete_multipart_parts_checksum_full_object"(t) {
    await checksummedUpload(t, "FULL_OBJECT");
  },
  async "TestS3MultipartUploadChecksum.multipart_checksum_type_compatibility"(t) {
    const [type, algorithm] = t.variant.split("-");
    const kind = { Key: "test-multipart-checksum-compat", ChecksumType: type, ChecksumAlgorithm: algorithm };
    const isRefused =
      algorithm === "CRC64NVME"
        ? type === "COMPOSITE"
        : type === "FULL_OBJECT" && algorithm?.startsWith("SHA") === true;
    const name = isRefused ? "create-mpu-checksum-exc" : "create-mpu-checksum";
    await t.step(name, "CreateMultipartUpload", t.on(kind));
  },
  async "TestS3MultipartUploadChecksum.multipart_checksum_type_default_for_checksum"(t) {
    const kind = { Key: "test-multipart-checksum-default", ChecksumAlgorithm: t.variant };
    await t.step("create-mpu-default-checksum-type", "CreateMultipartUpload", t.on(kind));
  },
  async "TestS3MultipartUploadChecksum.multipart_size_validation"(t) {
    const Key = "test-multipart-size";
    const upload = await begin(t, Key, {}, "create-mpu");
    const part = await upload.part(1, "aaaa", {}, "upload-part");
    await upload.complete("complete-multipart-wrong-size", [named(part, 1)], { MpuObjectSize: 5 });
    await upload.complete("complete-multipart-good-size", [named(part, 1)], { MpuObjectSize: 4 });
    await t.step("get-object-attrs", "GetObjectAttributes", t.on({ Key, ObjectAttributes: ["Checksum", "ETag"] }));
  },
  async "TestS3MultipartUploadChecksum.multipart_upload_part_checksum_exception"(t) {
    const upload = await begin(t, "test-multipart-checksum-exc", { ChecksumAlgorithm: t.variant });
    const wrong = (Value: string): Input => ({ ChecksumAlgorithm: t.variant, [`Checksum${t.variant}`]: Value });
    await upload.part(1, "abc", wrong("abc"), "put-wrong-checksum-no-b64");
    await upload.part(1, "abc", { ChecksumAlgorithm: t.variant, ...sum(t.variant, "bad") }, "put-wrong-checksum-value");
  },
  async "TestS3MultipartUploadChecksum.complete_multipart_parts_checksum_full_object_default"(t) {
    const Key = "test-multipart-checksum";
    const upload = await begin(t, Key, { ChecksumAlgorithm: "CRC64NVME" }, "create-mpu-checksum-crc64");
    const part = await upload.part(1, "aaa", { ChecksumAlgorithm: "CRC64NVME" }, "upload-part");
    await upload.complete("complete-multipart-checksum", [named(part, 1)]);
    await readBack(t, Key, false);
  },
  async "TestS3MultipartUploadChecksum.complete_multipart_parts_checksum_default"(t) {
    const Key = "test-multipart-checksum";
    const upload = await begin(t, Key, {}, "create-mpu-no-checksum");
    await t.step("list-multiparts", "ListMultipartUploads", t.on({}));
    const sums = { ChecksumAlgorithm: "CRC32C" };
    const part = await upload.part(1, "aaa", sums, "upload-part-different-checksum-than-default");
    await upload.list("list-parts");
    const right = [named(part, 1, { ChecksumCRC32C: text(part, "ChecksumCRC32C") })];
    await upload.complete("complete-multipart-parts-checksum", right);
    await upload.complete("complete-multipart-wrong-parts-checksum", [named(part, 1, sum("CRC32C", "bbb"))]);
    await upload.complete("complete-multipart-full-object-type", [named(part, 1)], { ChecksumType: "FULL_OBJECT" });
    await upload.complete("complete-multipart-composite-type", [named(part, 1)], { ChecksumType: "COMPOSITE" });
    await upload.complete("complete-multipart-checksum", [named(part, 1)]);
    await readBack(t, Key, true);
  },
  async "TestS3MultipartUploadChecksum.multipart_parts_checksum_exceptions_composite"(t) {
    const Key = "test-multipart-checksum-exc";
    await t.step("create-mpu-wrong-checksum-algo", "CreateMultipartUpload", t.on({ Key, ChecksumAlgorithm: "TEST" }));
    const typed = { Key, ChecksumType: "COMPOSITE" };
    await t.step("create-mpu-no-checksum-algo-with-type", "CreateMultipartUpload", t.on(typed));
    const upload = await begin(t, Key, { ChecksumAlgorithm: "CRC32" }, "create-mpu-composite-checksum");
    await t.step("list-multiparts", "ListMultipartUploads", t.on({}));
    const part = await upload.part(1, "abc", {}, "upload-part-no-checksum-ok");
    await upload.complete("complete-part-with-checksum", [named(part, 1, sum("SHA256", "abc"))]);
    const full = { ChecksumType: "FULL_OBJECT" };
    await upload.complete("complete-part-with-bad-checksum-type", [named(part, 1, sum("CRC32", "abc"))], full);
    const other = await begin(t, Key, { ChecksumAlgorithm: "SHA256" }, "create-mpu-with-checksum");
    await other.part(1, "abc", { ChecksumAlgorithm: "CRC32" }, "upload-part-different-checksum-exc");
  },
  async "TestS3MultipartUploadChecksum.multipart_parts_checksum_exceptions_full_object"(t) {
    const Key = "test-multipart-checksum-exc";
    const FULL = { ChecksumType: "FULL_OBJECT" };
    await t.step("create-mpu-no-checksum-algo-with-type", "CreateMultipartUpload", t.on({ Key, ...FULL }));
    const kind = { ChecksumAlgorithm: "CRC32C", ...FULL };
    const upload = await begin(t, Key, kind, "create-mpu-checksum-crc32c");
    await t.step("list-multiparts", "ListMultipartUploads", t.on({}));
    const part = await upload.part(1, "abc", { ChecksumAlgorithm: "CRC32C" }, "upload-part-no-checksum-ok");
    const parts = [named(part, 1)];
    const bad = sum("CRC32C", "bad");
    await upload.complete("complete-part-bad-checksum-type", parts, { ChecksumType: "COMPOSITE" });
    await upload.complete("complete-part-good-checksum-no-type", parts, bad);
    await upload.complete("complete-part-only-checksum-algo", parts, { ...bad, ...FULL });
    await upload.complete("complete-part-only-checksum-algo-diff", parts, { ...bad, ...FULL });
    await upload.complete("complete-part-bad-checksum", parts, { ...bad, ...FULL });
    await upload.complete("complete-part-bad-checksum-algo", parts, { ...bad, ...FULL });
    await upload.complete("complete-success", parts);
    const other = await begin(t, Key, kind, "create-mpu-with-checksum");
    await other.part(1, "abc", { ChecksumAlgorithm: "CRC32" }, "upload-part-different-checksum-exc");
  },
  async "TestS3MultipartUploadChecksum.multipart_upload_part_copy_checksum"(t) {
    const Key = "test-multipart-checksum";
    await t.step("put-object", "PutObject", t.on({ Key: "source", Body: "this is a part" }));
    const kind = { ChecksumAlgorithm: "CRC32C", ChecksumType: t.variant };
    const upload = await begin(t, Key, kind, "create-mpu-checksum-sha256");
    const copy = { ...upload.ids, PartNumber: 1, CopySource: `${t.bucket}/source` };
    const part = (await t.step("upload-part-copy", "UploadPartCopy", copy))["CopyPartResult"] as Answer;
    await upload.list("list-parts");
    const own = { ChecksumCRC32C: text(part, "ChecksumCRC32C") };
    await upload.complete("complete-multipart-checksum", [named(part, 1, own)]);
    await readBack(t, Key, false, false);
  },
};

/** Three parts with a checksum each, refused and completed, read back and copied. */
async function checksummedUpload(t: Replay, type: "COMPOSITE" | "FULL_OBJECT"): Promise<void> {
  const Key = "test-multipart-checksum";
  const algorithm = t.variant;
  const upload = await begin(t, Key, { ChecksumAlgorithm: algorithm, ChecksumType: type }, "create-mpu-checksum");
  const large = Buffer.alloc(MINIMUM, "a");
  const bodies = [large, large, Buffer.alloc(10, "a")];
  const parts: Input[] = [];
  for (const [index, body] of bodies.entries()) {
    const part = await upload.part(index + 1, body, { ChecksumAlgorithm: algorithm }, `upload-part-${index}`);
    const own = { [`Checksum${algorithm}`]: text(part, `Checksum${algorithm}`) };
    parts.push(named(part, index + 1, own));
  }
  await upload.list("list-parts");
  // AWS looks at several parts at once; which of the wrong ones it names differs from one recording to the other.
  const wrong = parts.map((part, index) =>
    index === wrongPart(t, type) ? { ...part, ...sum(algorithm, "bad") } : part,
  );
  await upload.complete("complete-multipart-wrong-parts-checksum", wrong);
  const bare = parts.map(({ ETag, PartNumber }) => ({ ETag, PartNumber }));
  if (type === "COMPOSITE") await upload.complete("complete-multipart-no-checksum", bare);
  await upload.complete("complete-multipart-checksum", type === "COMPOSITE" ? parts : bare);
  await readBack(t, Key, true);
  const last = t.on({ Key, PartNumber: 3, ChecksumMode: "ENABLED" });
  await t.step("get-object-part-checksum", "GetObject", last);
}

/** The index of the part that this recording's refusal names. */
function wrongPart(t: Replay, type: string): number {
  return (WRONG_PARTS[`${type} ${t.variant}`] ?? 1) - 1;
}

const WRONG_PARTS: Readonly<Record<string, number>> = {
  "COMPOSITE CRC32": 1,
  "COMPOSITE CRC32C": 2,
  "COMPOSITE SHA1": 3,
  "COMPOSITE SHA256": 3,
  "FULL_OBJECT CRC32": 3,
  "FULL_OBJECT CRC32C": 1,
};

async function readBack(t: Replay, Key: string, withCopy: boolean, isDrained = true): Promise<void> {
  const ObjectAttributes = ["Checksum", "ObjectParts", "ETag"];
  const read = await t.step("get-object-with-checksum", "GetObject", t.on({ Key, ChecksumMode: "ENABLED" }));
  // Some recordings had read the body before they showed it.
  if (isDrained) t.steps.set("get-object-with-checksum", { ...read, Body: "" });
  await t.step("head-object-with-checksum", "HeadObject", t.on({ Key, ChecksumMode: "ENABLED" }));
  await t.step("get-object-attrs", "GetObjectAttributes", t.on({ Key, ObjectAttributes }));
  if (!withCopy) return;
  const target = { CopySource: `${t.bucket}/${Key}`, Key: `${Key}-copy` };
  await t.step("copy-obj-checksum", "CopyObject", t.on(target));
  await t.step("get-copy-object-attrs", "GetObjectAttributes", t.on({ Key: target.Key, ObjectAttributes }));
}
