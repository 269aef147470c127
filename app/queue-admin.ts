import type { Scope } from "../runtime/core/arn.ts";
import { formatArn } from "../runtime/core/arn.ts";
import { AwsError } from "../runtime/core/errors.ts";
import type { Sqs } from "../runtime/sqs/index.ts";
import type { QueueDeclaration } from "./config/resolve.ts";

/** Creates and changes a config's queues, with the checks that every client's calls have. */
export class QueueAdmin {
  readonly #sqs: Sqs;
  readonly #scope: Scope;

  constructor(sqs: Sqs, scope: Scope) {
    this.#sqs = sqs;
    this.#scope = scope;
  }

  arnOf(name: string): string {
    return formatArn("sqs", this.#scope, name);
  }

  /** `undefined` when there is no such queue. */
  visibilityTimeoutSeconds(queueArn: string): number | undefined {
    return this.#sqs.queueByArn(queueArn)?.visibilityTimeoutSeconds;
  }

  /**
   * A queue that a client has already made with other attributes is changed, so that no message is lost.
   *
   * @throws {AwsError} CreateQueue's, SetQueueAttributes's
   */
  create({ name, attributes, tags }: QueueDeclaration): void {
    try {
      this.#sqs.createQueue(this.#scope, name, attributes, tags);
    } catch (error) {
      const exists = error instanceof AwsError && error.code === "QueueNameExists";
      if (!exists) throw error;
      this.setAttributes(name, attributes);
    }
  }

  /** @throws {AwsError} SetQueueAttributes's */
  setAttributes(name: string, attributes: Readonly<Record<string, string>>): void {
    const queue = this.#sqs.queueByArn(this.arnOf(name));
    // A client has deleted it meanwhile.
    if (queue === undefined) this.#sqs.createQueue(this.#scope, name, attributes);
    else this.#sqs.setQueueAttributes(queue, attributes);
  }
}
