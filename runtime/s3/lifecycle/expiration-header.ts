import type { Bucket } from "../bucket.ts";
import { httpDate } from "../http-date.ts";
import type { ObjectVersion } from "../s3-object.ts";
import { LIFECYCLE } from "./lifecycle.ts";
import { abortOf, expiryOf } from "./rules.ts";

/** The header `x-amz-expiration` of answers about a current object that will expire. */
export function expirationOutput(bucket: Bucket, object: ObjectVersion): { readonly Expiration?: string } {
  const rules = bucket.subResources.get(LIFECYCLE)?.rules;
  const expiry = rules === undefined ? undefined : expiryOf(rules, object);
  if (expiry === undefined) return {};
  return { Expiration: `expiry-date="${httpDate(expiry.expiresAt)}", rule-id="${encodeURIComponent(expiry.ruleId)}"` };
}

/** The headers `x-amz-abort-date` and `x-amz-abort-rule-id` of answers about an upload that a rule will abort. */
export function abortOutput(
  bucket: Bucket,
  upload: { readonly key: string; readonly initiatedAt: number },
): { readonly AbortDate?: number; readonly AbortRuleId?: string } {
  const rules = bucket.subResources.get(LIFECYCLE)?.rules;
  const abort = rules === undefined ? undefined : abortOf(rules, upload);
  return abort === undefined ? {} : { AbortDate: abort.abortsAt, AbortRuleId: abort.ruleId };
}
