import type {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  LogStream as WireLogStream,
} from "../../protocol/generated/logs.ts";
import { invalidParameter } from "../errors.ts";
import { pageOf } from "../listing.ts";
import type { LogStream } from "../log-stream.ts";
import { sequenceTokenOf } from "../sequence-token.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export const createLogStream: Operation<CreateLogStreamRequest, void> = (
  { groups, clock },
  { logGroupName, logStreamName },
  context,
) => {
  groups.byName(logGroupName, context).createStream(logStreamName, clock.now());
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export const deleteLogStream: Operation<DeleteLogStreamRequest, void> = (
  { groups },
  { logGroupName, logStreamName },
  context,
) => {
  const group = groups.byName(logGroupName, context);
  group.deleteStream(group.stream(logStreamName));
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams: Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> = (
  { groups },
  request,
  context,
) => {
  const { logStreamNamePrefix = "", orderBy = "LogStreamName", descending = false } = request;
  const isByTime = orderBy === "LastEventTime";
  if (isByTime && request.logStreamNamePrefix !== undefined) {
    // Quoted in users' code and moto's suite (tests/test_logs/test_logs.py).
    throw invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
  }
  const group = groups.ofRequest(request, context);
  const named = [...group.streams.values()]
    .filter(({ name }) => name.startsWith(logStreamNamePrefix))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = isByTime ? named.toSorted((a, b) => lastTimeOf(a) - lastTimeOf(b)) : named;
  const { items, nextToken } = pageOf(descending ? ordered.toReversed() : ordered, ({ name }) => name, request);
  return { logStreams: items.map(show), nextToken };
};

/** Streams without events are the oldest. */
function lastTimeOf({ lastEventTimestamp = 0 }: LogStream): number {
  return lastEventTimestamp;
}

function show(stream: LogStream): WireLogStream {
  const { name, arn, createdAt, firstEventTimestamp, lastEventTimestamp, lastIngestionTime } = stream;
  return {
    logStreamName: name,
    creationTime: createdAt,
    firstEventTimestamp,
    lastEventTimestamp,
    lastIngestionTime,
    uploadSequenceToken: lastIngestionTime === undefined ? undefined : sequenceTokenOf(stream),
    arn,
    // "Always reported as zero" since June 2019.
    storedBytes: 0,
  };
}
