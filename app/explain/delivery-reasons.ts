/** Reasons of what was published to SNS and of what happened to an object in S3. See `message-reasons.ts`. */
export const PUBLISHED_REASONS = {
  "published.noSubscriptions": {
    outcome: "stopped",
    sentence: "{topic} had no subscriptions when it was published: SNS accepted the message and gave it to nobody.",
    advice: "Subscribe something to the topic, then publish again; SNS keeps nothing for later subscribers.",
  },
  "published.pendingConfirmation": {
    outcome: "stopped",
    sentence: "All {subscriptions} subscriptions of {topic} wait for their confirmation, which gets no messages.",
    advice:
      "Confirm with the token that the endpoint got (see the inbox), or set autoConfirmSubscriptions in the config.",
  },
  "published.filteredOut": {
    outcome: "stopped",
    sentence: "The filter policy of the subscription of {endpoint} does not match it: {clause}.",
    advice: "Change the FilterPolicy (or FilterPolicyScope), or the message's attributes or body.",
  },
  "published.delivering": {
    outcome: "underWay",
    sentence: "Its delivery to {endpoint} is under way, or waits for its turn.",
    advice: "Nothing to do; ask again.",
  },
  "published.delivered": {
    outcome: "done",
    sentence: "It was delivered to {endpoint}.",
    advice: "Nothing to do.",
  },
  "published.retrying": {
    outcome: "waiting",
    sentence: "Its delivery to {endpoint} failed {attempts} times and is tried again at {nextAttemptAt}: {cause}",
    advice: "Mend the endpoint; the delivery policy says how often and how long SNS tries.",
  },
  "published.dropped": {
    outcome: "stopped",
    sentence:
      "Its delivery to {endpoint} failed for good after {attempts} attempts, and the subscription has no dead-letter queue: {cause}",
    advice: "Mend what the error names, and give the subscription a RedrivePolicy, so that nothing is lost.",
  },
  "published.subscriptionDeleted": {
    outcome: "stopped",
    sentence: "The subscription of {endpoint} was deleted before it was delivered.",
    advice: "Subscribe again and publish again.",
  },
  "published.deadLettered": {
    outcome: "stopped",
    sentence:
      "It could not be delivered to {endpoint} ({cause}) and is in the subscription's dead-letter queue {deadLetterQueue}.",
    advice: "Mend the endpoint; then handle what is in the dead-letter queue.",
  },
  "published.deadLetterFailed": {
    outcome: "stopped",
    sentence: "It could not be delivered to {endpoint}, and its dead-letter queue did not take it: {cause}",
    advice: "The dead-letter queue of a subscription must exist, and must be FIFO for a FIFO topic.",
  },
  "published.deduplicated": {
    outcome: "stopped",
    sentence:
      "{topic} accepted it and delivered it to nobody: message {messageId} had the deduplication id {deduplicationId} less than 5 minutes before.",
    advice:
      "Use another MessageDeduplicationId, or other content with ContentBasedDeduplication, for what is a new message.",
  },
  "published.archivedOnly": {
    outcome: "done",
    sentence: "{topic} had no subscriptions; the message is in its archive only.",
    advice: "A subscription with a ReplayPolicy gets it from there.",
  },
} as const;

export const OBJECT_REASONS = {
  "object.noNotifications": {
    outcome: "stopped",
    sentence: "Bucket {bucket} had no notifications when {key} changed ({event}): nobody was told.",
    advice: "Give the bucket a notification (`notifications` in the config, or PutBucketNotificationConfiguration).",
  },
  "object.eventTypeNotListed": {
    outcome: "stopped",
    sentence: "No notification of bucket {bucket} lists {event}: {clause}.",
    advice:
      "Add the event type to the notification: s3:ObjectCreated:* covers Put, Post, Copy and CompleteMultipartUpload.",
  },
  "object.prefixDoesNotMatch": {
    outcome: "stopped",
    sentence: "{key} has the prefix of no notification of bucket {bucket} that lists {event}: {clause}.",
    advice: "Keys are compared as they are, case included, and a prefix has no leading slash.",
  },
  "object.suffixDoesNotMatch": {
    outcome: "stopped",
    sentence: "{key} has the suffix of no notification of bucket {bucket} that lists {event}: {clause}.",
    advice: "Keys are compared as they are, case included.",
  },
  "object.destinationFailed": {
    outcome: "stopped",
    sentence: "The notification {configuration} of bucket {bucket} for {key} did not reach {destination}: {cause}",
    advice: "Is the destination there still? S3 does not try again for a destination that is gone.",
  },
  "object.notified": {
    outcome: "done",
    sentence: "{destination} was told that {key} changed ({event}).",
    advice: "Nothing to do.",
  },
  "object.notifying": {
    outcome: "underWay",
    sentence: "{destination} is being told that {key} changed ({event}).",
    advice: "Nothing to do; ask again.",
  },
  "object.eventBridgeOnly": {
    outcome: "stopped",
    sentence:
      "The change of {key} ({event}) was given to EventBridge only, and no bus is modelled here: nothing follows.",
    advice: "`lambdaloop event` prints what EventBridge would send; invoke the function with it.",
  },
} as const;
