import type { S3Operations } from "../protocol/generated/s3.ts";
import type { RequestContext } from "../protocol/service.ts";
import { checkDocument, hasDocument, loadDocumentChecksum } from "./checksums/document-digest.ts";
import { bucketOperations } from "./operations-buckets.ts";
import { configurationOperations, identifiedOperations } from "./operations-configuration.ts";
import { objectOperations } from "./operations-objects.ts";
import type { Bind, S3Parts } from "./operations/service-parts.ts";

/** The operations that are modelled, bound to one service's parts; the others are refused by name. */
export function bindOperations(parts: S3Parts): Partial<S3Operations> {
  const bind: Bind = (operation) => (input, context) => operation(parts, input, context);
  return withDigests({
    ...objectOperations(bind),
    ...bucketOperations(bind),
    ...configurationOperations(bind),
    ...identifiedOperations(bind),
  });
}

/** Operations with a document look at its digest first. */
function withDigests(operations: Partial<S3Operations>): Partial<S3Operations> {
  const entries = Object.entries(operations).map(([name, run]) => {
    if (!hasDocument(name)) return [name, run] as const;
    const perform = run as (input: unknown, context: RequestContext) => unknown;
    const checked = (input: unknown, context: RequestContext): unknown => {
      checkDocument(name, context);
      return perform(input, context);
    };
    const check = (input: unknown, context: RequestContext): unknown => {
      const loading = loadDocumentChecksum(context);
      return loading === undefined ? checked(input, context) : loading.then(() => checked(input, context));
    };
    return [name, check] as const;
  });
  return Object.fromEntries(entries) as Partial<S3Operations>;
}
