import type { Engine } from "../engine.ts";

export interface PublishOptions {
  readonly subject?: string | undefined;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
  /** Text values; others come through an SDK client. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** A topic of the runtime, by its ARN. */
export class TestTopic {
  readonly arn: string;
  readonly #owner: { readonly engine: Engine };

  constructor(owner: { readonly engine: Engine }, arn: string) {
    this.#owner = owner;
    this.arn = arn;
  }

  /**
   * @param message what is no text becomes JSON
   * @returns the message's id
   * @throws {AwsError} Publish's
   */
  publish(message: unknown, options: PublishOptions = {}): string {
    const { subject, messageGroupId, messageDeduplicationId, attributes = {} } = options;
    const draft = {
      Message: typeof message === "string" ? message : JSON.stringify(message),
      Subject: subject,
      MessageGroupId: messageGroupId,
      MessageDeduplicationId: messageDeduplicationId,
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
      ),
    };
    return this.#owner.engine.do(({ runtime }) => {
      const { sns } = runtime.services;
      const topic = sns.topicByArn(this.arn);
      if (topic === undefined) throw new Error(`There is no topic ${this.arn}.`);
      return sns.publish(topic, draft).messageId;
    });
  }
}
