import type {
  FilteredLogEvent,
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
  PutLogEventsRequest,
  PutLogEventsResponse,
} from "../../protocol/generated/logs.ts";
import { invalidParameter } from "../errors.ts";
import { filterEvents } from "../filter-events.ts";
import type { Condition } from "../filter-pattern/compound.ts";
import { parseFilterPattern } from "../filter-pattern/parse.ts";
import { FilterPatternError } from "../filter-pattern/pattern-error.ts";
import { getEvents } from "../get-events.ts";
import { NEWEST_FIRST_SINCE } from "../limits.ts";
import { eventIdOf, type LogEvent } from "../log-event.ts";
import { checkBatch } from "../put-events.ts";
import { sequenceTokenOf } from "../sequence-token.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const putLogEvents: Operation<PutLogEventsRequest, PutLogEventsResponse> = (
  { groups, clock },
  { logGroupName, logStreamName, logEvents },
  context,
) => {
  const group = groups.byName(logGroupName, context);
  const stream = group.stream(logStreamName);
  const { accepted, rejected } = checkBatch(logEvents, { now: clock.now(), retentionInDays: group.retentionInDays });
  for (const event of accepted) groups.write(group, stream, event);
  return { nextSequenceToken: sequenceTokenOf(stream), rejectedLogEventsInfo: rejected };
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const getLogEvents: Operation<GetLogEventsRequest, GetLogEventsResponse> = (
  { groups, clock },
  request,
  context,
) => {
  const group = groups.ofRequest(request, context);
  const stream = group.stream(request.logStreamName);
  const accepts = (event: LogEvent): boolean => event.stream === stream;
  const page = getEvents(group.events(clock.now()), { ...request, accepts });
  const events = page.events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime }));
  return { ...page, events };
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents: Operation<FilterLogEventsRequest, FilterLogEventsResponse> = (
  { groups, clock },
  request,
  context,
) => {
  checkFilterRequest(request);
  const matches = conditionOf(request.filterPattern ?? "");
  const group = groups.ofRequest(request, context);
  const isChosen = streamFilter(request);
  const accepts = ({ stream, message }: LogEvent): boolean => isChosen(stream.name) && matches(message);
  const { events, nextToken } = filterEvents(group.events(clock.now()), { ...request, accepts });
  // "This parameter is no longer supported", since May 2020: AWS lists no stream.
  return { events: events.map(show), searchedLogStreams: [], nextToken };
};

/** The sentences are ours; the rules are the model's. */
function checkFilterRequest(request: FilterLogEventsRequest): void {
  if (request.logStreamNames !== undefined && request.logStreamNamePrefix !== undefined) {
    throw invalidParameter("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
  }
  if (request.startFromHead === false && (request.startTime ?? 0) < NEWEST_FIRST_SINCE) {
    throw invalidParameter("startFromHead can be false only with a startTime on or after 2024-01-01T00:00:00Z.");
  }
}

function streamFilter({ logStreamNames, logStreamNamePrefix = "" }: FilterLogEventsRequest): (name: string) => boolean {
  if (logStreamNames === undefined) return (name) => name.startsWith(logStreamNamePrefix);
  const names = new Set(logStreamNames);
  return (name) => names.has(name);
}

/** FilterLogEvents says no more than this about a pattern (aws/aws-toolkit-jetbrains#3219), but for braces (jorgebastida/awslogs#210). */
function conditionOf(pattern: string): Condition<string> {
  try {
    return parseFilterPattern(pattern);
  } catch (error) {
    if (!(error instanceof FilterPatternError)) throw error;
    throw invalidParameter(error.message.startsWith("If a filter pattern") ? error.message : "Invalid filter pattern");
  }
}

function show(event: LogEvent): FilteredLogEvent {
  const { stream, timestamp, message, ingestionTime } = event;
  return { logStreamName: stream.name, timestamp, message, ingestionTime, eventId: eventIdOf(event) };
}
