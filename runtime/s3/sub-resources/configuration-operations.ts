import type { RequestContext } from "../../protocol/service.ts";
import type { BucketRequest } from "../bucket-registry.ts";
import type { Bucket } from "../bucket.ts";
import type { Operation, S3Parts } from "../operations/service-parts.ts";
import type { SubResource } from "./sub-resources.ts";

/** What a put may look at besides its request. */
export interface PutPlace {
  readonly bucket: Bucket;
  readonly parts: S3Parts;
  readonly context: RequestContext;
}

/**
 * An operation that stores a part of a bucket's configuration.
 *
 * @param read checks it, and gives what is stored; `undefined` takes it away
 */
export function putConfiguration<Request extends BucketRequest, Value>(
  resource: SubResource<Value>,
  read: (request: Request, place: PutPlace) => Value | undefined,
): Operation<Request, void> {
  return (parts, request, context) => {
    const bucket = parts.buckets.ofRequest(request);
    const value = read(request, { bucket, parts, context });
    if (value === undefined) bucket.subResources.delete(resource);
    else bucket.subResources.set(resource, value);
    parts.changes.bucketConfigured(bucket, resource.name, value === undefined ? "deleted" : "put", context.causeId);
  };
}

/** @param absent what is answered, or thrown, when it was never put */
export function getConfiguration<Value, Output>(
  resource: SubResource<Value>,
  toOutput: (value: Value) => Output,
  absent: (bucket: Bucket) => Output,
): Operation<BucketRequest, Output> {
  return ({ buckets }, request) => {
    const bucket = buckets.ofRequest(request);
    const value = bucket.subResources.get(resource);
    return value === undefined ? absent(bucket) : toOutput(value);
  };
}

/** What is not there is deleted all the same. */
export function deleteConfiguration<Value>(resource: SubResource<Value>): Operation<BucketRequest, void> {
  return ({ buckets, changes }, request, context) => {
    const bucket = buckets.ofRequest(request);
    bucket.subResources.delete(resource);
    changes.bucketConfigured(bucket, resource.name, "deleted", context.causeId);
  };
}
