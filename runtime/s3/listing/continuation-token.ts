import { invalidArgument } from "../errors.ts";

/** What a page ended with, in a form that clients do not look into. */
export function continuationToken(last: string): string {
  return Buffer.from(`1${last}`, "utf8").toString("base64url");
}

/** @throws {AwsError} `InvalidArgument` for what is no token of ours */
export function readContinuationToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (!text.startsWith("1") || continuationToken(text.slice(1)) !== token) {
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  }
  return text.slice(1);
}
