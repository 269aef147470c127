import type {
  GetPlatformApplicationAttributesInput,
  GetPlatformApplicationAttributesResponse,
} from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetPlatformApplicationAttributes.html */
export const getPlatformApplicationAttributes: Operation<
  GetPlatformApplicationAttributesInput,
  GetPlatformApplicationAttributesResponse
> = ({ platforms }, request) => ({ Attributes: platforms.ofRequest(request.PlatformApplicationArn).attributes });
