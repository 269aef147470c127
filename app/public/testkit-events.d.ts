/** Events as functions get them: what `@types/aws-lambda` calls `SQSEvent`, `SNSEvent` and so on, structurally. */

/** Where and when a made-up event happens; the same input gives the same event, ids included. */
export interface SceneOptions {
  /** Default `us-east-1`. */
  readonly region?: string | undefined;
  /** Default `000000000000`. */
  readonly accountId?: string | undefined;
  /** For other ids than those that the input gives. */
  readonly seed?: string | undefined;
  /** Default: 2026-01-01T00:00:00Z. */
  readonly now?: number | string | Date | undefined;
}

/** A message that came from another service; made by `throughSns` and `s3Message`. */
export interface CarriedMessage {
  readonly text: string;
  readonly from?: string | undefined;
}

/**
 * A text; what becomes a JSON text; a message from another service; or, with the member `body`, a message with more around it.
 */
export type MessageInput =
  | string
  | CarriedMessage
  | {
      readonly body: unknown;
      /** Text values. */
      readonly attributes?: Readonly<Record<string, string>> | undefined;
      /** Of a publish to SNS. */
      readonly subject?: string | undefined;
      readonly messageGroupId?: string | undefined;
      readonly messageDeduplicationId?: string | undefined;
    }
  | object;

export interface SqsRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: {
    AWSTraceHeader?: string;
    ApproximateReceiveCount: string;
    SentTimestamp: string;
    SenderId: string;
    ApproximateFirstReceiveTimestamp: string;
    SequenceNumber?: string;
    MessageGroupId?: string;
    MessageDeduplicationId?: string;
    DeadLetterQueueSourceArn?: string;
  };
  messageAttributes: Record<
    string,
    {
      stringValue?: string;
      binaryValue?: string;
      stringListValues?: never[];
      binaryListValues?: never[];
      dataType: "String" | "Number" | "Binary";
    }
  >;
  md5OfBody: string;
  md5OfMessageAttributes?: string;
  eventSource: string;
  eventSourceARN: string;
  awsRegion: string;
}

export interface SqsEvent {
  Records: SqsRecord[];
}

export interface SqsOptions extends SceneOptions {
  /** One that ends in `.fifo` is a FIFO queue. */
  readonly queueArn?: string | undefined;
  readonly receiveCount?: number | undefined;
  /** Epoch milliseconds. */
  readonly sentAt?: number | undefined;
  readonly deadLetterSourceArn?: string | undefined;
  readonly maximumBatchingWindowInSeconds?: number | undefined;
}

/**
 * The batch that a function gets from a queue.
 *
 * @throws for what a queue does not take
 *
 * @example
 * const event = sqsEvent([{ id: 1 }, throughSns(s3Message({ bucketName: "uploads", key: "a b.txt" }))]);
 */
export declare function sqsEvent(messages: MessageInput | readonly MessageInput[], options?: SqsOptions): SqsEvent;

export interface SnsEvent {
  Records: {
    EventVersion: string;
    EventSubscriptionArn: string;
    EventSource: string;
    Sns: {
      SignatureVersion: string;
      Timestamp: string;
      Signature: string;
      SigningCertUrl: string;
      MessageId: string;
      Message: string;
      MessageAttributes: Record<string, { Type: string; Value: string }>;
      Type: string;
      UnsubscribeUrl: string;
      TopicArn: string;
      Subject?: string;
      Token?: string;
    };
  }[];
}

export interface SnsOptions extends SceneOptions {
  /** One that ends in `.fifo` is a FIFO topic. */
  readonly topicArn?: string | undefined;
  readonly subscriptionArn?: string | undefined;
  readonly messageId?: string | undefined;
  /** Epoch milliseconds. */
  readonly publishedAt?: number | undefined;
}

/** A message that a function gets from a topic. */
export declare function snsEvent(message: MessageInput, options?: SnsOptions): SnsEvent;

