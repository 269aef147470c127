/** Reasons of events for functions, of invocations and of other requests. See `message-reasons.ts`. */
export const EVENT_REASONS = {
  "event.queued": {
    outcome: "underWay",
    sentence: "It is in the queue of asynchronous events of {functionName} since {since}; its first attempt begins.",
    advice: "A cold start, or a build. If it stays, look at `lambdaloop functions`.",
  },
  "event.running": {
    outcome: "underWay",
    sentence: "{functionName} handles the event since {since}; its timeout ends at {deadlineAt}.",
    advice: "Nothing to do; ask again when it has ended.",
  },
  "event.retrying": {
    outcome: "waiting",
    sentence: "{functionName} failed with the event and is tried again at {retryAt}: {cause}",
    advice: "Mend the handler before that. MaximumRetryAttempts says how often Lambda tries: at most twice.",
  },
  "event.throttledRetrying": {
    outcome: "waiting",
    sentence: "{functionName} is throttled and the event is tried again at {retryAt}: {cause}",
    advice: "Give the function more concurrency.",
  },
  "event.functionGone": {
    outcome: "waiting",
    sentence: "{functionName} is gone; the event is tried again at {retryAt}: {cause}",
    advice: "Create the function, version or alias before that.",
  },
  "event.functionGoneDropped": {
    outcome: "stopped",
    sentence: "{functionName} is gone, and the event was dropped at {at}: {cause}",
    advice: "Create the function and send the event again.",
  },
  "event.retriesExhausted": {
    outcome: "stopped",
    sentence: "{functionName} failed with the event in all attempts; it was dropped at {at}: {cause}",
    advice: "Mend the handler. An on-failure destination or a dead-letter queue of the function keeps such events.",
  },
  "event.tooOld": {
    outcome: "stopped",
    sentence:
      "The event for {functionName} is older than MaximumEventAgeInSeconds before its next attempt; it was dropped at {at}: {cause}",
    advice: "Mend the cause, or raise MaximumEventAgeInSeconds.",
  },
  "event.zeroReservedConcurrency": {
    outcome: "stopped",
    sentence: "The reserved concurrency of {functionName} is 0: the event was dropped at {at} without an attempt.",
    advice: "Give the function reserved concurrency, or none (DeleteFunctionConcurrency).",
  },
  "event.handled": {
    outcome: "done",
    sentence: "{functionName} handled the event at {at}.",
    advice: "Nothing to do.",
  },
  "event.successRecordSent": {
    outcome: "done",
    sentence: "{functionName} handled the event, and its record was sent to {destination}.",
    advice: "Nothing to do.",
  },
  "event.failureRecordSent": {
    outcome: "stopped",
    sentence:
      "{functionName} did not handle the event ({condition}); its record was sent to the on-failure destination {destination}. {cause}",
    advice: "Mend the cause; the record holds the event, to be sent again.",
  },
  "event.deadLettered": {
    outcome: "stopped",
    sentence:
      "{functionName} did not handle the event ({condition}); it was sent to the function's dead-letter queue {destination}. {cause}",
    advice: "Mend the cause; the message in the dead-letter queue is the event itself.",
  },
  "event.recordFailed": {
    outcome: "stopped",
    sentence: "The record of the event for {functionName} ({condition}) did not reach {destination}: {cause}",
    advice: "A destination must exist, and must not be FIFO.",
  },
} as const;

export const INVOCATION_REASONS = {
  "invocation.running": {
    outcome: "underWay",
    sentence: "{functionName} runs since {since}; its timeout ends at {deadlineAt}.",
    advice: "Nothing to do; ask again when it has ended.",
  },
  "invocation.returned": {
    outcome: "done",
    sentence: "{functionName} returned at {at}.",
    advice: "Nothing to do.",
  },
  "invocation.threw": {
    outcome: "stopped",
    sentence: "{functionName} threw {error}{place}.",
    advice: "Mend the handler; saving the file reloads it.",
  },
  "invocation.timedOut": {
    outcome: "stopped",
    sentence: "{functionName} timed out: {error}.",
    advice: "Make the handler faster, or raise the function's timeout.",
  },
  "invocation.crashed": {
    outcome: "stopped",
    sentence: "The execution environment of {functionName} ended: {error}{place}.",
    advice: "Look at the function's log: an exit, memory, or an error while its module was loaded.",
  },
  "invocation.throttled": {
    outcome: "stopped",
    sentence: "{functionName} was throttled and did not run: {error}",
    advice: "Give the function more concurrency (reserved, or the account's).",
  },
} as const;

export const REQUEST_REASONS = {
  "request.answered": {
    outcome: "done",
    sentence: "{service} answered {operation} with status {status} at {at}.",
    advice: "Nothing to do.",
  },
  "request.refused": {
    outcome: "stopped",
    sentence: "{service} refused {operation} with {error}: {cause}",
    advice: "AWS refuses it too. The error's words say which part of the request to change.",
  },
  "request.failed": {
    outcome: "stopped",
    sentence: "{service} failed with {operation}: {cause}",
    advice: "This is a bug of lambdaloop. `internal.failed` in the output of `lambdaloop dev --json` has its stack.",
  },
  "request.refusedByGuard": {
    outcome: "stopped",
    sentence: "{request} was refused before anything looked at it: {cause}",
    advice: "Only this machine's own programs may call; allowedHosts in the config admits other names.",
  },
} as const;
