import { beforeEach, describe, expect, test } from "vitest";
import type { Answer, Input } from "../../conformance/s3/answer.ts";
import { type S3Caller, s3Caller } from "../../conformance/s3/s3-caller.ts";

const DAY_MS = 86_400_000;
const Key = "large.bin";

let aws: S3Caller;
const on = (input: Input): Input => ({ Bucket: aws.bucket, Key, ...input });

beforeEach(async () => {
  aws = await s3Caller();
});

interface Begun {
  readonly UploadId: string;
  readonly Parts: readonly Input[];
}

async function upload(body: string): Promise<Begun> {
  const { UploadId } = await aws.call("CreateMultipartUpload", on({}));
  const { ETag } = await aws.call("UploadPart", on({ UploadId, PartNumber: 1, Body: body }));
  return { UploadId: String(UploadId), Parts: [{ PartNumber: 1, ETag }] };
}

const complete = ({ UploadId, Parts }: Begun): Promise<Answer> =>
  aws.record("CompleteMultipartUpload", on({ UploadId, MultipartUpload: { Parts } }));

describe("the completion of an upload that is asked for again", () => {
  test("is answered again, and nothing happens", async () => {
    const begun = await upload("content");
    const first = await complete(begun);
    const events = aws.events.length;
    expect(await complete(begun)).toEqual(first);
    expect(aws.events).toHaveLength(events);
  });

  test.each<[string, (begun: Begun) => Promise<Begun>]>([
    ["with other parts", async ({ UploadId }) => ({ UploadId, Parts: [{ PartNumber: 1, ETag: '"other"' }] })],
    [
      "after the object was deleted",
      async (begun) => {
        await aws.call("DeleteObject", on({}));
        return begun;
      },
    ],
    [
      "after another object took its place",
      async (begun) => {
        await aws.call("PutObject", on({ Body: "other" }));
        return begun;
      },
    ],
  ])("is refused %s", async (_, change) => {
    const begun = await upload("content");
    await complete(begun);
    expect(await complete(await change(begun))).toMatchObject({ Error: { Code: "NoSuchUpload" } });
  });
});

test("an upload's answers say when a lifecycle rule aborts it", async () => {
  const rule = { ID: "clean", Status: "Enabled", Filter: { Prefix: "large" } };
  await aws.call("PutBucketLifecycleConfiguration", {
    Bucket: aws.bucket,
    LifecycleConfiguration: { Rules: [{ ...rule, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } }] },
  });
  const abort = { AbortRuleId: "clean", AbortDate: aws.clock.now() + 2 * DAY_MS };
  const created = await aws.call("CreateMultipartUpload", on({}));
  expect(created).toMatchObject(abort);
  expect(await aws.call("ListParts", on({ UploadId: created["UploadId"] }))).toMatchObject(abort);
  const other = await aws.call("CreateMultipartUpload", on({ Key: "other.bin" }));
  expect(other).not.toHaveProperty("AbortDate");
});
