/**
 * Reasons of messages in queues. `{name}` stands for a value: `until`, `since` and names that end in `At` are instants, all others text or
 * numbers. What each needs is checked by the compiler, see `reasons.ts`.
 */
export const WAITING_REASONS = {
  "message.delayed": {
    outcome: "underWay",
    sentence: "It is delayed in {queue} until {until}.",
    advice: "Nothing to do: nobody can receive it before. DelaySeconds of the message or of the queue says how long.",
  },
  "message.noReceiver": {
    outcome: "waiting",
    sentence: "It waits in {queue}: no event source mapping reads the queue, and no client has received it.",
    advice: "Add the queue to a function's events, create an event source mapping, or call ReceiveMessage.",
  },
  "message.mappingDisabled": {
    outcome: "waiting",
    sentence: "It waits in {queue}: the event source mapping to {functionName} is disabled.",
    advice: "Enable the mapping: UpdateEventSourceMapping with Enabled true, or `enabled` in the config.",
  },
  "message.mappingNotEnabledYet": {
    outcome: "underWay",
    sentence: "It waits in {queue}: the event source mapping to {functionName} is {state}, it does not read yet.",
    advice: "Wait a second and ask again.",
  },
  "message.mappingLeaving": {
    outcome: "waiting",
    sentence: "It waits in {queue}: the event source mapping to {functionName} is {state}, it reads no more.",
    advice: "Create the mapping anew, or enable it, when the messages should still be handled.",
  },
  "message.pollerAtConcurrency": {
    outcome: "underWay",
    sentence:
      "It waits in {queue}: {functionName} has {batches} of {limit} batches in flight, so its poller takes no more.",
    advice:
      "Wait for one to end, or raise MaximumConcurrency of the mapping; after errors the limit comes back one by one.",
  },
  "message.pollerBackingOff": {
    outcome: "waiting",
    sentence:
      "It waits in {queue}: the poller of {functionName} could not read the queue and tries again at {retryAt}: {cause}.",
    advice: "Mend what the error names; the poller then goes on by itself.",
  },
  "message.blockedByGroup": {
    outcome: "waiting",
    sentence: "It waits in {queue}: message {blocker} of its message group {group} is in flight until {until}.",
    advice: "A group goes on when its message in flight is deleted or comes back; ask `lambdaloop why` about that one.",
  },
  "message.inFlightLimitReached": {
    outcome: "waiting",
    sentence: "It waits in {queue}: {inFlight} messages are in flight, the most that SQS allows.",
    advice: "Delete messages that have been handled, or shorten the visibility timeout.",
  },
  "message.aboutToBeReceived": {
    outcome: "underWay",
    sentence: "It is available in {queue}, and the poller of {functionName} takes it next.",
    advice: "Nothing to do; ask again.",
  },
  "message.visibleAgain": {
    outcome: "waiting",
    sentence: "It is visible again in {queue} since {since}, after receive {receive}, and waits to be received.",
    advice:
      "Who received it did not delete it within its visibility timeout. Receive and delete it, or give the queue a mapping.",
  },
  "message.exhausted": {
    outcome: "waiting",
    sentence:
      "It has been received {receives} times from {queue}, all that its redrive policy allows: the next receive moves it to {deadLetterQueue}.",
    advice: "As on AWS the move happens when somebody receives from the queue.",
  },
  "message.deadLettered": {
    outcome: "stopped",
    sentence:
      "It is in the dead-letter queue {queue} since {since}: received {receives} times from {source} without being deleted. {failure}",
    advice: "Mend the cause, then move it back with StartMessageMoveTask (`aws sqs start-message-move-task`).",
  },
  "message.deadLetteredUnhandled": {
    outcome: "stopped",
    sentence:
      "It is in the dead-letter queue {queue} since {since}, and its handler {functionName} never ran: each of its {receives} receives from {source} was throttled.",
    advice:
      "Give the function more concurrency, or raise maxReceiveCount; then move it back with StartMessageMoveTask.",
  },
} as const;

