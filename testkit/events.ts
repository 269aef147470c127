import * as factories from "../app/event-factories.ts";
import type {
  CarriedMessage,
  DynamoDbChange,
  EventBridgeInput,
  FunctionUrlInput,
  HttpApiInput,
  RestApiInput,
  S3EventInput,
  S3EventName,
  S3NotificationInput,
  Scene,
  SnsInput,
  SqsInput,
} from "../app/event-factories.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../runtime/core/arn.ts";
import { seededRandom } from "../runtime/core/random.ts";
import { VirtualClock } from "../runtime/core/virtual-clock.ts";

/** Where and when made-up events happen; the same input gives the same event, with the same ids. */
export interface SceneOptions {
  readonly region?: string | undefined;
  readonly accountId?: string | undefined;
  /** Ids come from it, and from what the event is made of. */
  readonly seed?: string | undefined;
  readonly now?: number | string | Date | undefined;
}

/** A message: its text, what becomes JSON, a text with more around it, or what comes `throughSns` or from `s3Message`. */
export type MessageInput = string | CarriedMessage | DraftInput | object;

interface DraftInput {
  readonly body: unknown;
  /** Text values. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly subject?: string | undefined;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
}

/**
 * The batch that a function gets from a queue.
 *
 * @throws {AwsError} SendMessage's, for what a queue does not take
 */
export function sqsEvent(messages: MessageInput | readonly MessageInput[], options: SqsInput & SceneOptions = {}) {
  const list = (Array.isArray(messages) ? messages : [messages]) as readonly MessageInput[];
  return factories.sqsEvent(list.map(toCarried), options, sceneOf("sqs", messages, options)).event;
}

/** @throws {AwsError} Publish's */
export function snsEvent(message: MessageInput, options: Omit<SnsInput, "raw"> & SceneOptions = {}) {
  return factories.snsEvent(toCarried(message), options, sceneOf("sns", message, options)).event;
}

/** A message as a queue gets it from a topic: for `sqsEvent`. */
export function throughSns(message: MessageInput, options: SnsInput & SceneOptions = {}): CarriedMessage {
  return factories.throughSns(toCarried(message), options, sceneOf("through sns", message, options));
}

export function s3Event(
  options: S3EventInput & S3NotificationInput & SceneOptions = {},
  name: S3EventName = "ObjectCreated:Put",
) {
  return factories.s3Event(name, options, sceneOf("s3", name, options)).event;
}

/** S3's event as a queue or a topic gets it: for `sqsEvent`, `snsEvent` and `throughSns`. */
export function s3Message(
  options: S3EventInput & S3NotificationInput & SceneOptions = {},
  name: S3EventName = "ObjectCreated:Put",
): CarriedMessage {
  return factories.s3Message(name, options, sceneOf("s3 message", name, options));
}

export function eventBridgeEvent(options: EventBridgeInput & SceneOptions = {}) {
  return factories.eventBridgeEvent(options, sceneOf("eventbridge", undefined, options)).event;
}

/** What a rule with a schedule sends. */
export function scheduledEvent(options: { readonly ruleName?: string; readonly at?: number } & SceneOptions = {}) {
  return factories.scheduledEvent(options, sceneOf("schedule", undefined, options)).event;
}

export function functionUrlEvent(options: FunctionUrlInput & SceneOptions = {}) {
  return factories.functionUrlEvent(options, sceneOf("function url", undefined, options)).event;
}

export function apiGatewayProxyEvent(options: RestApiInput & SceneOptions = {}) {
  return factories.apiGatewayProxyEvent(options, sceneOf("rest api", undefined, options)).event;
}

export function apiGatewayV2Event(options: HttpApiInput & SceneOptions = {}) {
  return factories.apiGatewayV2Event(options, sceneOf("http api", undefined, options)).event;
}

export function dynamoDbStreamEvent(
  changes: readonly DynamoDbChange[],
  options: Parameters<typeof factories.dynamoDbStreamEvent>[1] & SceneOptions = {},
) {
  return factories.dynamoDbStreamEvent(changes, options, sceneOf("dynamodb", changes, options)).event;
}

function toCarried(message: MessageInput): CarriedMessage {
  if (typeof message === "string") return { text: message };
  if ("text" in message && "from" in message) return message;
  if (!("body" in message)) return { text: JSON.stringify(message) };
  const { body, attributes = {}, ...rest }: DraftInput = message;
  const typed = Object.entries(attributes).map(([name, value]) => [name, { dataType: "String", value }] as const);
  return {
    ...rest,
    text: typeof body === "string" ? body : JSON.stringify(body),
    attributes: Object.fromEntries(typed),
  };
}

function sceneOf(kind: string, subject: unknown, options: SceneOptions): Scene {
  const { region = DEFAULT_REGION, accountId = DEFAULT_ACCOUNT_ID, seed = "", now } = options;
  const clock = new VirtualClock(now === undefined ? undefined : new Date(now).getTime());
  const made = JSON.stringify([seed, kind, subject, options]);
  return { region, accountId, clock, random: seededRandom(made) };
}
