import type { HeadObjectOutput, HeadObjectRequest } from "../../protocol/generated/s3.ts";
import { expirationOutput } from "../lifecycle/expiration-header.ts";
import { requestedRange } from "../objects/byte-range.ts";
import { checkReadConditions } from "../objects/conditions.ts";
import { checkReadKey } from "../objects/encryption.ts";
import { findObject } from "../objects/find-object.ts";
import { objectOutput } from "../objects/object-output.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject: Operation<HeadObjectRequest, HeadObjectOutput> = ({ buckets, clock }, request) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "HEAD" });
  checkReadKey(object.encryption, request);
  checkReadConditions(object, request, clock.now());
  const range = requestedRange(object, request);
  const withChecksum = request.ChecksumMode?.toUpperCase() === "ENABLED";
  return {
    ...objectOutput(bucket, object, { range, partNumber: request.PartNumber, withChecksum }),
    ...(request.VersionId === undefined && expirationOutput(bucket, object)),
  };
};
