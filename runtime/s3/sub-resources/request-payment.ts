import type { GetBucketRequestPaymentOutput, PutBucketRequestPaymentRequest } from "../../protocol/generated/s3.ts";
import { malformedXml } from "../errors.ts";
import { getConfiguration, putConfiguration } from "./configuration-operations.ts";
import type { SubResource } from "./sub-resources.ts";

/** Who pays; nobody does here. */
const REQUEST_PAYMENT: SubResource<string> = { name: "requestPayment" };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html */
export const putBucketRequestPayment = putConfiguration<PutBucketRequestPaymentRequest, string>(
  REQUEST_PAYMENT,
  ({ RequestPaymentConfiguration: { Payer: payer } }) => {
    if (payer !== "Requester" && payer !== "BucketOwner") throw malformedXml();
    return payer;
  },
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketRequestPayment.html */
export const getBucketRequestPayment = getConfiguration<string, GetBucketRequestPaymentOutput>(
  REQUEST_PAYMENT,
  (payer) => ({ Payer: payer }),
  () => ({ Payer: "BucketOwner" }),
);
