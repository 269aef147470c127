import { Connection } from "../connection.ts";
import { deleteMessage, receiptsIn, receiveMessages, sendMessage } from "../messages.ts";
import { cpuMs } from "../processes.ts";
import { type Endpoints, startEndpoints } from "../servers.ts";
import { pause, percentile, rounded, samplesOf } from "../statistics.ts";

const WAKES = 1000;
const QUEUES = 1000;
const LONGEST_WAIT_SECONDS = 20;

/** From a SendMessage being written to the answer of the long poll that waited for it, seen by the clients. */
export async function measureWake(): Promise<Record<string, number>> {
  const endpoints = await startEndpoints();
  try {
    const queueUrl = await endpoints.createQueue("wake");
    const receiver = await Connection.open(endpoints.server.port);
    const samples = await samplesOf(WAKES, () => wakeOnce(endpoints, receiver, queueUrl));
    receiver.close();
    return { wakeP50Ms: rounded(percentile(samples, 0.5)), wakeP95Ms: rounded(percentile(samples, 0.95)) };
  } finally {
    await endpoints.stop();
  }
}

async function wakeOnce({ call }: Endpoints, receiver: Connection, queueUrl: string): Promise<number> {
  const received = receiver.request(receiveMessages(queueUrl, 1, LONGEST_WAIT_SECONDS)).then(({ body }) => ({
    body,
    at: performance.now(),
  }));
  await pause(3);
  const sentAt = performance.now();
  await call(sendMessage(queueUrl, "wake"));
  const { body, at } = await received;
  await call(deleteMessage(queueUrl, receiptsIn(body)[0] ?? ""));
  return at - sentAt;
}

/** A thousand queues, each long-polled by its own client: what the waiting costs, and how fast each is woken. */
export async function measureManyLongPolls(): Promise<Record<string, number>> {
  const endpoints = await startEndpoints();
  const { server } = endpoints;
  const pollers: Poller[] = [];
  try {
    for (let queue = 0; queue < QUEUES; queue++) {
      const queueUrl = await endpoints.createQueue(`polled-${queue}`);
      pollers.push(await Poller.start(server.port, queueUrl));
    }
    // The first wait's end is the first time that this code runs at all.
    await pause(LONGEST_WAIT_SECONDS * 1000);
    const startedAt = performance.now();
    const before = cpuMs(server.pid);
    // Long enough for every poll to end once and to begin anew.
    await pause(LONGEST_WAIT_SECONDS * 1000 + 2000);
    const share = (cpuMs(server.pid) - before) / (performance.now() - startedAt);
    const wakes: number[] = [];
    for (const poller of pollers) wakes.push(await poller.wake(endpoints));
    return {
      idleLongPollsPercentOfCore: rounded(share * 100),
      wakeAmongThousandP50Ms: rounded(percentile(wakes, 0.5)),
    };
  } finally {
    for (const poller of pollers) poller.stop();
    await endpoints.stop();
  }
}

/** Polls its queue again and again, as a real client does. */
class Poller {
  readonly #connection: Connection;
  readonly #queueUrl: string;
  #onMessage: (() => void) | undefined;
  #stopped = false;

  private constructor(connection: Connection, queueUrl: string) {
    this.#connection = connection;
    this.#queueUrl = queueUrl;
    this.#poll();
  }

  static async start(port: number, queueUrl: string): Promise<Poller> {
    return new Poller(await Connection.open(port), queueUrl);
  }

  /** Milliseconds from a send to the poll's answer. */
  async wake({ call }: Endpoints): Promise<number> {
    const received = new Promise<number>((resolve) => {
      this.#onMessage = () => resolve(performance.now());
    });
    const sentAt = performance.now();
    await call(sendMessage(this.#queueUrl, "wake"));
    return (await received) - sentAt;
  }

  stop(): void {
    this.#stopped = true;
    this.#connection.close();
  }

  #poll(): void {
    this.#connection.send(receiveMessages(this.#queueUrl, 1, LONGEST_WAIT_SECONDS), ({ body }) => {
      if (body.includes("ReceiptHandle")) this.#onMessage?.();
      if (!this.#stopped) this.#poll();
    });
  }
}