export const IN_FLIGHT_REASONS = {
  "message.inFlightWithClient": {
    outcome: "underWay",
    sentence: "It is in flight with a client until {until}, receive {receive} from {queue}.",
    advice: "The client deletes it, or it comes back when its visibility timeout ends.",
  },
  "message.gathered": {
    outcome: "underWay",
    sentence:
      "{functionName}'s poller has it, receive {receive} from {queue}, hidden until {until}; its batch has not begun.",
    advice: "On a FIFO queue batches of a group follow each other; otherwise ask again.",
  },
  "message.inBatchWindow": {
    outcome: "underWay",
    sentence:
      "{functionName}'s poller has it, receive {receive} from {queue}: the batch is open for up to {window} s, or until it is full.",
    advice: "MaximumBatchingWindowInSeconds of the mapping says how long.",
  },
  "message.waitingForEnvironment": {
    outcome: "underWay",
    sentence:
      "Its batch for {functionName} is complete since {since}; an execution environment is being started for it.",
    advice: "A cold start, or a build. If it stays, look at `lambdaloop functions`.",
  },
  "message.beingHandled": {
    outcome: "underWay",
    sentence: "{functionName} handles it since {since} as request {requestId}; its timeout ends at {deadlineAt}.",
    advice: "Nothing to do; ask again when it has ended.",
  },
  "message.beingSettled": {
    outcome: "underWay",
    sentence: "{functionName} has ended with it ({result}); its batch is being settled.",
    advice: "Nothing to do; ask again.",
  },
  "message.throttledRetrying": {
    outcome: "waiting",
    sentence: "{functionName} is throttled ({cause}): its poller has the message and tries again at {retryAt}.",
    advice:
      "Give the function more concurrency (reserved, or the account's), or lower MaximumConcurrency of other mappings.",
  },
} as const;

export const KEPT_REASONS = {
  "message.keptThrew": {
    outcome: "stopped",
    sentence: "{functionName} threw {error}{place}; the message comes back at {until} (receive {receive}).",
    advice: "Mend the handler: with ReportBatchItemFailures only the failed messages of a batch come back.",
  },
  "message.keptTimedOut": {
    outcome: "stopped",
    sentence: "{functionName} timed out: {error}; the message comes back at {until} (receive {receive}).",
    advice: "Make the handler faster, raise the function's timeout, or lower the batch size.",
  },
  "message.keptCrashed": {
    outcome: "stopped",
    sentence:
      "The execution environment of {functionName} ended: {error}{place}; the message comes back at {until} (receive {receive}).",
    advice: "Look at the function's log: an exit, memory, or an error while its module was loaded.",
  },
  "message.keptBuildBroken": {
    outcome: "stopped",
    sentence:
      "{functionName} has no code that builds: {error}{place}; the message comes back at {until} (receive {receive}).",
    advice: "Mend the build error; the next receive runs the new code.",
  },
  "message.keptReported": {
    outcome: "stopped",
    sentence: "{functionName} reported it in batchItemFailures; it comes back at {until} (receive {receive}).",
    advice: "The handler's log says why it could not handle this one.",
  },
  "message.keptAnswerNotJson": {
    outcome: "stopped",
    sentence:
      "{functionName} must report batch item failures, but its answer is not JSON: the whole batch comes back at {until} (receive {receive}).",
    advice: 'Return { "batchItemFailures": [] }, or nothing, when all messages succeeded.',
  },
  "message.keptAnswerNotAnObject": {
    outcome: "stopped",
    sentence:
      "{functionName} must report batch item failures, but its answer is not a JSON object: the whole batch comes back at {until} (receive {receive}).",
    advice: 'Return { "batchItemFailures": [] }, or nothing, when all messages succeeded.',
  },
  "message.keptNoBatchItemFailures": {
    outcome: "stopped",
    sentence:
      "{functionName}'s answer has no batchItemFailures: the whole batch comes back at {until} (receive {receive}). {detail}",
    advice: "The key is batchItemFailures, spelled so; an empty object means success.",
  },
  "message.keptBatchItemFailuresNotAList": {
    outcome: "stopped",
    sentence:
      "{functionName}'s batchItemFailures is not a list: the whole batch comes back at {until} (receive {receive}).",
    advice: 'It is a list of objects: [{ "itemIdentifier": "<messageId>" }].',
  },
  "message.keptItemNotAnObject": {
    outcome: "stopped",
    sentence:
      "An item of {functionName}'s batchItemFailures is not an object: the whole batch comes back at {until} (receive {receive}). {detail}",
    advice: 'Each item is an object: { "itemIdentifier": "<messageId>" }.',
  },
  "message.keptNoItemIdentifier": {
    outcome: "stopped",
    sentence:
      "An item of {functionName}'s batchItemFailures has no itemIdentifier: the whole batch comes back at {until} (receive {receive}). {detail}",
    advice: "The key is itemIdentifier, spelled so.",
  },
  "message.keptItemIdentifierNotText": {
    outcome: "stopped",
    sentence:
      "An itemIdentifier in {functionName}'s answer is not text: the whole batch comes back at {until} (receive {receive}). {detail}",
    advice: "itemIdentifier is the record's messageId.",
  },
  "message.keptItemIdentifierEmpty": {
    outcome: "stopped",
    sentence:
      "An itemIdentifier in {functionName}'s answer is empty: the whole batch comes back at {until} (receive {receive}). {detail}",
    advice: "itemIdentifier is the record's messageId.",
  },
  "message.keptUnknownItemIdentifier": {
    outcome: "stopped",
    sentence:
      "{functionName} reported an itemIdentifier that is no messageId of the batch: the whole batch comes back at {until} (receive {receive}). {detail}",
    advice: "Return the record's messageId: not its receiptHandle, not an id from its body.",
  },
  "message.keptThrottled": {
    outcome: "stopped",
    sentence:
      "{functionName} was throttled until its visibility timeout ends at {until}: its handler has not run (receive {receive}).",
    advice:
      "Give the function more concurrency, or the queue a longer visibility timeout: AWS advises six times the function's timeout.",
  },
  "message.keptDeleteFailed": {
    outcome: "stopped",
    sentence:
      "{functionName} succeeded, but the message could not be deleted; it comes back at {until} (receive {receive}). {detail}",
    advice:
      "The handler runs again for it: it must be idempotent. Its visibility timeout may be shorter than the handler takes.",
  },
  "message.keptNotInvoked": {
    outcome: "stopped",
    sentence: "{functionName} could not be invoked; the message comes back at {until} (receive {receive}). {detail}",
    advice: "Is there such a function, version or alias? `lambdaloop functions` lists them.",
  },
  "message.keptByPoller": {
    outcome: "stopped",
    sentence:
      "{functionName}'s poller left it without an invocation: {cause}; it comes back at {until} (receive {receive}).",
    advice: "It is received again by itself.",
  },
  "message.keptFilterNotDeleted": {
    outcome: "stopped",
    sentence:
      "The filters of the mapping to {functionName} do not match it, but it could not be deleted; it comes back at {until} (receive {receive}).",
    advice: "It is filtered again on its next receive.",
  },
} as const;

