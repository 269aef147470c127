import type {
  ListPolicyTagsRequest,
  ListPolicyTagsResponse,
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  Tag,
  TagPolicyRequest,
  TagRoleRequest,
  UntagPolicyRequest,
  UntagRoleRequest,
} from "../../protocol/generated/iam.ts";
import { pageOf } from "../paging.ts";
import type { PageEnd, PageRequest } from "../paging.ts";
import { inListingOrder } from "../tags.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole: Operation<TagRoleRequest, void> = ({ roles }, request) => {
  roles.get(request.RoleName).tags.add(request.Tags);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole: Operation<UntagRoleRequest, void> = ({ roles }, request) => {
  roles.get(request.RoleName).tags.remove(request.TagKeys);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export const listRoleTags: Operation<ListRoleTagsRequest, ListRoleTagsResponse> = ({ roles }, request) =>
  pageOfTags(roles.get(request.RoleName).tags.list(), request);

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html */
export const tagPolicy: Operation<TagPolicyRequest, void> = ({ policies }, request) => {
  policies.getOwn(request.PolicyArn).tags.add(request.Tags);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html */
export const untagPolicy: Operation<UntagPolicyRequest, void> = ({ policies }, request) => {
  policies.getOwn(request.PolicyArn).tags.remove(request.TagKeys);
};

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html */
export const listPolicyTags: Operation<ListPolicyTagsRequest, ListPolicyTagsResponse> = ({ policies }, request) =>
  pageOfTags(policies.get(request.PolicyArn).tags.list(), request);

function pageOfTags(tags: readonly Tag[], request: PageRequest): PageEnd & { readonly Tags: Tag[] } {
  // The order of keys as `inListingOrder` has it, made comparable as texts.
  const keyOf = ({ Key }: Tag): string => String(Key.length).padStart(3, "0") + Key;
  const { items, end } = pageOf(inListingOrder(tags), keyOf, request);
  return { Tags: items, ...end };
}
