import { bodyOfBytes } from "../../../runtime/core/body-stream.ts";
import { AwsError } from "../../../runtime/core/errors.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { answerExtrasOf } from "../../../runtime/protocol/answer.ts";
import { serviceModels } from "../../../runtime/protocol/generated/index.ts";
import type { RequestContext } from "../../../runtime/protocol/service.ts";
import { type ChecksumAlgorithm, checksumOf } from "../../../runtime/s3/checksums/algorithms.ts";
import type { S3Event } from "../../../runtime/s3/events.ts";
import { createS3Service, MemoryBodyStore, type S3 } from "../../../runtime/s3/index.ts";
import { contextOf } from "../recorded-answer.ts";
import type { Answer, Input } from "./answer.ts";
import { errorAsRecorded, toRecorded } from "./as-boto.ts";

type Context = Partial<RequestContext>;

/**
 * A fresh S3 on a virtual clock, called through its operations the way boto3 does, which recorded the answers: with a CRC32
 * where the caller asks for no checksum, URL-encoded lists, checksums on read.
 */
export interface S3Caller {
  readonly clock: VirtualClock;
  readonly s3: S3;
  readonly events: readonly S3Event[];
  /** An empty bucket. */
  readonly bucket: string;
  /** What a client would have recorded: the answer with its status, or the error. */
  record(operation: string, input: Input, context?: Context): Promise<Answer>;
  /** Like `record`, but an error is a failure of the test. */
  call(operation: string, input: Input, context?: Context): Promise<Answer>;
  /** Makes a bucket whose ACLs count, and that may be public. */
  openBucket(name: string): Promise<string>;
}

export async function s3Caller(): Promise<S3Caller> {
  const clock = new VirtualClock();
  const events: S3Event[] = [];
  const s3 = createS3Service({
    clock,
    random: seededRandom("recordings"),
    journal: new Journal(clock),
    notify: (event) => {
      events.push(event);
    },
    bodies: new MemoryBodyStore(),
  });
  const run = async (operation: string, input: Input, context: Context): Promise<Answer> => {
    const operations = s3.service.operations as Readonly<Record<string, (input: unknown, context: unknown) => unknown>>;
    const call = operations[operation];
    if (call === undefined) throw new Error(`${operation} is not bound`);
    const output = await call(asBoto(operation, input), { ...contextOf("restXml"), ...context });
    return (output ?? {}) as Answer;
  };
  const caller: S3Caller = {
    clock,
    s3,
    events,
    bucket: "test-bucket",
    async record(operation, input, context = {}) {
      try {
        const output = await run(operation, input, context);
        return await toRecorded(operation, output, statusOf(operation, output));
      } catch (error) {
        if (error instanceof AwsError) return errorAsRecorded(operation, error);
        throw error;
      }
    },
    async call(operation, input, context = {}) {
      const output = await run(operation, input, context);
      return toRecorded(operation, output, statusOf(operation, output));
    },
    async openBucket(name) {
      await run("CreateBucket", { Bucket: name, ObjectOwnership: "ObjectWriter" }, {});
      await run("DeletePublicAccessBlock", { Bucket: name }, {});
      return name;
    },
  };
  await run("CreateBucket", { Bucket: caller.bucket }, {});
  return caller;
}

/** What boto3 adds to a request. */
function asBoto(operation: string, input: Input): Input {
  const { Body: body, ...rest } = input;
  if (operation === "PutObject" || operation === "UploadPart") {
    const bytes = typeof body === "string" ? Buffer.from(body) : ((body ?? new Uint8Array()) as Uint8Array);
    return { ...withChecksum(rest, bytes), Body: bodyOfBytes(bytes) };
  }
  if (ENCODED_LISTS.has(operation) && !("EncodingType" in input)) return { ...input, EncodingType: "url" };
  if (operation === "GetObject" && !("ChecksumMode" in input)) return { ...input, ChecksumMode: "ENABLED" };
  return input;
}

const ENCODED_LISTS: ReadonlySet<string> = new Set(["ListObjects", "ListObjectsV2", "ListObjectVersions"]);

function withChecksum(input: Input, bytes: Uint8Array): Input {
  if (Object.keys(input).some((name) => /^Checksum(?!Algorithm)/.test(name)) || input["NoChecksum"] === true) {
    return input;
  }
  const algorithm = (input["ChecksumAlgorithm"] ?? "CRC32") as ChecksumAlgorithm;
  return { ...input, [`Checksum${algorithm}`]: checksumOf(algorithm, bytes) };
}

/** Statuses that AWS answers with and the model does not know (recordings). */
const STATUSES: Readonly<Record<string, number>> = {
  PutBucketAnalyticsConfiguration: 204,
  PutBucketIntelligentTieringConfiguration: 204,
  PutBucketInventoryConfiguration: 204,
  PutBucketMetricsConfiguration: 204,
  PutBucketPolicy: 204,
  PutBucketTagging: 204,
};

function statusOf(operation: string, output: Answer): number {
  if (output["ContentRange"] !== undefined) return 206;
  const model = serviceModels.get("s3")?.operations[operation];
  return answerExtrasOf(output)?.status ?? STATUSES[operation] ?? model?.http?.status ?? 200;
}
