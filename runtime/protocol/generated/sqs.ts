// Made by scripts/generate-models.mjs from models/sqs.json (Amazon.com, Inc., Apache-2.0). Do not edit.
import type { RequestContext } from "../service.ts";

/** What the SQS service can be asked. Timestamps are epoch milliseconds. */
export interface SqsOperations {
  AddPermission(input: AddPermissionRequest, context: RequestContext): void | Promise<void>;
  CancelMessageMoveTask(input: CancelMessageMoveTaskRequest, context: RequestContext): CancelMessageMoveTaskResult | Promise<CancelMessageMoveTaskResult>;
  ChangeMessageVisibility(input: ChangeMessageVisibilityRequest, context: RequestContext): void | Promise<void>;
  ChangeMessageVisibilityBatch(input: ChangeMessageVisibilityBatchRequest, context: RequestContext): ChangeMessageVisibilityBatchResult | Promise<ChangeMessageVisibilityBatchResult>;
  CreateQueue(input: CreateQueueRequest, context: RequestContext): CreateQueueResult | Promise<CreateQueueResult>;
  DeleteMessage(input: DeleteMessageRequest, context: RequestContext): void | Promise<void>;
  DeleteMessageBatch(input: DeleteMessageBatchRequest, context: RequestContext): DeleteMessageBatchResult | Promise<DeleteMessageBatchResult>;
  DeleteQueue(input: DeleteQueueRequest, context: RequestContext): void | Promise<void>;
  GetQueueAttributes(input: GetQueueAttributesRequest, context: RequestContext): GetQueueAttributesResult | Promise<GetQueueAttributesResult>;
  GetQueueUrl(input: GetQueueUrlRequest, context: RequestContext): GetQueueUrlResult | Promise<GetQueueUrlResult>;
  ListDeadLetterSourceQueues(input: ListDeadLetterSourceQueuesRequest, context: RequestContext): ListDeadLetterSourceQueuesResult | Promise<ListDeadLetterSourceQueuesResult>;
  ListMessageMoveTasks(input: ListMessageMoveTasksRequest, context: RequestContext): ListMessageMoveTasksResult | Promise<ListMessageMoveTasksResult>;
  ListQueueTags(input: ListQueueTagsRequest, context: RequestContext): ListQueueTagsResult | Promise<ListQueueTagsResult>;
  ListQueues(input: ListQueuesRequest, context: RequestContext): ListQueuesResult | Promise<ListQueuesResult>;
  PurgeQueue(input: PurgeQueueRequest, context: RequestContext): void | Promise<void>;
  ReceiveMessage(input: ReceiveMessageRequest, context: RequestContext): ReceiveMessageResult | Promise<ReceiveMessageResult>;
  RemovePermission(input: RemovePermissionRequest, context: RequestContext): void | Promise<void>;
  SendMessage(input: SendMessageRequest, context: RequestContext): SendMessageResult | Promise<SendMessageResult>;
  SendMessageBatch(input: SendMessageBatchRequest, context: RequestContext): SendMessageBatchResult | Promise<SendMessageBatchResult>;
  SetQueueAttributes(input: SetQueueAttributesRequest, context: RequestContext): void | Promise<void>;
  StartMessageMoveTask(input: StartMessageMoveTaskRequest, context: RequestContext): StartMessageMoveTaskResult | Promise<StartMessageMoveTaskResult>;
  TagQueue(input: TagQueueRequest, context: RequestContext): void | Promise<void>;
  UntagQueue(input: UntagQueueRequest, context: RequestContext): void | Promise<void>;
}

/** The names of the service's modelled errors. */
export type SqsErrorCode =
  | "BatchEntryIdsNotDistinct"
  | "BatchRequestTooLong"
  | "EmptyBatchRequest"
  | "InvalidAddress"
  | "InvalidAttributeName"
  | "InvalidAttributeValue"
  | "InvalidBatchEntryId"
  | "InvalidIdFormat"
  | "InvalidMessageContents"
  | "InvalidSecurity"
  | "KmsAccessDenied"
  | "KmsDisabled"
  | "KmsInvalidKeyUsage"
  | "KmsInvalidState"
  | "KmsNotFound"
  | "KmsOptInRequired"
  | "KmsThrottled"
  | "MessageNotInflight"
  | "OverLimit"
  | "PurgeQueueInProgress"
  | "QueueDeletedRecently"
  | "QueueDoesNotExist"
  | "QueueNameExists"
  | "ReceiptHandleIsInvalid"
  | "RequestThrottled"
  | "ResourceNotFoundException"
  | "TooManyEntriesInBatchRequest"
  | "UnsupportedOperation";

