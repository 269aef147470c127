import type { LifecycleRule } from "../../protocol/generated/s3.ts";
import type { SubResource } from "../sub-resources/sub-resources.ts";

export interface Lifecycle {
  readonly rules: readonly LifecycleRule[];
  readonly minimumSize: string;
}

/** When objects expire and move. */
export const LIFECYCLE: SubResource<Lifecycle> = { name: "lifecycle" };

export const DEFAULT_MINIMUM_SIZE = "all_storage_classes_128K";
