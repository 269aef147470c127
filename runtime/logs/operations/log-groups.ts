import type {
  CreateLogGroupRequest,
  DeleteLogGroupRequest,
  DeleteRetentionPolicyRequest,
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  ListLogGroupsRequest,
  ListLogGroupsResponse,
  LogGroup as WireLogGroup,
  PutLogGroupDeletionProtectionRequest,
  PutRetentionPolicyRequest,
} from "../../protocol/generated/logs.ts";
import { invalidParameter } from "../errors.ts";
import { RETENTION_DAYS } from "../limits.ts";
import { pageOf } from "../listing.ts";
import type { LogGroup } from "../log-group.ts";
import type { LogGroups } from "../log-groups.ts";
import { refuseTags } from "./tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const createLogGroup: Operation<CreateLogGroupRequest, void> = ({ groups }, request, { region, accountId }) => {
  refuseTags(request.tags ?? {});
  groups.create({ ...request, name: request.logGroupName, scope: { region, accountId } });
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export const deleteLogGroup: Operation<DeleteLogGroupRequest, void> = ({ groups }, { logGroupName }, context) => {
  groups.delete(logGroupName, context);
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogGroupDeletionProtection.html */
export const putLogGroupDeletionProtection: Operation<PutLogGroupDeletionProtectionRequest, void> = (
  { groups },
  { logGroupIdentifier, deletionProtectionEnabled },
  context,
) => {
  groups.ofRequest({ logGroupIdentifier }, context).deletionProtectionEnabled = deletionProtectionEnabled;
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const putRetentionPolicy: Operation<PutRetentionPolicyRequest, void> = (
  { groups },
  { logGroupName, retentionInDays },
  context,
) => {
  const group = groups.byName(logGroupName, context);
  if (!RETENTION_DAYS.includes(retentionInDays)) {
    // Quoted in public (aws/aws-cdk#1343), with the values of 2018.
    throw invalidParameter(`Invalid retention value. Valid values are: [${RETENTION_DAYS.join(", ")}]`);
  }
  group.retentionInDays = retentionInDays;
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export const deleteRetentionPolicy: Operation<DeleteRetentionPolicyRequest, void> = (
  { groups },
  { logGroupName },
  context,
) => {
  groups.byName(logGroupName, context).retentionInDays = undefined;
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups: Operation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> = (
  { groups, clock },
  request,
  context,
) => {
  const { logGroupNamePrefix = "", logGroupNamePattern, logGroupClass } = request;
  if (request.logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined) {
    throw invalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }
  const found = chosen(groups, request, context).filter(
    (group) =>
      group.name.startsWith(logGroupNamePrefix) &&
      group.name.includes(logGroupNamePattern ?? "") &&
      (logGroupClass === undefined || group.logGroupClass === logGroupClass),
  );
  const { items, nextToken } = pageOf(found, ({ name }) => name, request);
  const show = logGroupNamePattern === undefined ? (group: LogGroup) => inFull(group, clock.now()) : inShort;
  return { logGroups: items.map(show), nextToken };
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListLogGroups.html */
export const listLogGroups: Operation<ListLogGroupsRequest, ListLogGroupsResponse> = ({ groups }, request, context) => {
  for (const name of ["dataSources", "fieldIndexNames", "logGroupTags"] as const) {
    if (request[name] !== undefined) throw invalidParameter(`ListLogGroups by ${name} is not modelled here.`);
  }
  const { logGroupNamePattern = "", logGroupClass } = request;
  const matches = namePattern(logGroupNamePattern);
  const found = groups
    .of(context)
    .filter((group) => matches(group.name) && (logGroupClass === undefined || group.logGroupClass === logGroupClass));
  const { items, nextToken } = pageOf(found, ({ name }) => name, request);
  const logGroups = items.map(({ name, arn, logGroupClass: itsClass }) => ({
    logGroupName: name,
    logGroupArn: arn,
    logGroupClass: itsClass,
  }));
  return { logGroups, nextToken };
};

function chosen(
  groups: LogGroups,
  { logGroupIdentifiers }: DescribeLogGroupsRequest,
  context: { readonly region: string; readonly accountId: string },
): readonly LogGroup[] {
  const all = groups.of(context);
  if (logGroupIdentifiers === undefined) return all;
  return all.filter(({ name, arn }) => logGroupIdentifiers.some((given) => given === name || given === arn));
}

/** "foo|^bar": parts of names, or with `^` their beginning. */
function namePattern(pattern: string): (name: string) => boolean {
  const parts = pattern.split("|");
  return (name) => parts.some((part) => (part.startsWith("^") ? name.startsWith(part.slice(1)) : name.includes(part)));
}

/** What AWS shows when it was asked by pattern (recorded). */
function inShort({ name, arn, createdAt, logGroupClass }: LogGroup): WireLogGroup {
  return {
    arn: `${arn}:*`,
    creationTime: createdAt,
    logGroupArn: arn,
    logGroupClass,
    logGroupName: name,
    metricFilterCount: 0,
  };
}

function inFull(group: LogGroup, now: number): WireLogGroup {
  return {
    ...inShort(group),
    retentionInDays: group.retentionInDays,
    storedBytes: group.storedBytes(now),
    kmsKeyId: group.kmsKeyId,
    deletionProtectionEnabled: group.deletionProtectionEnabled,
  };
}
