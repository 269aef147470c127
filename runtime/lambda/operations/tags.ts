import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "../../protocol/generated/lambda.ts";
import { parseArn } from "../../core/arn.ts";
import { invalidParameterValue, functionNotFound, notModelled, resourceNotFound } from "../errors.ts";
import { addTags } from "../tags.ts";
import type { LambdaParts } from "./service-parts.ts";

/** Tags of one resource, and what else changes with them. */
interface Tagged {
  readonly tags: Map<string, string>;
  readonly changed: () => void;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export function tagResource(parts: LambdaParts, { Resource, Tags }: TagResourceRequest): void {
  const { tags, changed } = taggedResource(parts, Resource);
  // Recorded 2025-11-25, lambda_api--TestLambdaTags.tag_exceptions.
  if (Object.keys(Tags).length === 0) {
    throw invalidParameterValue("An error occurred and the request cannot be processed.");
  }
  addTags(tags, Tags);
  changed();
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export function untagResource(parts: LambdaParts, { Resource, TagKeys }: UntagResourceRequest): void {
  const { tags, changed } = taggedResource(parts, Resource);
  for (const key of TagKeys) tags.delete(key);
  changed();
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export function listTags(parts: LambdaParts, { Resource }: ListTagsRequest): ListTagsResponse {
  return { Tags: Object.fromEntries(taggedResource(parts, Resource).tags) };
}

/** Sentences recorded 2025-11-25, lambda_api--TestLambdaTag.tag_exceptions. */
function taggedResource(parts: LambdaParts, arn: string): Tagged {
  const [kind = "", id = "", ...rest] = (parseArn(arn)?.resource ?? "").split(":");
  if (kind === "function") return taggedFunction(parts, arn, rest.length > 0);
  if (kind === "event-source-mapping") return taggedMapping(parts, arn, id);
  if (kind === "code-signing-config") return { tags: parts.codeSigning.tagsOf(arn), changed: () => {} };
  if (kind === "capacity-provider") throw resourceNotFound(`Capacity provider not found: ${arn}`);
  throw notModelled(`Tagging a ${kind}`);
}

function taggedFunction({ functions, deployments }: LambdaParts, arn: string, isQualified: boolean): Tagged {
  if (isQualified) {
    throw invalidParameterValue(
      "Tags on function aliases and versions are not supported. Please specify a function ARN.",
    );
  }
  const record = functions.byArn(arn);
  if (record === undefined) throw functionNotFound(arn);
  return {
    tags: record.tags,
    // Recorded 2025-11-25, lambda_api--TestLambdaTags.tag_lifecycle.
    changed: () => {
      record.latest = { ...record.latest, revisionId: deployments.revisionId() };
    },
  };
}

function taggedMapping({ mappings, mappingTags }: LambdaParts, arn: string, uuid: string): Tagged {
  if (mappings().get(uuid) === undefined) throw resourceNotFound(`Event source mapping not found: ${arn}`);
  const tags = mappingTags.get(arn) ?? new Map<string, string>();
  mappingTags.set(arn, tags);
  return { tags, changed: () => {} };
}
