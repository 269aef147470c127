import type { ProvisionedPollers } from "../event-source-mapping.ts";

/** How many batches a mapping's pollers work on at a time: from where, how fast and how far it changes. */
export interface Scaling {
  /** At first, and again when nothing is in flight. */
  readonly start: number;
  /** What failures leave at least. */
  readonly least: number;
  readonly most: number;
  /** While all are busy, so many more ... */
  readonly step: number;
  /** ... every so many milliseconds. */
  readonly stepMs: number;
}

/**
 * "Lambda starts processing five batches at a time with five concurrent invocations of your function. If messages are still available,
 * Lambda increases the number of processes that are reading batches by up to 300 more concurrent invokes per minute. The maximum number of
 * invokes that an event source mapping can process simultaneously is 1,250."
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const STANDARD: Scaling = { start: 5, least: 2, most: 1250, step: 5, stepMs: 1000 };

/** @param cap the smaller of the mapping's MaximumConcurrency and the account's concurrency */
export function standardScaling(cap: number): Scaling {
  const most = Math.max(1, Math.min(STANDARD.most, cap));
  return { ...STANDARD, start: Math.min(STANDARD.start, most), least: Math.min(STANDARD.least, most), most };
}

/** "each event poller can handle up to 1 MB/sec of throughput, up to 10 concurrent invokes, or up to 10 Amazon SQS polling API calls per second" (same page) */
export const PER_POLLER = { invokes: 10, receivesPerSecond: 10, bytesPerSecond: 1_048_576 } as const;

/**
 * "Lambda scales the number of event pollers between your configured minimum and maximum, quickly adding up to 1,000 concurrency per
 * minute" (same page): one poller every 600 ms.
 */
export function provisionedScaling({ minimum, maximum }: ProvisionedPollers, accountConcurrency: number): Scaling {
  const { invokes } = PER_POLLER;
  const most = Math.max(1, Math.min(maximum * invokes, accountConcurrency));
  const start = Math.min(minimum * invokes, most);
  return { start, least: start, most, step: invokes, stepMs: 600 };
}
