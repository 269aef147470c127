import type { SqsQueue } from "../../app/in-process.ts";
import type { Engine } from "../engine.ts";
import type { LedgerMessage } from "../ledger.ts";

interface Owner {
  readonly engine: Engine;
}

export interface SendOptions {
  readonly delaySeconds?: number | undefined;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
  /** Text values; others come through an SDK client. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** A message as a test reads it; a JSON body is parsed. */
export interface TestMessage extends LedgerMessage {
  readonly json: unknown;
}

/** A queue of the runtime, by its ARN: found when it is used. */
export class TestQueue {
  readonly arn: string;
  readonly #owner: Owner;

  constructor(owner: Owner, arn: string) {
    this.#owner = owner;
    this.arn = arn;
  }

  get engine(): Engine {
    return this.#owner.engine;
  }

  get name(): string {
    return this.arn.slice(this.arn.lastIndexOf(":") + 1);
  }

  /** For SDK calls. */
  get url(): string {
    const { endpoint } = this.engine.runtime;
    const [, , , , accountId = ""] = this.arn.split(":");
    return `${endpoint}/${accountId}/${this.name}`;
  }

  /** Exact, now. */
  get counts(): { readonly available: number; readonly inFlight: number; readonly delayed: number } {
    return this.engine.look((engine) => queueIn(engine, this.arn).counts);
  }

  /**
   * @param body what is no text becomes JSON
   * @returns the message's id
   * @throws {AwsError} SendMessage's
   */
  send(body: unknown, options: SendOptions = {}): string {
    const { delaySeconds, messageGroupId, messageDeduplicationId, attributes } = options;
    const draft = {
      body: typeof body === "string" ? body : JSON.stringify(body),
      delaySeconds,
      groupId: messageGroupId,
      deduplicationId: messageDeduplicationId,
      attributes:
        attributes &&
        Object.fromEntries(
          Object.entries(attributes).map(([name, stringValue]) => [name, { dataType: "String", stringValue } as const]),
        ),
    };
    // By its ARN each time: a restored runtime has queues of its own.
    return this.engine.do((engine) => queueIn(engine, this.arn).send(draft).messageId);
  }

  /** Every message that ever came into it, in order; those that are gone have the state `gone`. */
  received(): TestMessage[] {
    const messages = this.engine.look((engine) => engine.ledger.messagesOf(queueIn(engine, this.arn)));
    return messages.map((message) => ({ ...message, json: parsed(message.body) }));
  }

  /** Those that are in it now. */
  messages(): TestMessage[] {
    return this.received().filter(({ state }) => state !== "gone");
  }
}

function queueIn({ runtime }: Engine, arn: string): SqsQueue {
  const { sqs } = runtime.services;
  const queue = sqs.queueByArn(arn);
  if (queue !== undefined) return queue;
  const names = [...sqs.queues()].map(({ name }) => name).join(", ");
  throw new Error(`There is no queue ${arn.slice(arn.lastIndexOf(":") + 1)}. There are: ${names || "none"}.`);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
