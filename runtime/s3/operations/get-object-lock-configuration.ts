import type {
  GetObjectLockConfigurationOutput,
  GetObjectLockConfigurationRequest,
} from "../../protocol/generated/s3.ts";
import { noSuchConfiguration } from "../errors.ts";
import { OBJECT_LOCK } from "../sub-resources/object-lock.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html */
export const getObjectLockConfiguration: Operation<
  GetObjectLockConfigurationRequest,
  GetObjectLockConfigurationOutput
> = ({ buckets }, request) => {
  const bucket = buckets.ofRequest(request);
  if (!bucket.objectLockEnabled) {
    const message = "Object Lock configuration does not exist for this bucket";
    throw noSuchConfiguration("ObjectLockConfigurationNotFoundError", message, bucket.name);
  }
  return { ObjectLockConfiguration: bucket.subResources.get(OBJECT_LOCK) ?? { ObjectLockEnabled: "Enabled" } };
};
