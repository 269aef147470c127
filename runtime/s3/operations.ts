import type { S3Operations } from "../protocol/generated/s3.ts";
import { bucketOperations } from "./operations-buckets.ts";
import { configurationOperations, identifiedOperations } from "./operations-configuration.ts";
import { objectOperations } from "./operations-objects.ts";
import type { Bind, S3Parts } from "./operations/service-parts.ts";

/** The operations that are modelled, bound to one service's parts; the others are refused by name. */
export function bindOperations(parts: S3Parts): Partial<S3Operations> {
  const bind: Bind = (operation) => (input, context) => operation(parts, input, context);
  return {
    ...objectOperations(bind),
    ...bucketOperations(bind),
    ...configurationOperations(bind),
    ...identifiedOperations(bind),
  };
}
