import type { Random } from "../core/random.ts";
import { invalidParameterSentence } from "./errors.ts";
import type { Subscription } from "./subscription.ts";

/** How AWS's tokens begin. */
const PREFIX = "2336412f37";
const RANDOM_BYTES = 139;
const TOKEN = /^(?:[0-9a-f]{2})+$/;

/** Tokens by which an endpoint proves that it got a question. Each is 288 hexadecimal digits, as AWS's are. */
export class SubscriptionTokens {
  readonly #random: Random;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #newest = new WeakMap<Subscription, string>();

  constructor(random: Random) {
    this.#random = random;
  }

  create(subscription: Subscription): string {
    const token = PREFIX + this.#random.hex(RANDOM_BYTES);
    this.#subscriptions.set(token, subscription);
    this.#newest.set(subscription, token);
    return token;
  }

  /**
   * @throws {AwsError} `InvalidParameter` with another sentence for what cannot be a token (recorded: sns_confirm_subscription_wrong_token)
   */
  find(token: string): Subscription | undefined {
    if (!TOKEN.test(token)) throw invalidParameterSentence("Invalid token");
    return this.#subscriptions.get(token);
  }

  newest(subscription: Subscription): string | undefined {
    return this.#newest.get(subscription);
  }
}
