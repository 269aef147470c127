import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import type { SqsOperations } from "../../../runtime/protocol/generated/sqs.ts";
import type { RequestContext } from "../../../runtime/protocol/service.ts";
import {
  createSqsService,
  type Queue,
  type ReceivedMessage,
  type Sqs,
  type SqsOptions,
} from "../../../runtime/sqs/index.ts";

const SCOPE = { region: "us-east-1", accountId: "000000000000" };

/** A fresh SQS on a virtual clock. Every test makes its own. */
export class Lab {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly sqs: Sqs;

  constructor(options: Partial<SqsOptions> = {}) {
    const { clock, journal } = this;
    const random = seededRandom("unit");
    this.sqs = createSqsService({ clock, journal, random, homeRegion: SCOPE.region, ordered: true, ...options });
  }

  queue(attributes: Readonly<Record<string, string>> = {}, name = "orders"): Queue {
    return this.sqs.createQueue(SCOPE, name, attributes);
  }

  fifo(attributes: Readonly<Record<string, string>> = {}, name = "orders.fifo"): Queue {
    return this.queue({ FifoQueue: "true", ...attributes }, name);
  }

  /** SetQueueAttributes. */
  set(queue: Queue, attributes: Readonly<Record<string, string>>): void {
    void this.sqs.service.operations.SetQueueAttributes?.(
      { QueueUrl: `http://127.0.0.1:4566/${SCOPE.accountId}/${queue.name}`, Attributes: attributes },
      requestContext(),
    );
  }

  /** DeleteQueue. */
  delete(queue: Queue): void {
    const url = `http://127.0.0.1:4566/${SCOPE.accountId}/${queue.name}`;
    void this.sqs.service.operations.DeleteQueue?.({ QueueUrl: url }, requestContext());
  }

  kinds(): string[] {
    return this.journal.entries().map(({ kind }) => kind);
  }
}

function requestContext(context: Partial<RequestContext> = {}): RequestContext {
  return {
    ...SCOPE,
    requestId: "00000000-0000-4000-8000-000000000000",
    accessKeyId: undefined,
    endpoint: "http://127.0.0.1:4566",
    path: "/",
    protocol: "awsJson",
    signal: new AbortController().signal,
    causeId: undefined,
    traceHeader: undefined,
    hostId: "",
    sourceIp: "127.0.0.1",
    header: () => undefined,
    ...context,
  };
}

/** A receive that does not wait. */
export function receive(queue: Queue, max = 1, visibilityTimeoutSeconds?: number): ReceivedMessage[] {
  const received = queue.receive({ max, visibilityTimeoutSeconds, receiver: "client" });
  if (!Array.isArray(received)) throw new Error("this receive waits");
  return received;
}

export function bodies(messages: readonly ReceivedMessage[]): string[] {
  return messages.map(({ body }) => body);
}

export function only(messages: readonly ReceivedMessage[]): ReceivedMessage {
  const [message] = messages;
  if (message === undefined || messages.length > 1) throw new Error(`${messages.length} messages instead of one`);
  return message;
}

type Name = keyof SqsOperations;

/** Calls an operation that answers without waiting. */
export function call<Operation extends Name>(
  { sqs }: Lab,
  operation: Operation,
  input: Partial<Parameters<SqsOperations[Operation]>[0]>,
  context: Partial<RequestContext> = {},
): Exclude<ReturnType<SqsOperations[Operation]>, Promise<unknown>> {
  const run = sqs.service.operations[operation] as (input: unknown, context: RequestContext) => never;
  return run(input, requestContext(context));
}

export const URL_OF_ORDERS = "http://127.0.0.1:4566/000000000000/orders";
