import type { Cancel, Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import type {
  LiveTailSessionLogEvent,
  LiveTailSessionStart,
  StartLiveTailResponseStream,
} from "../protocol/generated/logs.ts";
import {
  LIVE_TAIL_BUFFERED_UPDATES,
  LIVE_TAIL_SESSION_MS,
  LIVE_TAIL_UPDATE_EVENTS,
  LIVE_TAIL_UPDATE_MS,
} from "./limits.ts";
import type { LogEvent } from "./log-event.ts";
import type { LogGroup } from "./log-group.ts";
import type { LogGroups } from "./log-groups.ts";

/** What a live tail shows. */
export interface LiveTailQuery {
  readonly start: LiveTailSessionStart;
  readonly accepts: (group: LogGroup, event: LogEvent) => boolean;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/**
 * Live Tail sessions: an update every second of the clock with what has arrived since the last one.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html
 */
export class LiveTails {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #groups: LogGroups;
  readonly #sessions = new Set<Session>();

  constructor(clock: Clock, random: Random, groups: LogGroups) {
    this.#clock = clock;
    this.#random = random;
    this.#groups = groups;
  }

  /** How many are open. */
  get size(): number {
    return this.#sessions.size;
  }

  /** A session id for a new session's start. */
  newSessionId(): string {
    return this.#random.uuid();
  }

  /** The events of a session that begins now, whether or not anybody reads them yet. */
  open(query: LiveTailQuery): AsyncIterable<StartLiveTailResponseStream> {
    const session = new Session(query, this.#clock, this.#random);
    const unsubscribe = this.#groups.onArrival((group, event) => session.note(group, event));
    this.#sessions.add(session);
    session.onEnd = () => {
      unsubscribe();
      this.#sessions.delete(session);
    };
    if (query.signal.aborted) session.end();
    else query.signal.addEventListener("abort", () => session.end(), { once: true });
    return session;
  }

  /** Ends all sessions; nothing of theirs is left on the clock. */
  stop(): void {
    for (const session of this.#sessions) session.end();
  }
}

class Session implements AsyncIterable<StartLiveTailResponseStream> {
  onEnd: () => void = () => undefined;
  readonly #query: LiveTailQuery;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #endsAt: number;
  readonly #queue: StartLiveTailResponseStream[];
  #seen: { readonly number: number; readonly event: LiveTailSessionLogEvent }[] = [];
  #seenCount = 0;
  #isEnded = false;
  #cancel: Cancel;
  #wake: (() => void) | undefined;

  constructor(query: LiveTailQuery, clock: Clock, random: Random) {
    this.#query = query;
    this.#clock = clock;
    this.#random = random;
    this.#endsAt = clock.now() + LIVE_TAIL_SESSION_MS;
    this.#queue = [{ sessionStart: query.start }];
    this.#cancel = clock.schedule(LIVE_TAIL_UPDATE_MS, () => this.#update());
  }

  note(group: LogGroup, event: LogEvent): void {
    if (!this.#query.accepts(group, event)) return;
    const { message, timestamp, ingestionTime, stream } = event;
    const shown = {
      number: this.#seenCount++,
      event: {
        logStreamName: stream.name,
        // "The name or ARN of the log group": here the ARN, as the request has it.
        logGroupIdentifier: group.arn,
        message,
        timestamp,
        ingestionTime,
      },
    };
    if (this.#seen.length < LIVE_TAIL_UPDATE_EVENTS) this.#seen.push(shown);
    else this.#sample(shown);
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#cancel();
    this.onEnd();
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StartLiveTailResponseStream> {
    try {
      for (;;) {
        const next = this.#queue.shift();
        if (next !== undefined) yield next;
        else if (this.#isEnded) return;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      this.end();
    }
  }

  /** Every event of the second has the same chance to be among those that are shown. */
  #sample(shown: { readonly number: number; readonly event: LiveTailSessionLogEvent }): void {
    const place = this.#random.int(this.#seenCount);
    if (place < LIVE_TAIL_UPDATE_EVENTS) this.#seen[place] = shown;
  }

  #update(): void {
    const sampled = this.#seenCount > this.#seen.length;
    const sessionResults = this.#seen.toSorted((a, b) => a.number - b.number).map(({ event }) => event);
    this.#seen = [];
    this.#seenCount = 0;
    this.#push({ sessionUpdate: { sessionMetadata: { sampled }, sessionResults } });
    if (this.#clock.now() >= this.#endsAt) {
      // The sentence is ours.
      this.#push({ SessionTimeoutException: { message: "The session has been open for three hours." } });
      this.end();
      return;
    }
    this.#cancel = this.#clock.schedule(LIVE_TAIL_UPDATE_MS, () => this.#update());
  }

  /** A slow reader loses the oldest updates. */
  #push(item: StartLiveTailResponseStream): void {
    this.#queue.push(item);
    if (this.#queue.length > LIVE_TAIL_BUFFERED_UPDATES + 1) {
      const oldest = this.#queue.findIndex((queued) => "sessionUpdate" in queued);
      this.#queue.splice(oldest, 1);
    }
    this.#wake?.();
  }
}
