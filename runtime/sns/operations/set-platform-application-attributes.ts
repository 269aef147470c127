import type { SetPlatformApplicationAttributesInput } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_SetPlatformApplicationAttributes.html */
export const setPlatformApplicationAttributes: Operation<SetPlatformApplicationAttributesInput, void> = (
  { platforms },
  request,
) => {
  platforms.setAttributes(platforms.ofRequest(request.PlatformApplicationArn), request.Attributes);
};
