import {
  apiGatewayProxyEvent,
  apiGatewayV2Event,
  type CarriedMessage,
  dynamoDbStreamEvent,
  type DynamoDbChange,
  eventBridgeEvent,
  eventBridgeMessage,
  eventBridgeS3Event,
  functionUrlEvent,
  s3Event,
  s3Message,
  s3TestMessage,
  type Scene,
  scheduledEvent,
  toDynamoDbItem,
} from "../../events/payloads/factories/index.ts";
import { UserError } from "../../runtime/core/errors.ts";
import type { S3EventName } from "../../runtime/s3/index.ts";
import type { EventRequest, ViaService } from "./event-request.ts";

/** A kind of event that the command can make. */
export interface EventKind {
  /** One line. */
  readonly what: string;
  /** As a function gets it when nothing is in between; absent: a function cannot get it without a queue or a topic. */
  direct?(request: EventRequest, scene: Scene): string;
  /** As a queue or a topic gets it; absent: nothing but a function gets it. */
  carried?(request: EventRequest, scene: Scene): CarriedMessage;
  /** As EventBridge has it. */
  onEventBridge?(request: EventRequest, scene: Scene): CarriedMessage;
  /** What it comes through when the command names nothing; it is always there. */
  readonly stops?: readonly ViaService[];
  readonly isFifo?: true;
  readonly isFromDeadLetterQueue?: true;
}

const MESSAGE: Required<Pick<EventKind, "carried">> = { carried: (request) => request.message };

export const EVENT_KINDS: Readonly<Record<string, EventKind>> = {
  "s3.put": s3Kind("ObjectCreated:Put", "PutObject"),
  "s3.post": s3Kind("ObjectCreated:Post", "a browser's form upload"),
  "s3.copy": s3Kind("ObjectCreated:Copy", "CopyObject"),
  "s3.completeMultipartUpload": s3Kind("ObjectCreated:CompleteMultipartUpload", "CompleteMultipartUpload"),
  "s3.delete": s3Kind("ObjectRemoved:Delete", "an object or a version is gone"),
  "s3.deleteMarkerCreated": s3Kind("ObjectRemoved:DeleteMarkerCreated", "a delete in a versioned bucket"),
  "s3.tagging.put": s3Kind("ObjectTagging:Put", "PutObjectTagging"),
  "s3.tagging.delete": s3Kind("ObjectTagging:Delete", "DeleteObjectTagging"),
  "s3.acl.put": s3Kind("ObjectAcl:Put", "PutObjectAcl"),
  "s3.restore.post": s3Kind("ObjectRestore:Post", "a restore from an archive has begun"),
  "s3.restore.completed": s3Kind("ObjectRestore:Completed", "the restored copy is there"),
  "s3.restore.delete": s3Kind("ObjectRestore:Delete", "the restored copy is gone again"),
  "s3.lifecycle.delete": s3Kind("LifecycleExpiration:Delete", "a lifecycle rule deleted an object"),
  "s3.lifecycle.deleteMarkerCreated": s3Kind(
    "LifecycleExpiration:DeleteMarkerCreated",
    "a lifecycle rule's delete in a versioned bucket",
  ),
  "s3.lifecycle.transition": s3Kind("LifecycleTransition", "a lifecycle rule moved an object to another storage class"),
  "s3.test": {
    what: "s3:TestEvent, which a queue or a topic gets when it is configured",
    carried: ({ s3 }, scene) => s3TestMessage(s3, scene),
    stops: ["sqs"],
  },
  sns: { what: "a message published to a topic", ...MESSAGE, stops: ["sns"] },
  "sns.fifo": {
    what: "a message published to a FIFO topic, in a FIFO queue",
    ...MESSAGE,
    stops: ["sns", "sqs"],
    isFifo: true,
  },
  sqs: { what: "a batch of a standard queue", ...MESSAGE, stops: ["sqs"] },
  "sqs.fifo": { what: "a batch of a FIFO queue", ...MESSAGE, stops: ["sqs"], isFifo: true },
  "sqs.deadLetter": {
    what: "a batch of a dead-letter queue",
    ...MESSAGE,
    stops: ["sqs"],
    isFromDeadLetterQueue: true,
  },
  eventbridge: {
    what: "an event that somebody put on a bus: --source, --detail-type, --body for its detail",
    direct: (request, scene) => eventBridgeEvent(request.eventBridge, scene).text,
    carried: (request, scene) => eventBridgeMessage(eventBridgeEvent(request.eventBridge, scene)),
  },
  schedule: {
    what: "what a rule with a schedule sends: --name for the rule's",
    direct: ({ name }, scene) => scheduledEvent({ ruleName: name }, scene).text,
    carried: ({ name }, scene) => eventBridgeMessage(scheduledEvent({ ruleName: name }, scene)),
  },
  functionUrl: {
    what: "a request to a function URL: --method, --path, --query, --header, --body",
    direct: ({ http }, scene) => functionUrlEvent(http, scene).text,
  },
  "apiGateway.v1": {
    what: "a request to a REST API (proxy integration): as functionUrl",
    direct: ({ http }, scene) => apiGatewayProxyEvent(http, scene).text,
  },
  "apiGateway.v2": {
    what: "a request to an HTTP API (payload format 2.0): as functionUrl",
    direct: ({ http }, scene) => apiGatewayV2Event(http, scene).text,
  },
  "dynamodb.insert": dynamoDbKind("a new item: --body is the item", (item) => ({
    eventName: "INSERT",
    newImage: item,
  })),
  "dynamodb.modify": dynamoDbKind("a changed item: --body is the new one, --old the old one", (newImage, old) => ({
    eventName: "MODIFY",
    newImage,
    oldImage: old ?? newImage,
  })),
  "dynamodb.remove": dynamoDbKind("a deleted item: --body is the item", (oldImage) => ({
    eventName: "REMOVE",
    oldImage,
  })),
};

function s3Kind(name: S3EventName, what: string): EventKind {
  return {
    what: `s3:${name}: ${what}`,
    direct: ({ s3 }, scene) => s3Event(name, s3, scene).text,
    carried: ({ s3 }, scene) => s3Message(name, s3, scene),
    onEventBridge: ({ s3 }, scene) =>
      eventBridgeMessage(eventBridgeS3Event(name, { ...s3, eventVersion: undefined }, scene)),
  };
}

type Item = ReturnType<typeof toDynamoDbItem>;

function dynamoDbKind(what: string, toChange: (item: Item, old: Item | undefined) => DynamoDbChange): EventKind {
  return {
    what: `a table's stream, ${what}`,
    direct({ item, oldItem, name, count }, scene) {
      const change = toChange(
        toDynamoDbItem(item ?? { id: "1", message: "hello" }),
        oldItem === undefined ? undefined : toDynamoDbItem(oldItem),
      );
      const changes = Array.from({ length: count }, () => change);
      return dynamoDbStreamEvent(changes, { tableName: name }, scene).text;
    },
  };
}

/** @throws {UserError} `EVENT_NOT_POSSIBLE` */
export function impossible(kind: string, reason: string, advice?: string): UserError {
  return new UserError(
    "EVENT_NOT_POSSIBLE",
    `AWS makes no such "${kind}" event: ${reason}`,
    advice === undefined ? {} : { advice },
  );
}
