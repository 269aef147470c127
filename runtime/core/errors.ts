/**
 * The three kinds of error, never mixed:
 * an `AwsError` is an answer for a client, a `UserError` tells the user what to mend,
 * and anything else that is thrown is a bug of ours (500 `InternalFailure` and a loud log).
 */

/** Extra members of a modelled error's body, under their wire names. */
export type ErrorMembers = Readonly<Record<string, unknown>>;

export interface AwsErrorOptions {
  /** HTTP status; by default the model's, else 400. */
  readonly status?: number;
  /** Whose fault; by default the model's, else Sender. */
  readonly fault?: "Sender" | "Receiver";
  readonly members?: ErrorMembers;
  /** Headers of the answer that belong to this error (`x-amz-delete-marker`), by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An error that AWS documents and a client is meant to see, with AWS's own code and sentence.
 *
 * `code` is the model's shape name (`QueueDoesNotExist`) where one exists, else the wire code (`InvalidParameterValue`);
 * the protocol layer turns it into each protocol's spelling.
 */
export class AwsError extends Error {
  override readonly name: string = "AwsError";
  readonly code: string;
  readonly status: number | undefined;
  readonly fault: "Sender" | "Receiver" | undefined;
  readonly members: ErrorMembers;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    super(message);
    this.code = code;
    this.status = options.status;
    this.fault = options.fault;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }
}

/** Where in the user's own files something is wrong. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The path of the key, for example `functions.orders.timeout`. */
  readonly key?: string;
}

/** What the user did wrong (config, handler path, flag, port), in one sentence, with where and how to mend it. */
export class UserError extends Error {
  override readonly name: string = "UserError";
  /** Stable and searchable, for example `HANDLER_NOT_FOUND`. */
  readonly code: string;
  readonly place: Place | undefined;
  readonly advice: string | undefined;

  constructor(code: string, message: string, options: { place?: Place; advice?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place;
    this.advice = options.advice;
  }
}
