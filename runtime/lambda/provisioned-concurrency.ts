import { replaceVersion, SETTLE_MS } from "./deployments.ts";
import type { FunctionRecord } from "./function-record.ts";
import type { LambdaParts } from "./operations/service-parts.ts";
import type { ProvisionedConcurrency } from "./provisioned-concurrency-config.ts";

/**
 * Sets the provisioned concurrency of a version or an alias, which is ready after a moment.
 *
 * What is allocated already stays meanwhile, also when an alias moves to another version (recorded 2023-03-21,
 * lambda--TestLambdaConcurrency.lambda_provisioned_concurrency_moves_with_alias).
 */
export function provision(
  { clock, deployments }: LambdaParts,
  record: FunctionRecord,
  qualifier: string,
  requested: number,
): ProvisionedConcurrency {
  const before = record.provisionedConcurrency.get(qualifier);
  const provisioned: ProvisionedConcurrency = {
    requested,
    allocated: Math.min(before?.allocated ?? 0, requested),
    lastModifiedAt: clock.now(),
    status: "IN_PROGRESS",
  };
  record.provisionedConcurrency.set(qualifier, provisioned);
  clock.schedule(SETTLE_MS, () => {
    if (record.provisionedConcurrency.get(qualifier) !== provisioned) return;
    record.provisionedConcurrency.set(qualifier, { ...provisioned, allocated: requested, status: "READY" });
    // Recorded there, too.
    const version = record.versionOf(qualifier);
    if (version !== undefined) replaceVersion(record, { ...version, revisionId: deployments.revisionId() });
  });
  return provisioned;
}
