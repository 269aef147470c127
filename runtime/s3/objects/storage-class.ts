import { invalidStorageClass } from "../errors.ts";

/** Classes that a client may ask for in a bucket of the usual kind. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html */
const STORAGE_CLASSES: ReadonlySet<string> = new Set([
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "GLACIER_IR",
  "DEEP_ARCHIVE",
]);

/** @throws {AwsError} `InvalidStorageClass` */
export function readStorageClass(requested: string | undefined): string {
  if (requested === undefined) return "STANDARD";
  if (!STORAGE_CLASSES.has(requested)) throw invalidStorageClass(requested);
  return requested;
}
