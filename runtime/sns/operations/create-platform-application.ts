import type {
  CreatePlatformApplicationInput,
  CreatePlatformApplicationResponse,
} from "../../protocol/generated/sns.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/sns/latest/api/API_CreatePlatformApplication.html */
export const createPlatformApplication: Operation<CreatePlatformApplicationInput, CreatePlatformApplicationResponse> = (
  { platforms },
  { Name: name, Platform: platform, Attributes: attributes },
  context,
) => ({ PlatformApplicationArn: platforms.create(context, name, platform, attributes).arn });
