import type { ProcessExit } from "./error-documents.ts";
import type { Failure, Report } from "./platform-lines.ts";

/** An invocation that is over. */
export interface Ended extends Report {
  /** How its process ended, when that ended the invocation. */
  readonly exit?: ProcessExit;
  readonly producedBytes: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What Lambda itself writes into a function's log, in the function's format; each method gives its lines. */
export interface PlatformLog {
  /** An extension that a layer has. Extensions are not modelled, and the log says so. */
  extensionNotStarted(now: number, name: string): string[];
  initStarted(now: number): string[];
  initEnded(now: number, initMs: number, failure?: Failure): string[];
  started(now: number, requestId: string): string[];
  ended(ended: Ended): string[];
}
