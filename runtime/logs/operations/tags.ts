import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  ListTagsLogGroupRequest,
  ListTagsLogGroupResponse,
  TagLogGroupRequest,
  TagResourceRequest,
  UntagLogGroupRequest,
  UntagResourceRequest,
} from "../../protocol/generated/logs.ts";
import { invalidParameter, tooManyTags } from "../errors.ts";
import { TAGS } from "../limits.ts";
import type { LogGroup } from "../log-group.ts";
import type { Operation } from "./service-parts.ts";

type Tags = Readonly<Record<string, string>>;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html */
export const tagResource: Operation<TagResourceRequest, void> = ({ groups }, { resourceArn, tags }, context) => {
  addTags(groups.byArn(resourceArn, context), tags);
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html */
export const untagResource: Operation<UntagResourceRequest, void> = ({ groups }, { resourceArn, tagKeys }, context) => {
  const group = groups.byArn(resourceArn, context);
  for (const key of tagKeys) group.tags.delete(key);
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = (
  { groups },
  { resourceArn },
  context,
) => ({ tags: tagsOf(groups.byArn(resourceArn, context)) });

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagLogGroup.html */
export const tagLogGroup: Operation<TagLogGroupRequest, void> = ({ groups }, { logGroupName, tags }, context) => {
  addTags(groups.byName(logGroupName, context), tags);
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagLogGroup.html */
export const untagLogGroup: Operation<UntagLogGroupRequest, void> = ({ groups }, { logGroupName, tags }, context) => {
  const group = groups.byName(logGroupName, context);
  for (const key of tags) group.tags.delete(key);
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsLogGroup.html */
export const listTagsLogGroup: Operation<ListTagsLogGroupRequest, ListTagsLogGroupResponse> = (
  { groups },
  { logGroupName },
  context,
) => ({ tags: tagsOf(groups.byName(logGroupName, context)) });

/**
 * Keys that start with `aws:` are AWS's own; the sentence is ours.
 *
 * @throws {AwsError} `InvalidParameterException`
 */
export function refuseTags(tags: Tags): void {
  const reserved = Object.keys(tags).find((key) => /^aws:/i.test(key));
  if (reserved !== undefined) throw invalidParameter(`Tag keys cannot start with aws: ${reserved}`);
}

function addTags(group: LogGroup, tags: Tags): void {
  refuseTags(tags);
  const after = new Set([...group.tags.keys(), ...Object.keys(tags)]);
  if (after.size > TAGS) throw tooManyTags(group.arn);
  for (const [key, value] of Object.entries(tags)) group.tags.set(key, value);
}

function tagsOf(group: LogGroup): Record<string, string> {
  return Object.fromEntries(group.tags);
}
