import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { s3Caller } from "../../conformance/s3/s3-caller.ts";

const BUCKET = "test-bucket";

describe("range reads", () => {
  test("a range is the same bytes as of the whole object, for plain objects and those that came in parts", async () => {
    const aws = await s3Caller();
    const minimum = 5 * 1024 * 1024;
    const content = Buffer.from(Array.from({ length: minimum + 5000 }, (_, index) => (index * 31) & 0x7f));
    await aws.call("PutObject", { Bucket: BUCKET, Key: "plain", Body: content });
    const created = await aws.call("CreateMultipartUpload", { Bucket: BUCKET, Key: "parts" });
    const ids = { Bucket: BUCKET, Key: "parts", UploadId: created["UploadId"] };
    const Parts = [];
    for (const [index, body] of [content.subarray(0, minimum), content.subarray(minimum)].entries()) {
      const { ETag } = await aws.call("UploadPart", { ...ids, PartNumber: index + 1, Body: body });
      Parts.push({ ETag, PartNumber: index + 1 });
    }
    await aws.call("CompleteMultipartUpload", { ...ids, MultipartUpload: { Parts } });
    const position = fc.oneof(fc.nat(content.length + 10), fc.integer({ min: minimum - 5, max: minimum + 5 }));
    await fc.assert(
      fc.asyncProperty(position, fc.nat(3000), fc.constantFrom("plain", "parts"), async (start, length, Key) => {
        const answer = await aws.record("GetObject", {
          Bucket: BUCKET,
          Key,
          Range: `bytes=${start}-${start + length}`,
        });
        const end = Math.min(content.length, start + length + 1);
        const wanted =
          start >= content.length
            ? { Error: { Code: "InvalidRange" } }
            : {
                Body: content.subarray(start, end).toString("utf8"),
                ContentRange: `bytes ${start}-${end - 1}/${content.length}`,
                ContentLength: end - start,
              };
        expect(answer).toMatchObject(wanted);
      }),
      { numRuns: 150 },
    );
  });
});
