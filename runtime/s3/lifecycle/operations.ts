import type {
  DeleteBucketLifecycleRequest,
  GetBucketLifecycleConfigurationOutput,
  LifecycleRule,
  LifecycleRuleFilter,
  PutBucketLifecycleConfigurationOutput,
  PutBucketLifecycleConfigurationRequest,
} from "../../protocol/generated/s3.ts";
import type { Random } from "../../core/random.ts";
import type { Bucket } from "../bucket.ts";
import { invalidArgument, invalidRequest, malformedXml, noSuchConfiguration } from "../errors.ts";
import type { Operation } from "../operations/service-parts.ts";
import { getConfiguration } from "../sub-resources/configuration-operations.ts";
import { DEFAULT_MINIMUM_SIZE, LIFECYCLE, type Lifecycle } from "./lifecycle.ts";
import { DAY_MS } from "./rules.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const putBucketLifecycleConfiguration: Operation<
  PutBucketLifecycleConfigurationRequest,
  PutBucketLifecycleConfigurationOutput
> = ({ buckets, changes, random, lifecycles }, request, context) => {
  const bucket = buckets.ofRequest(request);
  const minimumSize = request.TransitionDefaultMinimumObjectSize ?? DEFAULT_MINIMUM_SIZE;
  if (minimumSize !== DEFAULT_MINIMUM_SIZE && minimumSize !== "varies_by_storage_class") {
    throw invalidRequest(`Invalid TransitionDefaultMinimumObjectSize found: ${minimumSize}`);
  }
  const rules = readRules(request.LifecycleConfiguration?.Rules ?? [], random);
  bucket.subResources.set(LIFECYCLE, { rules, minimumSize });
  lifecycles.configured(bucket);
  changes.bucketConfigured(bucket, "lifecycle", "put", context.causeId);
  return { TransitionDefaultMinimumObjectSize: minimumSize };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export const getBucketLifecycleConfiguration = getConfiguration<Lifecycle, GetBucketLifecycleConfigurationOutput>(
  LIFECYCLE,
  ({ rules, minimumSize }) => ({ Rules: rules, TransitionDefaultMinimumObjectSize: minimumSize }),
  ({ name }: Bucket) => {
    throw noSuchConfiguration("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", name);
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html */
export const deleteBucketLifecycle: Operation<DeleteBucketLifecycleRequest, void> = (
  { buckets, changes, lifecycles },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  bucket.subResources.delete(LIFECYCLE);
  lifecycles.configured(bucket);
  changes.bucketConfigured(bucket, "lifecycle", "deleted", context.causeId);
};

/** @throws {AwsError} `MalformedXML`, `InvalidArgument`, `InvalidRequest` */
function readRules(rules: readonly LifecycleRule[], random: Random): readonly LifecycleRule[] {
  if (rules.length === 0) throw malformedXml();
  const ids = new Set<string>();
  return rules.map((rule) => {
    const id = rule.ID ?? random.uuid();
    // Sentence as AWS clients report it; no recording of ours has it.
    if (ids.has(id)) throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", id);
    ids.add(id);
    checkRule(rule);
    return { ...rule, ID: id };
  });
}

function checkRule(rule: LifecycleRule): void {
  if (rule.Status !== "Enabled" && rule.Status !== "Disabled") throw malformedXml();
  if (rule.Filter === undefined && rule.Prefix === undefined) throw malformedXml();
  if (rule.Filter !== undefined) checkFilter(rule.Filter);
  checkExpiration(rule);
  const { NoncurrentVersionExpiration: noncurrent } = rule;
  if (noncurrent !== undefined && noncurrent.NoncurrentDays === undefined) throw malformedXml();
  if (!ACTIONS.some((action) => rule[action] !== undefined)) {
    throw invalidRequest("At least one action needs to be specified in a rule");
  }
}

const ACTIONS = [
  "Expiration",
  "Transitions",
  "NoncurrentVersionTransitions",
  "NoncurrentVersionExpiration",
  "AbortIncompleteMultipartUpload",
] as const;

function checkExpiration({ Expiration: expiration }: LifecycleRule): void {
  if (expiration === undefined) return;
  const { Days: days, Date: date, ExpiredObjectDeleteMarker: marker } = expiration;
  if ([days, date, marker].filter((member) => member !== undefined).length !== 1) throw malformedXml();
  if (date !== undefined && date % DAY_MS !== 0) {
    // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
    throw invalidArgument("'Date' must be at midnight GMT", "Date", new Date(date).toISOString());
  }
  if (days !== undefined && days < 1) {
    throw invalidArgument("'Days' for Expiration action must be a positive integer", "Days", String(days));
  }
}

/** A filter has one condition, or several inside of `And`. */
function checkFilter(filter: LifecycleRuleFilter): void {
  const conditions = Object.values(filter).filter((condition) => condition !== undefined);
  if (conditions.length > 1) throw malformedXml();
  const keys = (filter.And?.Tags ?? []).map(({ Key }) => Key);
  if (new Set(keys).size < keys.length) throw invalidRequest("Duplicate Tag Keys are not allowed.");
}