/** A message as a queue gets it from a topic, in an envelope or `raw`: for `sqsEvent`. */
export declare function throughSns(
  message: MessageInput,
  options?: SnsOptions & { readonly raw?: boolean | undefined },
): CarriedMessage;

/** Without `s3:`. */
export type S3EventName =
  | `ObjectCreated:${"Put" | "Post" | "Copy" | "CompleteMultipartUpload"}`
  | `ObjectRemoved:${"Delete" | "DeleteMarkerCreated"}`
  | `ObjectRestore:${"Post" | "Completed" | "Delete"}`
  | `ObjectTagging:${"Put" | "Delete"}`
  | "ObjectAcl:Put"
  | `LifecycleExpiration:${"Delete" | "DeleteMarkerCreated"}`
  | "LifecycleTransition";

export interface S3Options extends SceneOptions {
  readonly bucketName?: string | undefined;
  /** As a client gives it; the event has it encoded. */
  readonly key?: string | undefined;
  /** Bytes. */
  readonly size?: number | undefined;
  readonly eTag?: string | undefined;
  readonly versionId?: string | undefined;
  readonly versioned?: boolean | undefined;
  readonly storageClass?: string | undefined;
  /** Epoch milliseconds. */
  readonly at?: number | undefined;
  readonly configurationId?: string | undefined;
}

export interface S3Event {
  Records: {
    eventVersion: string;
    eventSource: string;
    awsRegion: string;
    eventTime: string;
    eventName: string;
    userIdentity: { principalId: string };
    requestParameters: { sourceIPAddress: string };
    responseElements: { "x-amz-request-id": string; "x-amz-id-2": string };
    s3: {
      s3SchemaVersion: string;
      configurationId: string;
      bucket: { name: string; ownerIdentity: { principalId: string }; arn: string };
      object: { key: string; size: number; eTag: string; versionId?: string; sequencer: string };
    };
    glacierEventData?: {
      restoreEventData: { lifecycleRestorationExpiryTime: string; lifecycleRestoreStorageClass: string };
    };
  }[];
}

/** What a function gets from a bucket; by default of `ObjectCreated:Put`. */
export declare function s3Event(options?: S3Options, name?: S3EventName): S3Event;

/** The same as a queue or a topic gets it: for `sqsEvent`, `snsEvent` and `throughSns`. */
export declare function s3Message(options?: S3Options, name?: S3EventName): CarriedMessage;

export interface EventBridgeEvent<DetailType extends string = string, Detail = unknown> {
  id: string;
  version: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  source: string;
  "detail-type": DetailType;
  detail: Detail;
  "replay-name"?: string;
}

export declare function eventBridgeEvent(
  options?: SceneOptions & {
    readonly source?: string | undefined;
    readonly detailType?: string | undefined;
    readonly detail?: unknown;
    readonly resources?: readonly string[] | undefined;
    readonly id?: string | undefined;
  },
): EventBridgeEvent;

/** What a rule with a schedule sends. */
export declare function scheduledEvent(
  options?: SceneOptions & { readonly ruleName?: string },
): EventBridgeEvent<"Scheduled Event", object>;

/** A request on its way to a function. */
export interface HttpOptions extends SceneOptions {
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  /** Without the question mark. */
  readonly query?: string | undefined;
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Each `name=value`. */
  readonly cookies?: readonly string[] | undefined;
  /** Bytes arrive in base64. */
  readonly body?: string | Uint8Array | undefined;
}

/** Payload format 2.0, of function URLs and HTTP APIs. */
export interface HttpEventV2 {
  version: string;
  routeKey: string;
  rawPath: string;
  rawQueryString: string;
  cookies?: string[];
  headers: Record<string, string | undefined>;
  queryStringParameters?: Record<string, string | undefined>;
  pathParameters?: Record<string, string | undefined>;
  stageVariables?: Record<string, string | undefined>;
  requestContext: {
    accountId: string;
    apiId: string;
    domainName: string;
    domainPrefix: string;
    http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string };
    requestId: string;
    routeKey: string;
    stage: string;
    time: string;
    timeEpoch: number;
  };
  body?: string;
  isBase64Encoded: boolean;
}

