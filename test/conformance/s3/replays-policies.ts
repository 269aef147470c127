import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";

const ACCOUNT = "000000000000";
const OTHER = "000000000002";

const policyOf = (t: Replay): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: `arn:aws:s3:::${t.bucket}/*` },
    ],
  });

/** A policy for everybody is refused as long as public ones are blocked. */
async function open(t: Replay): Promise<void> {
  await t.call("DeletePublicAccessBlock", t.on({}));
}

const put = async (t: Replay, name: string, input: Input = {}): Promise<Answer> => {
  await open(t);
  return t.step(name, "PutBucketPolicy", t.on({ Policy: policyOf(t), ...input }));
};
const get = (t: Replay, name: string, input: Input = {}): Promise<Answer> =>
  t.step(name, "GetBucketPolicy", t.on(input));
const remove = (t: Replay, name: string, input: Input = {}): Promise<Answer> =>
  t.step(name, "DeleteBucketPolicy", t.on(input));

async function withPolicy(t: Replay): Promise<void> {
  await open(t);
  await t.call("PutBucketPolicy", t.on({ Policy: policyOf(t) }));
}

/** Bucket policies, and whom a request expects to own the bucket. */
export const policyReplays: Replays = {
  async "TestS3.put_bucket_policy"(t) {
    await put(t, "put-bucket-policy");
    await get(t, "get-bucket-policy");
  },
  async "TestS3.get_bucket_policy"(t) {
    await get(t, "get-bucket-policy-no-such-bucket-policy");
    await withPolicy(t);
    await get(t, "get-bucket-policy");
    await get(t, "get-bucket-policy-with-expected-bucket-owner", { ExpectedBucketOwner: ACCOUNT });
    await get(t, "get-bucket-policy-with-expected-bucket-owner-error", { ExpectedBucketOwner: OTHER });
  },
  async "TestS3.delete_bucket_policy"(t) {
    await withPolicy(t);
    await remove(t, "delete-bucket-policy");
    await get(t, "get-bucket-policy-no-such-bucket-policy");
  },
  async "TestS3.put_bucket_policy_expected_bucket_owner"(t) {
    await put(t, "put-bucket-policy-with-expected-bucket-owner-error", { ExpectedBucketOwner: OTHER });
    await put(t, "put-bucket-policy-with-expected-bucket-owner", { ExpectedBucketOwner: ACCOUNT });
  },
  async "TestS3.delete_bucket_policy_expected_bucket_owner"(t) {
    await withPolicy(t);
    await remove(t, "delete-bucket-policy-with-expected-bucket-owner-error", { ExpectedBucketOwner: OTHER });
    await remove(t, "delete-bucket-policy-invalid-bucket-owner", { ExpectedBucketOwner: "invalid" });
    await remove(t, "delete-bucket-policy-with-expected-bucket-owner", { ExpectedBucketOwner: ACCOUNT });
  },
  async "TestS3.get_bucket_policy_invalid_account_id"(t) {
    await get(t, "get-bucket-policy-invalid-bucket-owner", { ExpectedBucketOwner: t.variant });
  },
  async "TestS3.put_bucket_policy_invalid_account_id"(t) {
    await put(t, "put-bucket-policy-invalid-bucket-owner", { ExpectedBucketOwner: t.variant });
  },
};
