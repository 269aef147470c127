import {
  type CarriedMessage,
  nthScene,
  type Scene,
  snsEvent,
  sqsEvent,
  throughSns,
} from "../../events/payloads/factories/index.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, formatArn } from "../../runtime/core/arn.ts";
import { systemClock } from "../../runtime/core/clock.ts";
import { AwsError, UserError } from "../../runtime/core/errors.ts";
import { freshSeed, seededRandom } from "../../runtime/core/random.ts";
import { EVENT_KINDS, type EventKind, impossible } from "./event-kinds.ts";
import { type EventOptions, type EventRequest, eventRequest, type ViaService } from "./event-request.ts";
import { otherNames } from "./instance.ts";

/**
 * Prints an event exactly as a handler would get it, without an instance.
 *
 * @throws {UserError} `UNKNOWN_EVENT`, `EVENT_NOT_POSSIBLE`, and for flags that cannot be read
 */
export function event(name: string | undefined, options: EventOptions): void {
  if (options.list === true || name === undefined) {
    process.stdout.write(listOfKinds());
    return;
  }
  const text = eventText(name, options);
  const printed = options.compact === true ? text : JSON.stringify(JSON.parse(text), null, 2);
  process.stdout.write(`${printed}\n`);
}

/**
 * The event as its runtime reads it.
 *
 * @throws {UserError} as `event`
 */
export function eventText(name: string, options: EventOptions): string {
  const kind = kindOf(name);
  try {
    return textOf(kind, options);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new UserError("REFUSED", `AWS would refuse this: ${error.code}: ${error.message}`, { cause: error });
  }
}

interface NamedKind extends EventKind {
  readonly name: string;
}

function kindOf(name: string): NamedKind {
  const found = Object.keys(EVENT_KINDS).find((one) => one.toLowerCase() === name.toLowerCase());
  const kind = found === undefined ? undefined : EVENT_KINDS[found];
  if (found === undefined || kind === undefined) {
    const advice = otherNames(name, Object.keys(EVENT_KINDS));
    throw new UserError("UNKNOWN_EVENT", `There is no kind of event "${name}".`, { advice });
  }
  return { ...kind, name: found };
}

function textOf(kind: NamedKind, options: EventOptions): string {
  const scene = sceneOf(options);
  const request = eventRequest(options);
  const journey = { kind, request, stops: stopsOf(kind, options.via), raw: options.raw };
  const last = journey.stops.at(-1);
  if (request.count > 1 && last !== "sqs" && !kind.name.startsWith("dynamodb.")) {
    throw impossible(kind.name, "it always has one record.", "A batch comes from a queue: add --via sqs.");
  }
  if (last === undefined) return direct(journey, scene);
  if (last === "sqs") return batch(journey, options, scene);
  const message = carried(journey, scene);
  return last === "sns" ? snsEvent(message, topicOf(kind, scene), scene).text : message.text;
}

const ORDER: readonly ViaService[] = ["eventbridge", "sns", "sqs"];

/** What lies between the source and the function: what the kind itself is about, and what the flags add. */
function stopsOf({ name, stops: own = [] }: NamedKind, via: readonly ViaService[] = []): ViaService[] {
  const isInOrder = ORDER.filter((stop) => via.includes(stop)).join() === via.join();
  if (!isInOrder)
    throw impossible(name, `nothing travels through ${via.join(", then ")}.`, "Only eventbridge, sns, sqs.");
  return ORDER.filter((stop) => own.includes(stop) || via.includes(stop));
}

interface Journey {
  readonly kind: NamedKind;
  readonly request: EventRequest;
  readonly stops: readonly ViaService[];
  readonly raw: boolean | undefined;
}

function direct({ kind, request }: Journey, scene: Scene): string {
  if (kind.direct === undefined)
    throw impossible(kind.name, "no function gets it by itself.", "Add --via sqs or --via sns.");
  return kind.direct(request, scene);
}

function batch(journey: Journey, options: EventOptions, scene: Scene): string {
  const { kind, request } = journey;
  const messages = Array.from({ length: request.count }, (_, index) =>
    carried(journey, request.count === 1 ? scene : nthScene(scene, index)),
  );
  const suffix = kind.isFifo === true ? ".fifo" : "";
  const input = {
    queueArn: formatArn(
      "sqs",
      scene,
      `${kind.isFromDeadLetterQueue === true ? "queue-dead-letters" : "queue"}${suffix}`,
    ),
    maximumBatchingWindowInSeconds: options.window,
    receiveCount: options.receiveCount ?? (kind.isFromDeadLetterQueue === true ? 4 : 1),
    deadLetterSourceArn: kind.isFromDeadLetterQueue === true ? formatArn("sqs", scene, "queue") : undefined,
  };
  return sqsEvent(messages, input, scene).text;
}

/** The message as the last stop gets it. */
function carried({ kind, request, stops, raw }: Journey, scene: Scene): CarriedMessage {
  const message = stops[0] === "eventbridge" ? onEventBridge(kind, request, scene) : kind.carried?.(request, scene);
  if (message === undefined) throw impossible(kind.name, "only functions get it.", "Leave --via out.");
  const isThroughSns = stops.includes("sns") && stops.at(-1) !== "sns";
  return isThroughSns ? throughSns(message, { ...topicOf(kind, scene), raw }, scene) : message;
}

function onEventBridge(kind: NamedKind, request: EventRequest, scene: Scene): CarriedMessage {
  if (kind.onEventBridge === undefined)
    throw impossible(kind.name, "only S3's events go to EventBridge by themselves.");
  return kind.onEventBridge(request, scene);
}

function topicOf({ isFifo }: EventKind, scene: Scene): { readonly topicArn: string } {
  return { topicArn: formatArn("sns", scene, isFifo === true ? "topic.fifo" : "topic") };
}

function sceneOf({
  region = DEFAULT_REGION,
  account = DEFAULT_ACCOUNT_ID,
  seed = freshSeed(),
  time,
}: EventOptions): Scene {
  const at = time === undefined ? systemClock.now() : instantOf(time);
  return { region, accountId: account, random: seededRandom(seed), clock: { now: () => at } };
}

function instantOf(time: string): number {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a given instant, the clock is not read
  const at = Date.parse(time);
  if (Number.isNaN(at))
    throw new UserError("BAD_TIME", `The time "${time}" is not ISO 8601, like 2026-01-31T12:00:00.000Z.`);
  return at;
}

function listOfKinds(): string {
  const width = Math.max(...Object.keys(EVENT_KINDS).map((name) => name.length));
  const lines = Object.entries(EVENT_KINDS).map(([name, { what }]) => `${name.padEnd(width)}  ${what}\n`);
  return `${lines.join("")}\nWith --via sns, --via sqs or --via eventbridge (in any combination) as the function gets it behind them.\n`;
}