export declare function functionUrlEvent(options?: HttpOptions & { readonly urlId?: string | undefined }): HttpEventV2;

export declare function apiGatewayV2Event(
  options?: HttpOptions & {
    readonly routeKey?: string | undefined;
    readonly pathParameters?: Readonly<Record<string, string>> | undefined;
    readonly stageVariables?: Readonly<Record<string, string>> | undefined;
    readonly authorizer?: unknown;
  },
): HttpEventV2;

/** Of a REST API's Lambda proxy integration. */
export interface HttpEventV1 {
  resource: string;
  path: string;
  httpMethod: string;
  headers: Record<string, string | undefined>;
  multiValueHeaders: Record<string, string[] | undefined>;
  queryStringParameters: Record<string, string | undefined> | null;
  multiValueQueryStringParameters: Record<string, string[] | undefined> | null;
  pathParameters: Record<string, string | undefined> | null;
  stageVariables: Record<string, string | undefined> | null;
  requestContext: Record<string, unknown>;
  body: string | null;
  isBase64Encoded: boolean;
}

export declare function apiGatewayProxyEvent(
  options?: HttpOptions & {
    readonly resource?: string | undefined;
    readonly stage?: string | undefined;
    readonly pathParameters?: Readonly<Record<string, string>> | undefined;
    readonly stageVariables?: Readonly<Record<string, string>> | undefined;
    readonly authorizer?: Readonly<Record<string, unknown>> | undefined;
  },
): HttpEventV1;

/** In DynamoDB's own JSON: `{ id: { S: "1" } }`. */
export type DynamoDbItem = Readonly<Record<string, object>>;

export type DynamoDbChange =
  | { readonly eventName: "INSERT"; readonly newImage: DynamoDbItem }
  | { readonly eventName: "MODIFY"; readonly newImage: DynamoDbItem; readonly oldImage: DynamoDbItem }
  | { readonly eventName: "REMOVE"; readonly oldImage: DynamoDbItem };

export interface DynamoDbStreamEvent {
  Records: {
    eventID?: string;
    eventName?: "INSERT" | "MODIFY" | "REMOVE";
    eventVersion?: string;
    eventSource?: string;
    awsRegion?: string;
    eventSourceARN?: string;
    dynamodb?: {
      ApproximateCreationDateTime?: number;
      Keys?: Record<string, object>;
      NewImage?: Record<string, object>;
      OldImage?: Record<string, object>;
      SequenceNumber?: string;
      SizeBytes?: number;
      StreamViewType?: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";
    };
  }[];
}

export declare function dynamoDbStreamEvent(
  changes: readonly DynamoDbChange[],
  options?: SceneOptions & {
    readonly tableName?: string | undefined;
    readonly keyNames?: readonly string[] | undefined;
    readonly viewType?: "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES" | undefined;
  },
): DynamoDbStreamEvent;

export interface LambdaContext {
  callbackWaitsForEmptyEventLoop: boolean;
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  awsRequestId: string;
  logGroupName: string;
  logStreamName: string;
  identity: undefined;
  clientContext: undefined;
  getRemainingTimeInMillis(): number;
  done(): void;
  fail(): void;
  succeed(): void;
}

/** A handler's second argument, for tests that call it themselves; `invoke` and the runtime make their own. */
export declare function lambdaContext(options?: {
  readonly functionName?: string | undefined;
  readonly functionVersion?: string | undefined;
  readonly awsRequestId?: string | undefined;
  /** MB. */
  readonly memorySize?: number | undefined;
  /** Default 3,000. */
  readonly remainingMs?: number | (() => number) | undefined;
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
}): LambdaContext;
