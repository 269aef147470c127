import type { ListBucketsOutput, ListBucketsRequest } from "../../protocol/generated/s3.ts";
import { invalidArgument } from "../errors.ts";
import { compareUtf8 } from "../keys/utf8-order.ts";
import { MAX_LIST_BUCKETS } from "../limits.ts";
import { continuationToken, readContinuationToken } from "../listing/continuation-token.ts";
import { canonicalUserId } from "../owner.ts";
import { S3_REGIONS } from "../regions.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets: Operation<ListBucketsRequest, ListBucketsOutput> = ({ buckets }, request, context) => {
  const { Prefix: prefix, BucketRegion: region, MaxBuckets: max = MAX_LIST_BUCKETS } = request;
  if (region !== undefined && !S3_REGIONS.has(region)) {
    throw invalidArgument(`Argument value ${region} is not a valid AWS Region`, "bucket-region");
  }
  const token = request.ContinuationToken ?? "";
  const after = token === "" ? undefined : readContinuationToken(token);
  const found = buckets.all().filter(({ name, identity }) => {
    if (identity.accountId !== context.accountId) return false;
    if (after !== undefined && compareUtf8(name, after) <= 0) return false;
    return name.startsWith(prefix ?? "") && (region === undefined || identity.region === region);
  });
  const page = found.slice(0, max);
  const withRegion = asksForMore(request);
  return {
    Buckets: page.map((bucket) => ({
      Name: bucket.name,
      CreationDate: bucket.identity.createdAt,
      BucketArn: bucket.arn,
      ...(withRegion && { BucketRegion: bucket.identity.region }),
    })),
    Owner: { ID: canonicalUserId(context.accountId) },
    ...(prefix !== undefined && { Prefix: prefix }),
    ...(found.length > page.length && { ContinuationToken: continuationToken(page.at(-1)?.name ?? "") }),
  };
};

/** Only a request that asks for something special is told regions (recorded). */
function asksForMore({ Prefix, BucketRegion, MaxBuckets, ContinuationToken }: ListBucketsRequest): boolean {
  return [Prefix, BucketRegion, MaxBuckets, ContinuationToken].some((member) => member !== undefined);
}
