/**
 * Subscription and metric filters deliver nothing here, so none can be put: PutSubscriptionFilter and PutMetricFilter are refused by
 * name. What asks whether there are any is told that there are none.
 */
import type {
  DeleteMetricFilterRequest,
  DeleteSubscriptionFilterRequest,
  DescribeMetricFiltersRequest,
  DescribeMetricFiltersResponse,
  DescribeSubscriptionFiltersRequest,
  DescribeSubscriptionFiltersResponse,
} from "../../protocol/generated/logs.ts";
import { metricFilterDoesNotExist, subscriptionFilterDoesNotExist } from "../errors.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeSubscriptionFilters.html */
export const describeSubscriptionFilters: Operation<
  DescribeSubscriptionFiltersRequest,
  DescribeSubscriptionFiltersResponse
> = ({ groups }, { logGroupName }, context) => {
  groups.byName(logGroupName, context);
  return { subscriptionFilters: [] };
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteSubscriptionFilter.html */
export const deleteSubscriptionFilter: Operation<DeleteSubscriptionFilterRequest, void> = (
  { groups },
  { logGroupName },
  context,
) => {
  groups.byName(logGroupName, context);
  throw subscriptionFilterDoesNotExist();
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html */
export const describeMetricFilters: Operation<DescribeMetricFiltersRequest, DescribeMetricFiltersResponse> = (
  { groups },
  { logGroupName },
  context,
) => {
  if (logGroupName !== undefined) groups.byName(logGroupName, context);
  return { metricFilters: [] };
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteMetricFilter.html */
export const deleteMetricFilter: Operation<DeleteMetricFilterRequest, void> = (
  { groups },
  { logGroupName },
  context,
) => {
  groups.byName(logGroupName, context);
  throw metricFilterDoesNotExist();
};
