import type { LogsOperations } from "../protocol/generated/logs.ts";
import type { RequestContext } from "../protocol/service.ts";
import {
  deleteMetricFilter,
  deleteSubscriptionFilter,
  describeMetricFilters,
  describeSubscriptionFilters,
} from "./operations/filters.ts";
import { filterLogEvents, getLogEvents, putLogEvents } from "./operations/log-events.ts";
import {
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  describeLogGroups,
  listLogGroups,
  putLogGroupDeletionProtection,
  putRetentionPolicy,
} from "./operations/log-groups.ts";
import { createLogStream, deleteLogStream, describeLogStreams } from "./operations/log-streams.ts";
import type { LogsParts, Operation } from "./operations/service-parts.ts";
import { startLiveTail } from "./operations/start-live-tail.ts";
import {
  listTagsForResource,
  listTagsLogGroup,
  tagLogGroup,
  tagResource,
  untagLogGroup,
  untagResource,
} from "./operations/tags.ts";

/**
 * The operations that are modelled, bound to one service's parts. The others are refused by name, among them queries (StartQuery),
 * PutSubscriptionFilter and PutMetricFilter.
 */
export function bindOperations(parts: LogsParts): Partial<LogsOperations> {
  const bind = <Input, Output>(operation: Operation<Input, Output>) => {
    return (input: Input, context: RequestContext): Output => operation(parts, input, context);
  };
  return {
    CreateLogGroup: bind(createLogGroup),
    CreateLogStream: bind(createLogStream),
    DeleteLogGroup: bind(deleteLogGroup),
    DeleteLogStream: bind(deleteLogStream),
    DeleteMetricFilter: bind(deleteMetricFilter),
    DeleteRetentionPolicy: bind(deleteRetentionPolicy),
    DeleteSubscriptionFilter: bind(deleteSubscriptionFilter),
    DescribeLogGroups: bind(describeLogGroups),
    DescribeLogStreams: bind(describeLogStreams),
    DescribeMetricFilters: bind(describeMetricFilters),
    DescribeSubscriptionFilters: bind(describeSubscriptionFilters),
    FilterLogEvents: bind(filterLogEvents),
    GetLogEvents: bind(getLogEvents),
    ListLogGroups: bind(listLogGroups),
    ListTagsForResource: bind(listTagsForResource),
    ListTagsLogGroup: bind(listTagsLogGroup),
    PutLogEvents: bind(putLogEvents),
    PutLogGroupDeletionProtection: bind(putLogGroupDeletionProtection),
    PutRetentionPolicy: bind(putRetentionPolicy),
    StartLiveTail: bind(startLiveTail),
    TagLogGroup: bind(tagLogGroup),
    TagResource: bind(tagResource),
    UntagLogGroup: bind(untagLogGroup),
    UntagResource: bind(untagResource),
  };
}
