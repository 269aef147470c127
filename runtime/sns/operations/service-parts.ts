import type { Clock } from "../../core/clock.ts";
import type { RequestContext } from "../../protocol/service.ts";
import type { PlatformApplications } from "../platform-applications.ts";
import type { Publisher } from "../publisher.ts";
import type { SmsAccounts } from "../sms.ts";
import type { Subscriptions } from "../subscriptions.ts";
import type { Topics } from "../topics.ts";

/** What operations work with. */
export interface SnsParts {
  readonly clock: Clock;
  readonly topics: Topics;
  readonly subscriptions: Subscriptions;
  readonly publisher: Publisher;
  readonly platforms: PlatformApplications;
  readonly sms: SmsAccounts;
}

/** How every operation looks from inside: the parts are given first, once. */
export type Operation<Input, Output> = (parts: SnsParts, input: Input, context: RequestContext) => Output;
