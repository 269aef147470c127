import type { EventBridgeEvent, ScheduledEvent } from "aws-lambda";
import { formatArn } from "../../../runtime/core/arn.ts";
import type { S3EventName } from "../../../runtime/s3/index.ts";
import { toEventBridgeS3Event } from "../event-bridge-s3.ts";
import { isoTimestamp } from "../json-text.ts";
import type { CarriedMessage } from "./message.ts";
import { type S3EventInput, s3Happening } from "./s3.ts";
import { built, type BuiltEvent, builtFrom, type Scene } from "./scene.ts";

export interface EventBridgeInput {
  readonly source?: string | undefined;
  readonly detailType?: string | undefined;
  readonly detail?: unknown;
  readonly resources?: readonly string[] | undefined;
  /** Epoch milliseconds; the scene's now by default. */
  readonly at?: number | undefined;
  readonly id?: string | undefined;
}

/** An event that somebody put on a bus (PutEvents). Members in the order of every recording (events_targets--*). */
export function eventBridgeEvent(input: EventBridgeInput, scene: Scene): BuiltEvent<EventBridgeEvent<string, unknown>> {
  return built(envelope(input, scene));
}

/**
 * What a rule with a schedule sends, recorded in events_schedule--TestScheduleRate.tests_schedule_rate_target_sqs.
 *
 * @param input `ruleName` of the rule on the default bus
 */
export function scheduledEvent(
  input: { readonly ruleName?: string | undefined } & Pick<EventBridgeInput, "at" | "id">,
  scene: Scene,
): BuiltEvent<ScheduledEvent> {
  const { ruleName = "every-minute", ...rest } = input;
  const resources = [formatArn("events", scene, `rule/${ruleName}`)];
  const event = envelope({ ...rest, source: "aws.events", detailType: "Scheduled Event", resources }, scene);
  return built({ ...event, "detail-type": "Scheduled Event", detail: {} });
}

/** A change in a bucket as EventBridge has it. */
export function eventBridgeS3Event(
  name: S3EventName,
  input: S3EventInput & { readonly id?: string | undefined; readonly eventVersion?: string | undefined },
  scene: Scene,
): BuiltEvent<EventBridgeEvent<string, unknown>> {
  const { id = eventId(scene), eventVersion } = input;
  return builtFrom(JSON.stringify(toEventBridgeS3Event(s3Happening(name, input, scene), { id, eventVersion })));
}

/** The event as a rule's queue or topic gets it; recorded: compact, without a subject (events_targets--TestEventsTargetSns). */
export function eventBridgeMessage({ text }: BuiltEvent<unknown>): CarriedMessage {
  return { text, from: "eventBridge" };
}

function envelope(input: EventBridgeInput, scene: Scene): EventBridgeEvent<string, unknown> {
  return {
    version: "0",
    id: input.id ?? eventId(scene),
    "detail-type": input.detailType ?? "Order Placed",
    source: input.source ?? "com.example.orders",
    account: scene.accountId,
    time: isoTimestamp(input.at ?? scene.clock.now()).replace(/\.\d{3}Z$/, "Z"),
    region: scene.region,
    resources: [...(input.resources ?? [])],
    detail: input.detail ?? {},
  };
}

function eventId(scene: Scene): string {
  return scene.random.fork("eventbridge").uuid();
}
