/** One stream's name and what DescribeLogStreams tells of it; its events are its group's. */
export class LogStream {
  readonly name: string;
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Whether it goes with its last event: nobody else will delete the streams of environments that have ended. */
  readonly isTransient: boolean;
  firstEventTimestamp: number | undefined;
  lastEventTimestamp: number | undefined;
  lastIngestionTime: number | undefined;
  /** Of its events that are kept. */
  eventCount = 0;

  constructor(name: string, arn: string, made: { readonly at: number; readonly isTransient: boolean }) {
    this.name = name;
    this.arn = arn;
    this.createdAt = made.at;
    this.isTransient = made.isTransient;
  }

  note(timestamp: number, ingestionTime: number): void {
    this.eventCount++;
    this.firstEventTimestamp = Math.min(this.firstEventTimestamp ?? timestamp, timestamp);
    this.lastEventTimestamp = Math.max(this.lastEventTimestamp ?? timestamp, timestamp);
    this.lastIngestionTime = ingestionTime;
  }
}
