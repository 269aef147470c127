import type { FactId, JournalEntry } from "../../../runtime/core/journal.ts";

/** The names of `util.styleText` that the lines use. */
export type Format = "dim" | "bold" | "red" | "green" | "yellow" | "cyan" | "magenta";
export type Style = (format: Format, text: string) => string;

/** What a line needs to know of earlier facts. */
export interface RenderState {
  readonly style: Style;
  /** `HH:MM:SS.mmm` of epoch milliseconds. */
  readonly timeOf: (at: number) => string;
  /** Mappings by UUID, as `receiver` and `by` of a message's facts: what they do is told once, by the batch. */
  readonly mappings: Set<string>;
  /** Batches whose invocation has not started yet: that is the moment to tell of them. */
  readonly batches: Map<FactId, BatchFormed>;
  /** Where each message that was received stands, until it is gone. */
  readonly received: Map<string, ReceivedMessage>;
  /** How often a message was received in the queues that it has been moved out of: dead-letter queues count on. */
  readonly receivedBefore: Map<string, number>;
  /** Of each function: whether good code runs, and the last mistake of the code that does not build. */
  readonly builds: Map<string, { readonly runs: boolean; readonly brokenBy: string | undefined }>;
  /** Node.js's warnings that were shown: every new process repeats them. */
  readonly warnings: Set<string>;
  /** Whether a config was told of. */
  hasConfig: boolean;
  hasStarted: boolean;
  /** Width of the widest queue or function name so far. */
  nameWidth: number;
}

export type BatchFormed = Extract<JournalEntry, { kind: "esm.batchFormed" }>;

export interface ReceivedMessage {
  readonly receiveCount: number;
  readonly maxReceiveCount: number | undefined;
  readonly invisibleUntil: number;
}

/** @param timeZone of the clock times shown; by default the machine's */
export function createRenderState(style: Style, timeZone?: string): RenderState {
  return {
    style,
    timeOf: createTimeFormat(timeZone),
    mappings: new Set(),
    batches: new Map(),
    received: new Map(),
    receivedBefore: new Map(),
    builds: new Map(),
    warnings: new Set(),
    hasConfig: false,
    hasStarted: false,
    nameWidth: 12,
  };
}

/** Formats a second once: `Intl` takes longer than all the rest of a line, and many lines share their second. */
function createTimeFormat(timeZone: string | undefined): (at: number) => string {
  const format = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  let second = Number.NaN;
  let text = "";
  return (at) => {
    const startOfSecond = Math.floor(at / 1000);
    if (startOfSecond !== second) {
      second = startOfSecond;
      text = format.format(startOfSecond * 1000);
    }
    return `${text}.${String(Math.floor(at - startOfSecond * 1000)).padStart(3, "0")}`;
  };
}
