import { createHash } from "node:crypto";

const owners = new Map<string, string>();

/**
 * The canonical user id of an account: 64 hex digits, always the same for the same account.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html
 */
export function canonicalUserId(accountId: string): string {
  let id = owners.get(accountId);
  if (id === undefined) {
    id = createHash("sha256").update(`canonical user of ${accountId}`).digest("hex");
    owners.set(accountId, id);
  }
  return id;
}
