import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { RequestContext } from "../../protocol/service.ts";
import type { BodyStore } from "../bodies/body-store.ts";
import type { BucketRegistry } from "../bucket-registry.ts";
import type { Changes } from "../changes.ts";
import type { Lifecycles } from "../lifecycle/lifecycles.ts";
import type { VersionIds } from "../version-id.ts";
import type { Restores } from "../objects/restores.ts";
import type { BucketNotifications } from "../notifications/bucket-notifications.ts";

/** What operations work on. */
export interface S3Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly bodies: BodyStore;
  readonly versionIds: VersionIds;
  readonly buckets: BucketRegistry;
  readonly changes: Changes;
  readonly restores: Restores;
  readonly lifecycles: Lifecycles;
  readonly notifications: BucketNotifications;
}

/** How every operation looks from inside: the parts are given first, once. */
export type Operation<Input, Output> = (parts: S3Parts, input: Input, context: RequestContext) => Output;

/** Gives an operation its parts. */
export type Bind = <Input, Output>(
  operation: Operation<Input, Output>,
) => (input: Input, context: RequestContext) => Output;
