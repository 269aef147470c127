import type * as Sdk from "@aws-sdk/client-sqs";
import type { Clock } from "../../runtime/core/clock.ts";
import { AwsError } from "../../runtime/core/errors.ts";
import type { QueueMessage, QueueMessageAttribute, QueueSource, ReceiveRequest } from "./queue-source.ts";

export interface SqsEndpointOptions {
  readonly clock: Clock;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly region: string;
  /** Of another machine's runtime; absent: Amazon SQS. Credentials come from the SDK's own chain. */
  readonly endpoint?: string | undefined;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Seconds: SQS's longest long poll. */
const LONGEST_WAIT = 20;
/** How long an answered `VisibilityTimeout` is taken for true. */
const SETTINGS_MS = 60_000;

interface Loaded {
  readonly sdk: typeof Sdk;
  readonly client: Sdk.SQSClient;
}

/**
 * A queue behind any SQS endpoint as a poller reads it. The SDK is loaded with the first call.
 *
 * A receive that is aborted may have taken messages at the other end; they come back after their visibility timeout.
 *
 * @example
 * const source = sqsEndpointQueue({ clock, queueArn, queueUrl, region: "eu-west-1" });
 * const messages = await source.receive({ max: 10, signal, receiver: "me" });
 */
export function sqsEndpointQueue(options: SqsEndpointOptions): QueueSource {
  return new SqsEndpointQueue(options);
}

class SqsEndpointQueue implements QueueSource {
  readonly queueArn: string;
  readonly #options: SqsEndpointOptions;
  #loaded: Promise<Loaded> | undefined;
  #visibility: { readonly seconds: number; readonly at: number } | undefined;

  constructor(options: SqsEndpointOptions) {
    this.queueArn = options.queueArn;
    this.#options = options;
  }

  async visibilityTimeoutSeconds(): Promise<number> {
    const now = this.#options.clock.now();
    if (this.#visibility !== undefined && now - this.#visibility.at < SETTINGS_MS) return this.#visibility.seconds;
    const { sdk, client } = await this.#load();
    const command = new sdk.GetQueueAttributesCommand({
      QueueUrl: this.#options.queueUrl,
      AttributeNames: ["VisibilityTimeout"],
    });
    const { Attributes = {} } = await asAwsError(client.send(command));
    const seconds = Number(Attributes["VisibilityTimeout"]);
    this.#visibility = { seconds, at: now };
    return seconds;
  }

  async receive(request: ReceiveRequest): Promise<readonly QueueMessage[]> {
    const { waitMs, signal } = request;
    const endsAt = waitMs === undefined ? Infinity : this.#options.clock.now() + waitMs;
    for (;;) {
      if (signal.aborted) return [];
      const leftSeconds = Math.max(0, Math.floor((endsAt - this.#options.clock.now()) / 1000));
      const messages = await this.#receive(request, Math.min(LONGEST_WAIT, leftSeconds));
      if (messages.length > 0 || leftSeconds === 0) return messages;
    }
  }

  async delete(receiptHandle: string): Promise<void> {
    const { sdk, client } = await this.#load();
    const command = new sdk.DeleteMessageCommand({ QueueUrl: this.#options.queueUrl, ReceiptHandle: receiptHandle });
    await asAwsError(client.send(command));
  }

  async changeVisibility(receiptHandle: string, visibilityTimeoutSeconds: number): Promise<void> {
    const { sdk, client } = await this.#load();
    const command = new sdk.ChangeMessageVisibilityCommand({
      QueueUrl: this.#options.queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: visibilityTimeoutSeconds,
    });
    await asAwsError(client.send(command));
  }

  async #receive(request: ReceiveRequest, waitSeconds: number): Promise<readonly QueueMessage[]> {
    const { max, visibilityTimeoutSeconds, signal } = request;
    const { sdk, client } = await this.#load();
    const command = new sdk.ReceiveMessageCommand({
      QueueUrl: this.#options.queueUrl,
      MaxNumberOfMessages: max,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: visibilityTimeoutSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    });
    try {
      const { Messages = [] } = await asAwsError(client.send(command, { abortSignal: signal }));
      return Messages.map(toQueueMessage);
    } catch (error) {
      if (signal.aborted) return [];
      throw error;
    }
  }

  #load(): Promise<Loaded> {
    this.#loaded ??= import("@aws-sdk/client-sqs").then((sdk) => {
      const { region, endpoint, credentials } = this.#options;
      const client = new sdk.SQSClient({ region, ...(endpoint && { endpoint }), ...(credentials && { credentials }) });
      return { sdk, client };
    });
    return this.#loaded;
  }
}

/** What the service or the network refuses is no bug of ours. */
async function asAwsError<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new AwsError(error.name === "Error" ? "NetworkingError" : error.name, error.message);
  }
}

function toQueueMessage(message: Sdk.Message): QueueMessage {
  const { MessageId = "", ReceiptHandle = "", Body = "", MD5OfBody = "" } = message;
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, toAttribute(value)]);
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    md5OfBody: MD5OfBody,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes) as QueueMessage["messageAttributes"],
    md5OfMessageAttributes: message.MD5OfMessageAttributes,
  };
}

function toAttribute({ DataType = "", StringValue, BinaryValue }: Sdk.MessageAttributeValue): QueueMessageAttribute {
  return { dataType: DataType, stringValue: StringValue, binaryValue: BinaryValue };
}
