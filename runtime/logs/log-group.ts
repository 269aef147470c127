import { formatArn, type Scope } from "../core/arn.ts";
import type { LogGroupClass } from "../protocol/generated/logs.ts";
import { logStreamAlreadyExists, logStreamDoesNotExist } from "./errors.ts";
import { GROUP_KEEPS_BYTES, GROUP_KEEPS_EVENTS } from "./limits.ts";
import { bytesOf, indexOf, type LogEvent } from "./log-event.ts";
import { LogStream } from "./log-stream.ts";

const DAY_MS = 24 * 3_600_000;

export interface NewLogGroup {
  readonly name: string;
  readonly scope: Scope;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly logGroupClass?: LogGroupClass | undefined;
  readonly deletionProtectionEnabled?: boolean | undefined;
}

/** What is written to a stream. */
export interface NewLogEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly message: string;
}

/** "Log group names can't start with the string aws/." https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export function isReserved(name: string): boolean {
  return name.startsWith("aws/");
}

/** A log group with its streams and the events of all of them, kept in order and within `GROUP_KEEPS_EVENTS` and `GROUP_KEEPS_BYTES`. */
export class LogGroup {
  readonly name: string;
  /** Without the `:*` at its end. */
  readonly arn: string;
  readonly scope: Scope;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly kmsKeyId: string | undefined;
  readonly logGroupClass: LogGroupClass;
  readonly tags: Map<string, string>;
  readonly streams = new Map<string, LogStream>();
  deletionProtectionEnabled: boolean;
  retentionInDays: number | undefined;
  readonly #events: LogEvent[] = [];
  #storedBytes = 0;

  constructor(made: NewLogGroup) {
    this.name = made.name;
    this.arn = formatArn("logs", made.scope, `log-group:${made.name}`);
    this.scope = made.scope;
    this.createdAt = made.createdAt;
    this.kmsKeyId = made.kmsKeyId;
    this.logGroupClass = made.logGroupClass ?? "STANDARD";
    this.tags = new Map(Object.entries(made.tags ?? {}));
    this.deletionProtectionEnabled = made.deletionProtectionEnabled ?? false;
  }

  /**
   * @param isTransient whether the stream goes with its last event
   * @throws {AwsError} `ResourceAlreadyExistsException`
   */
  createStream(name: string, now: number, isTransient = false): LogStream {
    if (this.streams.has(name)) throw logStreamAlreadyExists();
    const stream = new LogStream(name, `${this.arn}:log-stream:${name}`, { at: now, isTransient });
    this.streams.set(name, stream);
    return stream;
  }

  /** @throws {AwsError} `ResourceNotFoundException` */
  stream(name: string): LogStream {
    const stream = this.streams.get(name);
    if (stream === undefined) throw logStreamDoesNotExist();
    return stream;
  }

  deleteStream(stream: LogStream): void {
    this.streams.delete(stream.name);
    this.#keepOnly((event) => event.stream !== stream);
  }

  /** @param arrival when it came, and its number among all that came */
  append(
    stream: LogStream,
    { timestamp, message }: NewLogEvent,
    arrival: { readonly at: number; readonly sequence: number },
  ): LogEvent {
    const bytes = bytesOf(message);
    const { at: ingestionTime, sequence } = arrival;
    const event: LogEvent = { timestamp, sequence, ingestionTime, message, bytes, stream };
    const last = this.#events.at(-1);
    if (last === undefined || last.timestamp <= timestamp) this.#events.push(event);
    else this.#events.splice(indexOf(this.#events, event), 0, event);
    this.#storedBytes += bytes;
    stream.note(timestamp, ingestionTime);
    if (this.#events.length > GROUP_KEEPS_EVENTS || this.#storedBytes > GROUP_KEEPS_BYTES) this.#shrink(event);
    return event;
  }

  /**
   * The events that retention leaves, in order. AWS may take 72 hours longer to delete what has reached its retention;
   * here it is gone at once.
   */
  events(now: number): readonly LogEvent[] {
    this.#expire(now);
    return this.#events;
  }

  storedBytes(now: number): number {
    this.#expire(now);
    return this.#storedBytes;
  }

  #expire(now: number): void {
    if (this.retentionInDays === undefined) return;
    const since = now - this.retentionInDays * DAY_MS;
    const first = this.#events[0];
    if (first !== undefined && first.timestamp < since) {
      this.#dropOldest(indexOf(this.#events, { timestamp: since, sequence: 0 }));
    }
  }

  /** A tenth at once: one by one would move the whole list for every line. */
  #shrink(newest: LogEvent): void {
    let count = Math.ceil(this.#events.length / 10);
    let bytes = this.#storedBytes;
    for (const event of this.#events.slice(0, count)) bytes -= event.bytes;
    for (; bytes > 0.9 * GROUP_KEEPS_BYTES && count < this.#events.length - 1; count++) {
      bytes -= this.#events[count]?.bytes ?? 0;
    }
    this.#dropOldest(count, newest.stream);
  }

  #dropOldest(count: number, writtenNow?: LogStream): void {
    for (const { stream, bytes } of this.#events.splice(0, count)) {
      this.#storedBytes -= bytes;
      stream.eventCount--;
      if (stream.eventCount === 0 && stream.isTransient && stream !== writtenNow) this.streams.delete(stream.name);
    }
  }

  #keepOnly(isKept: (event: LogEvent) => boolean): void {
    const kept = this.#events.filter(isKept);
    this.#events.length = 0;
    this.#storedBytes = 0;
    for (const event of kept) {
      this.#events.push(event);
      this.#storedBytes += event.bytes;
    }
  }
}
