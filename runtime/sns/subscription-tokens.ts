import type { Random } from "../core/random.ts";
import { invalidParameterSentence } from "./errors.ts";
import { CONFIRMATION_MS } from "./limits.ts";
import type { Subscription } from "./subscription.ts";

/** How AWS's tokens begin. */
const PREFIX = "2336412f37";
const RANDOM_BYTES = 139;
const TOKEN = /^(?:[0-9a-f]{2})+$/;

/** Tokens by which an endpoint proves that it got a question. Each is 288 hexadecimal digits, as AWS's are. */
export class SubscriptionTokens {
  readonly #random: Random;
  /** Oldest first. */
  readonly #issued = new Map<string, { readonly subscription: Subscription; readonly until: number }>();
  readonly #newest = new WeakMap<Subscription, string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A token that is good for two days. */
  create(subscription: Subscription, now: number): string {
    const token = PREFIX + this.#random.hex(RANDOM_BYTES);
    this.#issued.set(token, { subscription, until: now + CONFIRMATION_MS });
    this.#newest.set(subscription, token);
    return token;
  }

  /**
   * @throws {AwsError} `InvalidParameter` with another sentence for what cannot be a token (recorded: sns_confirm_subscription_wrong_token)
   */
  find(token: string, now: number): Subscription | undefined {
    if (!TOKEN.test(token)) throw invalidParameterSentence("Invalid token");
    for (const [issued, { until }] of this.#issued) {
      if (until > now) break;
      this.#issued.delete(issued);
    }
    return this.#issued.get(token)?.subscription;
  }

  newest(subscription: Subscription): string | undefined {
    return this.#newest.get(subscription);
  }
}
