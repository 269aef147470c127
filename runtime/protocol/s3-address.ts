/**
 * Where S3 finds the bucket of a request: in the Host (virtual-hosted style) or first in the path (path style).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
import type { WireHeaders } from "../core/wire.ts";

export interface S3Host {
  /** `undefined` for path style. */
  readonly bucket: string | undefined;
  readonly region: string | undefined;
}

/** `bucket.s3.localhost`, `bucket.s3.eu-west-1.localhost`, `s3.localhost`; the same of LocalStack's name and of AWS's own. */
const S3_HOST =
  /^(?:(.+)\.)?s3(?:[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d))?\.(?:localhost(?:\.localstack\.cloud)?|amazonaws\.com)$/;
/** `bucket.localhost`: what an S3 client makes of the endpoint `http://localhost:4566`. */
const PLAIN_HOST = /^(.+)\.localhost$/;
/** Names under `localhost` that mean another service, with or without a region: `sqs.eu-west-1.localhost`. */
const OTHER_SERVICE =
  /(?:^|\.)(?:sqs|sns|sts|lambda|iam|events|dynamodb|logs|kms|(?:[^.]+\.)?(?:queue|execute-api|lambda-url))(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?$/;

/**
 * `undefined` when the host says nothing of S3: path style, if it is for S3 at all.
 *
 * @param isSigned whether the request is signed for S3, so that `events.localhost` is a bucket and no other service
 */
export function s3HostOf({ host }: WireHeaders, isSigned: boolean): S3Host | undefined {
  if (typeof host !== "string") return undefined;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  // Most clients use an address, which is told apart at once.
  if (!name.includes(".") || /[\d\]]$/.test(name)) return undefined;
  const named = S3_HOST.exec(name);
  if (named !== null) return { bucket: named[1], region: named[2] };
  const bucket = PLAIN_HOST.exec(name)?.[1];
  return bucket === undefined || (!isSigned && OTHER_SERVICE.test(bucket)) ? undefined : { bucket, region: undefined };
}

/**
 * The request's path as path style has it, still percent-encoded: `/`, `/bucket` or `/bucket/key`.
 *
 * @param path of the URL, still percent-encoded
 */
export function pathStyle(path: string, host: S3Host | undefined): string {
  const full = host?.bucket === undefined ? path : `/${host.bucket}${path}`;
  const afterBucket = full.indexOf("/", 1);
  return afterBucket === full.length - 1 && full !== "/" ? full.slice(0, -1) : full;
}
