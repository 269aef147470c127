import { ExpiringMap } from "./expiring-map.ts";
import { RECEIVE_ATTEMPT_INTERVAL_MS } from "./limits.ts";
import type { Message, MessageState } from "./message.ts";
import type { ReceivedMessage } from "./received-message.ts";

/** What one receive took, and the states it left behind. */
interface Attempt {
  readonly messages: readonly Message[];
  readonly states: readonly MessageState[];
  readonly received: ReceivedMessage[];
}

/**
 * Answers of a FIFO queue by `ReceiveRequestAttemptId`, so that a client whose answer got lost asks again and gets the same.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-receiverequestattemptid-request-parameter.html
 */
export class ReceiveAttempts {
  #attempts = new ExpiringMap<Attempt>(RECEIVE_ATTEMPT_INTERVAL_MS);

  remember(attemptId: string, messages: readonly Message[], received: ReceivedMessage[], now: number): void {
    this.#attempts.set(attemptId, { messages, states: messages.map(({ state }) => state), received }, now);
  }

  /** Messages that were purged must not come again. */
  forget(): void {
    this.#attempts = new ExpiringMap(RECEIVE_ATTEMPT_INTERVAL_MS);
  }

  /**
   * What the same attempt got, while none of its messages was deleted, came back or had its visibility changed.
   *
   * @param hideAgain starts a message's visibility timeout anew
   */
  repeat(attemptId: string, now: number, hideAgain: (message: Message) => void): ReceivedMessage[] | undefined {
    const attempt = this.#attempts.get(attemptId, now);
    if (attempt === undefined) return undefined;
    const { messages, states, received } = attempt;
    const isUntouched = messages.every(({ state }, index) => state === states[index] && state.kind === "inFlight");
    if (!isUntouched) return undefined;
    for (const message of messages) hideAgain(message);
    this.remember(attemptId, messages, received, now);
    return received;
  }
}
