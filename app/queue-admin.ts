import type { Scope } from "../runtime/core/arn.ts";
import { formatArn } from "../runtime/core/arn.ts";
import { AwsError } from "../runtime/core/errors.ts";
import type { Random } from "../runtime/core/random.ts";
import type { SqsOperations } from "../runtime/protocol/generated/sqs.ts";
import type { RequestContext } from "../runtime/protocol/service.ts";
import type { QueueDeclaration } from "./config/resolve.ts";

/** The operations that a config's queues go through: the same door as any client's. */
export type QueueOperations = Required<
  Pick<SqsOperations, "CreateQueue" | "SetQueueAttributes" | "GetQueueAttributes" | "GetQueueUrl">
>;

/** Creates and changes a config's queues. All methods throw AWS's `AwsError`s. */
export class QueueAdmin {
  readonly #operations: QueueOperations;
  readonly #scope: Scope;
  readonly #context: RequestContext;

  constructor(operations: QueueOperations, scope: Scope, options: { random: Random; endpoint: string }) {
    this.#operations = operations;
    this.#scope = scope;
    this.#context = {
      requestId: options.random.uuid(),
      ...scope,
      accessKeyId: undefined,
      endpoint: options.endpoint,
      path: "/",
      protocol: "awsJson",
      signal: new AbortController().signal,
      causeId: undefined,
      traceHeader: undefined,
    };
  }

  arnOf(name: string): string {
    return formatArn("sqs", this.#scope, name);
  }

  /** A queue that a client has already made with other attributes is changed, so that no message is lost. */
  async create({ name, attributes, tags }: QueueDeclaration): Promise<void> {
    try {
      await this.#operations.CreateQueue({ QueueName: name, Attributes: attributes, tags }, this.#context);
    } catch (error) {
      if (!(error instanceof AwsError) || !/QueueNameExists|QueueAlreadyExists/.test(error.code)) throw error;
      await this.setAttributes(name, attributes);
    }
  }

  async setAttributes(name: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    await this.#operations.SetQueueAttributes(
      { QueueUrl: await this.#urlOf(name), Attributes: attributes },
      this.#context,
    );
  }

  /** `undefined` when there is no such queue. */
  async visibilityTimeoutSeconds(queueArn: string): Promise<number | undefined> {
    try {
      const QueueUrl = await this.#urlOf(queueArn.slice(queueArn.lastIndexOf(":") + 1));
      const { Attributes = {} } = await this.#operations.GetQueueAttributes(
        { QueueUrl, AttributeNames: ["VisibilityTimeout"] },
        this.#context,
      );
      return Number(Attributes["VisibilityTimeout"]);
    } catch (error) {
      if (error instanceof AwsError) return undefined;
      throw error;
    }
  }

  async #urlOf(name: string): Promise<string> {
    const { QueueUrl = "" } = await this.#operations.GetQueueUrl({ QueueName: name }, this.#context);
    return QueueUrl;
  }
}
