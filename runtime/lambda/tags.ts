import { invalidParameterValue } from "./errors.ts";
import { TAGS } from "./limits.ts";

/**
 * Adds tags to a resource's.
 *
 * @throws {AwsError} `InvalidParameterValueException`; nothing has changed then (recorded 2025-11-25, lambda_api--TestLambdaTags.tag_limits)
 */
export function addTags(tags: Map<string, string>, added: Readonly<Record<string, string>>): void {
  const reserved = Object.keys(added).find((key) => /^aws:/i.test(key));
  // "Don't use the aws: prefix in your tag names or values because it is reserved for AWS use"; the sentence is ours.
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html
  if (reserved !== undefined)
    throw invalidParameterValue(`The tag key ${reserved} starts with aws:, which is reserved.`);
  const keys = new Set([...tags.keys(), ...Object.keys(added)]);
  if (keys.size > TAGS) throw invalidParameterValue("Number of tags exceeds resource tag limit.");
  for (const [key, value] of Object.entries(added)) tags.set(key, value);
}