export interface AddPermissionRequest {
  readonly QueueUrl: string;
  readonly Label: string;
  readonly AWSAccountIds: readonly string[];
  readonly Actions: readonly string[];
}

export interface BatchResultErrorEntry {
  readonly Id: string;
  readonly SenderFault: boolean;
  readonly Code: string;
  readonly Message?: string | undefined;
}

export interface CancelMessageMoveTaskRequest {
  readonly TaskHandle: string;
}

export interface CancelMessageMoveTaskResult {
  readonly ApproximateNumberOfMessagesMoved?: number | undefined;
}

export interface ChangeMessageVisibilityBatchRequest {
  readonly QueueUrl: string;
  readonly Entries: readonly ChangeMessageVisibilityBatchRequestEntry[];
}

export interface ChangeMessageVisibilityBatchRequestEntry {
  readonly Id: string;
  readonly ReceiptHandle: string;
  readonly VisibilityTimeout?: number | undefined;
}

export interface ChangeMessageVisibilityBatchResult {
  readonly Successful: readonly ChangeMessageVisibilityBatchResultEntry[];
  readonly Failed: readonly BatchResultErrorEntry[];
}

export interface ChangeMessageVisibilityBatchResultEntry {
  readonly Id: string;
}

export interface ChangeMessageVisibilityRequest {
  readonly QueueUrl: string;
  readonly ReceiptHandle: string;
  readonly VisibilityTimeout: number;
}

