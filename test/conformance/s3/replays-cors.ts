import type { Answer, Input } from "./answer.ts";
import type { Replay, Replays } from "./replay.ts";

const ANY_GET = { AllowedOrigins: ["*"], AllowedMethods: ["GET"] };

const put = (t: Replay, name: string, ...CORSRules: readonly Input[]): Promise<Answer> =>
  t.step(name, "PutBucketCors", t.on({ CORSConfiguration: { CORSRules } }));
const get = (t: Replay, name: string): Promise<Answer> => t.step(name, "GetBucketCors", t.on({}));

/** CORS configurations. */
export const corsReplays: Replays = {
  async "TestS3Cors.delete_cors"(t) {
    await t.step("delete-cors-before-set", "DeleteBucketCors", t.on({}));
    await put(t, "put-cors", ANY_GET);
    await get(t, "get-cors");
    await t.step("delete-cors", "DeleteBucketCors", t.on({}));
    await get(t, "get-cors-deleted");
  },
  async "TestS3Cors.get_cors"(t) {
    await get(t, "get-cors-no-set");
    await t.call("PutBucketCors", t.on({ CORSConfiguration: { CORSRules: [ANY_GET] } }));
    await get(t, "get-cors-after-set");
  },
  async "TestS3Cors.put_cors"(t) {
    await put(t, "put-cors", {
      AllowedOrigins: ["https://test.com", "https://app.test.com", "http://test.com:80"],
      AllowedMethods: ["GET", "PUT", "HEAD"],
      MaxAgeSeconds: 3000,
      AllowedHeaders: ["x-amz-expected-bucket-owner", "x-amz-server-side-encryption-customer-algorithm"],
    });
    await get(t, "get-cors");
  },
  async "TestS3Cors.put_cors_empty_origin"(t) {
    const rule = { AllowedOrigins: [""], AllowedMethods: ["GET", "PUT", "HEAD"] };
    await t.call("PutBucketCors", t.on({ CORSConfiguration: { CORSRules: [rule] } }));
    await get(t, "get-cors-empty");
  },
  async "TestS3Cors.put_cors_invalid_rules"(t) {
    await put(t, "put-cors-exc", { AllowedOrigins: ["*"], AllowedMethods: ["MYMETHOD"] });
    await put(t, "put-cors-exc-empty");
  },
};
