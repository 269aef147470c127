import type {
  GetBucketOwnershipControlsOutput,
  OwnershipControls,
  PutBucketOwnershipControlsRequest,
} from "../../protocol/generated/s3.ts";
import type { Bucket } from "../bucket.ts";
import { malformedXml, noSuchConfiguration } from "../errors.ts";
import { deleteConfiguration, getConfiguration, putConfiguration } from "./configuration-operations.ts";
import { isObjectOwnership, OWNERSHIP } from "./object-ownership.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const putBucketOwnershipControls = putConfiguration<PutBucketOwnershipControlsRequest, OwnershipControls>(
  OWNERSHIP,
  ({ OwnershipControls: controls }) => {
    const [rule, ...more] = controls.Rules;
    if (rule === undefined || more.length > 0 || !isObjectOwnership(rule.ObjectOwnership)) throw malformedXml();
    return controls;
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html */
export const getBucketOwnershipControls = getConfiguration<OwnershipControls, GetBucketOwnershipControlsOutput>(
  OWNERSHIP,
  (controls) => ({ OwnershipControls: controls }),
  ({ name }: Bucket) => {
    const message = "The bucket ownership controls were not found";
    throw noSuchConfiguration("OwnershipControlsNotFoundError", message, name);
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html */
export const deleteBucketOwnershipControls = deleteConfiguration(OWNERSHIP);