export interface CreateQueueRequest {
  readonly QueueName: string;
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export interface CreateQueueResult {
  readonly QueueUrl?: string | undefined;
}

export interface DeleteMessageBatchRequest {
  readonly QueueUrl: string;
  readonly Entries: readonly DeleteMessageBatchRequestEntry[];
}

export interface DeleteMessageBatchRequestEntry {
  readonly Id: string;
  readonly ReceiptHandle: string;
}

export interface DeleteMessageBatchResult {
  readonly Successful: readonly DeleteMessageBatchResultEntry[];
  readonly Failed: readonly BatchResultErrorEntry[];
}

export interface DeleteMessageBatchResultEntry {
  readonly Id: string;
}

export interface DeleteMessageRequest {
  readonly QueueUrl: string;
  readonly ReceiptHandle: string;
}

export interface DeleteQueueRequest {
  readonly QueueUrl: string;
}

export interface GetQueueAttributesRequest {
  readonly QueueUrl: string;
  readonly AttributeNames?: readonly QueueAttributeName[] | undefined;
}

export interface GetQueueAttributesResult {
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}

export interface GetQueueUrlRequest {
  readonly QueueName: string;
  readonly QueueOwnerAWSAccountId?: string | undefined;
}

export interface GetQueueUrlResult {
  readonly QueueUrl?: string | undefined;
}

export interface ListDeadLetterSourceQueuesRequest {
  readonly QueueUrl: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface ListDeadLetterSourceQueuesResult {
  readonly queueUrls: readonly string[];
  readonly NextToken?: string | undefined;
}

export interface ListMessageMoveTasksRequest {
  readonly SourceArn: string;
  readonly MaxResults?: number | undefined;
}

export interface ListMessageMoveTasksResult {
  readonly Results?: readonly ListMessageMoveTasksResultEntry[] | undefined;
}

export interface ListMessageMoveTasksResultEntry {
  readonly TaskHandle?: string | undefined;
  readonly Status?: string | undefined;
  readonly SourceArn?: string | undefined;
  readonly DestinationArn?: string | undefined;
  readonly MaxNumberOfMessagesPerSecond?: number | undefined;
  readonly ApproximateNumberOfMessagesMoved?: number | undefined;
  readonly ApproximateNumberOfMessagesToMove?: number | undefined;
  readonly FailureReason?: string | undefined;
  readonly StartedTimestamp?: number | undefined;
}

export interface ListQueueTagsRequest {
  readonly QueueUrl: string;
}

export interface ListQueueTagsResult {
  readonly Tags?: Readonly<Record<string, string>> | undefined;
}

export interface ListQueuesRequest {
  readonly QueueNamePrefix?: string | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface ListQueuesResult {
  readonly QueueUrls?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
}

export interface Message {
  readonly MessageId?: string | undefined;
  readonly ReceiptHandle?: string | undefined;
  readonly MD5OfBody?: string | undefined;
  readonly Body?: string | undefined;
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
  readonly MD5OfMessageAttributes?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
}

export interface MessageAttributeValue {
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: Uint8Array | undefined;
  readonly StringListValues?: readonly string[] | undefined;
  readonly BinaryListValues?: readonly Uint8Array[] | undefined;
  readonly DataType: string;
}

export type MessageSystemAttributeName =
  | "All"
  | "SenderId"
  | "SentTimestamp"
  | "ApproximateReceiveCount"
  | "ApproximateFirstReceiveTimestamp"
  | "SequenceNumber"
  | "MessageDeduplicationId"
  | "MessageGroupId"
  | "AWSTraceHeader"
  | "DeadLetterQueueSourceArn"
  | (string & {});

export type MessageSystemAttributeNameForSends =
  | "AWSTraceHeader"
  | (string & {});

export interface MessageSystemAttributeValue {
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: Uint8Array | undefined;
  readonly StringListValues?: readonly string[] | undefined;
  readonly BinaryListValues?: readonly Uint8Array[] | undefined;
  readonly DataType: string;
}

export interface PurgeQueueRequest {
  readonly QueueUrl: string;
}

export type QueueAttributeName =
  | "All"
  | "Policy"
  | "VisibilityTimeout"
  | "MaximumMessageSize"
  | "MessageRetentionPeriod"
  | "ApproximateNumberOfMessages"
  | "ApproximateNumberOfMessagesNotVisible"
  | "CreatedTimestamp"
  | "LastModifiedTimestamp"
  | "QueueArn"
  | "ApproximateNumberOfMessagesDelayed"
  | "DelaySeconds"
  | "ReceiveMessageWaitTimeSeconds"
  | "RedrivePolicy"
  | "FifoQueue"
  | "ContentBasedDeduplication"
  | "KmsMasterKeyId"
  | "KmsDataKeyReusePeriodSeconds"
  | "DeduplicationScope"
  | "FifoThroughputLimit"
  | "RedriveAllowPolicy"
  | "SqsManagedSseEnabled"
  | (string & {});

export interface ReceiveMessageRequest {
  readonly QueueUrl: string;
  readonly AttributeNames?: readonly QueueAttributeName[] | undefined;
  readonly MessageSystemAttributeNames?: readonly MessageSystemAttributeName[] | undefined;
  readonly MessageAttributeNames?: readonly string[] | undefined;
  readonly MaxNumberOfMessages?: number | undefined;
  readonly VisibilityTimeout?: number | undefined;
  readonly WaitTimeSeconds?: number | undefined;
  readonly ReceiveRequestAttemptId?: string | undefined;
}

export interface ReceiveMessageResult {
  readonly Messages?: readonly Message[] | undefined;
}

export interface RemovePermissionRequest {
  readonly QueueUrl: string;
  readonly Label: string;
}

export interface SendMessageBatchRequest {
  readonly QueueUrl: string;
  readonly Entries: readonly SendMessageBatchRequestEntry[];
}

export interface SendMessageBatchRequestEntry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly MessageSystemAttributes?: Readonly<Record<string, MessageSystemAttributeValue>> | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface SendMessageBatchResult {
  readonly Successful: readonly SendMessageBatchResultEntry[];
  readonly Failed: readonly BatchResultErrorEntry[];
}

export interface SendMessageBatchResultEntry {
  readonly Id: string;
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string | undefined;
  readonly MD5OfMessageSystemAttributes?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

export interface SendMessageRequest {
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly MessageSystemAttributes?: Readonly<Record<string, MessageSystemAttributeValue>> | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface SendMessageResult {
  readonly MD5OfMessageBody?: string | undefined;
  readonly MD5OfMessageAttributes?: string | undefined;
  readonly MD5OfMessageSystemAttributes?: string | undefined;
  readonly MessageId?: string | undefined;
  readonly SequenceNumber?: string | undefined;
}

export interface SetQueueAttributesRequest {
  readonly QueueUrl: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

export interface StartMessageMoveTaskRequest {
  readonly SourceArn: string;
  readonly DestinationArn?: string | undefined;
  readonly MaxNumberOfMessagesPerSecond?: number | undefined;
}

export interface StartMessageMoveTaskResult {
  readonly TaskHandle?: string | undefined;
}

export interface TagQueueRequest {
  readonly QueueUrl: string;
  readonly Tags: Readonly<Record<string, string>>;
}

export interface UntagQueueRequest {
  readonly QueueUrl: string;
  readonly TagKeys: readonly string[];
}
