import type { MultipartUpload } from "./uploads.ts";

/** Who began an upload: a user is named by its ARN and its name. */
export function toInitiator({ initiatorArn }: MultipartUpload): { readonly ID: string; readonly DisplayName: string } {
  return { ID: initiatorArn, DisplayName: initiatorArn.slice(initiatorArn.lastIndexOf("/") + 1) };
}
