import type { AwsError } from "../core/errors.ts";
import { invalidArgument } from "./s3-errors.ts";
import type { Member } from "./schema.ts";

/** S3's own sentences for a parameter that is no value of its type; from public reports of AWS's answers. */
const SENTENCES: Readonly<Record<string, string>> = {
  partNumber: "Part number must be an integer between 1 and 10000, inclusive",
  "x-amz-object-lock-retain-until-date": "The retain until date must be provided in ISO 8601 format",
};

/** How S3 words a header or query parameter that it cannot read; `undefined` where it goes on without. */
export function unreadableValue(member: Member, name: string, value: string): AwsError | undefined {
  const sentence = SENTENCES[name];
  if (sentence !== undefined) return invalidArgument(sentence, name, value);
  // RFC 9110, 13.1.3: a date that is none is ignored.
  if (member.kind === "timestamp" || value === "") return undefined;
  if (member.kind === "boolean") return invalidArgument(`Invalid ${name} header`, name, value);
  return invalidArgument(`Provided ${name} not an integer or within integer range`, name, value);
}
