import type {
  GetPublicAccessBlockOutput,
  PublicAccessBlockConfiguration,
  PutPublicAccessBlockRequest,
} from "../../protocol/generated/s3.ts";
import { noSuchConfiguration } from "../errors.ts";
import { deleteConfiguration, getConfiguration, putConfiguration } from "./configuration-operations.ts";
import { PUBLIC_ACCESS_BLOCK } from "./public-access.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export const putPublicAccessBlock = putConfiguration<PutPublicAccessBlockRequest, PublicAccessBlockConfiguration>(
  PUBLIC_ACCESS_BLOCK,
  ({ PublicAccessBlockConfiguration: given }) => ({
    BlockPublicAcls: given.BlockPublicAcls ?? false,
    IgnorePublicAcls: given.IgnorePublicAcls ?? false,
    BlockPublicPolicy: given.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: given.RestrictPublicBuckets ?? false,
  }),
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
export const getPublicAccessBlock = getConfiguration<PublicAccessBlockConfiguration, GetPublicAccessBlockOutput>(
  PUBLIC_ACCESS_BLOCK,
  (configuration) => ({ PublicAccessBlockConfiguration: configuration }),
  ({ name }) => {
    const message = "The public access block configuration was not found";
    throw noSuchConfiguration("NoSuchPublicAccessBlockConfiguration", message, name);
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html */
export const deletePublicAccessBlock = deleteConfiguration(PUBLIC_ACCESS_BLOCK);
