import type { Answer, Input } from "./answer.ts";
import type { S3Caller } from "./s3-caller.ts";

/** A recorded test, done again. */
export class Replay {
  readonly aws: S3Caller;
  readonly variant: string;
  readonly steps = new Map<string, Answer>();
  /** Members that nobody can foretell: a tag under a key, or what follows from a body that no recording shows. */
  readonly opaque = new Set<string>();

  constructor(aws: S3Caller, variant: string) {
    this.aws = aws;
    this.variant = variant;
  }

  get bucket(): string {
    return this.aws.bucket;
  }

  /** Does a step that the recording has, under its name. */
  async step(
    name: string,
    operation: string,
    input: Input,
    context?: Parameters<S3Caller["record"]>[2],
  ): Promise<Answer> {
    const answer = await this.aws.record(operation, input, context);
    this.steps.set(name, answer);
    return answer;
  }

  /** Does what the recording does not show. */
  call(operation: string, input: Input, context?: Parameters<S3Caller["record"]>[2]): Promise<Answer> {
    return this.aws.call(operation, input, context);
  }

  /** In the test's bucket. */
  on(input: Input): Input {
    return { Bucket: this.bucket, ...input };
  }

  async versioning(Status: "Enabled" | "Suspended", bucket = this.bucket): Promise<void> {
    await this.call("PutBucketVersioning", { Bucket: bucket, VersioningConfiguration: { Status } });
  }
}

export type Replays = Readonly<Record<string, (replay: Replay) => Promise<void>>>;

/** A member of an answer that is text. */
export function text(answer: Answer, ...path: readonly string[]): string {
  let value: unknown = answer;
  for (const name of path) value = (value as Answer | undefined)?.[name];
  if (typeof value !== "string") throw new TypeError(`${path.join(".")} is no text but ${JSON.stringify(value)}`);
  return value;
}
