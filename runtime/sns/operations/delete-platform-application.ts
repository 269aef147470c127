import type { DeletePlatformApplicationInput } from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_DeletePlatformApplication.html */
export const deletePlatformApplication: Operation<DeletePlatformApplicationInput, void> = ({ platforms }, request) => {
  platforms.delete(request.PlatformApplicationArn);
};
