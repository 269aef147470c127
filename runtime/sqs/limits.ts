/** Inclusive bounds of a number. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Seconds. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const DELAY_SECONDS: Range = { min: 0, max: 900 };
/** Seconds. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const VISIBILITY_TIMEOUT_SECONDS: Range = { min: 0, max: 43_200 };
/** Seconds. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const MESSAGE_RETENTION_SECONDS: Range = { min: 60, max: 1_209_600 };
/** Seconds. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const WAIT_TIME_SECONDS: Range = { min: 0, max: 20 };
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const MAX_NUMBER_OF_MESSAGES: Range = { min: 1, max: 10 };
/** Bytes; 1 MiB since August 2025. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const MAXIMUM_MESSAGE_SIZE: Range = { min: 1024, max: 1_048_576 };
/** Seconds. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const KMS_DATA_KEY_REUSE_SECONDS: Range = { min: 60, max: 86_400 };
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
export const MAX_RECEIVE_COUNT: Range = { min: 1, max: 1000 };
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const LIST_MAX_RESULTS: Range = { min: 1, max: 1000 };
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html */
export const MOVE_TASKS_MAX_RESULTS: Range = { min: 1, max: 10 };
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html */
export const MOVE_TASK_MESSAGES_PER_SECOND: Range = { min: 1, max: 500 };

/** Bytes, all entries together. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const BATCH_BYTES = 1_048_576;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const BATCH_ENTRIES = 10;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
export const MESSAGE_ATTRIBUTES = 10;
/** Bytes of UTF-8. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
export const MESSAGE_ATTRIBUTE_NAME_BYTES = 256;
/** Standard and FIFO alike. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const IN_FLIGHT_MESSAGES = 120_000;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html */
export const QUEUE_TAGS = 50;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const REDRIVE_ALLOW_SOURCE_QUEUES = 10;
/** Statements of a queue's policy. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html */
export const POLICY_STATEMENTS = 20;
/** Actions of one permission. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html */
export const POLICY_ACTIONS = 7;

/** A queue's name is free again so long after its deletion. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const RECENTLY_DELETED_MS = 60_000;
/** One purge in so long. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const PURGE_INTERVAL_MS = 60_000;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
export const DEDUPLICATION_INTERVAL_MS = 300_000;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const RECEIVE_ATTEMPT_INTERVAL_MS = 300_000;

export function inRange(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}