export const GONE_REASONS = {
  "message.deletedByClient": {
    outcome: "done",
    sentence: "It was deleted from {queue} at {at} by {by}.",
    advice: "Nothing to do.",
  },
  "message.handled": {
    outcome: "done",
    sentence: "{functionName} handled it: it was deleted from {queue} at {at}.",
    advice: "Nothing to do.",
  },
  "message.filteredOut": {
    outcome: "stopped",
    sentence:
      "The filters of the mapping to {functionName} do not match it, so Lambda deleted it from {queue} at {at}: {clause}.",
    advice: "Change FilterCriteria of the mapping or the message; a filtered message does not come back.",
  },
  "message.expired": {
    outcome: "stopped",
    sentence: "Its retention period in {queue} ended at {at}: it was deleted unhandled (sent at {sentAt}).",
    advice: "Raise MessageRetentionPeriod of the queue, or see to it that somebody receives.",
  },
  "message.purged": {
    outcome: "stopped",
    sentence: "{queue} was purged at {at}, and the message with it.",
    advice: "Send it again.",
  },
  "message.queueDeleted": {
    outcome: "stopped",
    sentence: "{queue} was deleted at {at}, and the message with it.",
    advice: "Create the queue and send it again.",
  },
  "message.redriven": {
    outcome: "done",
    sentence: "It was redriven from {queue} to {destination}, where it came from, as message {newMessageId}.",
    advice: "Ask about {newMessageId}: it is a new message with a receive count of its own.",
  },
  "message.movedByTask": {
    outcome: "done",
    sentence: "A message move task moved it from {queue} to {destination} as message {newMessageId}.",
    advice: "Ask about {newMessageId}: it is a new message with a receive count of its own.",
  },
  "message.deduplicated": {
    outcome: "stopped",
    sentence:
      "{queue} accepted it and made no new message of it: message {messageId} had the deduplication id {deduplicationId} less than 5 minutes before.",
    advice:
      "Use another MessageDeduplicationId, or other content with ContentBasedDeduplication, for what is a new message.",
  },
} as const;
