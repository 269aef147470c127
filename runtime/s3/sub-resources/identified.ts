/**
 * Configurations of which a bucket can have many, each with an id: they are kept and answered, and nothing follows from them.
 */
import type { BucketRequest } from "../bucket-registry.ts";
import type { Bucket } from "../bucket.ts";
import { noSuchConfiguration } from "../errors.ts";
import { compareUtf8 } from "../keys/utf8-order.ts";
import { continuationToken, readContinuationToken } from "../listing/continuation-token.ts";
import type { Operation } from "../operations/service-parts.ts";
import type { SubResource } from "./sub-resources.ts";

/** Configurations on one page. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBucketMetricsConfigurations.html */
const PAGE_SIZE = 100;

export interface IdentifiedRequest extends BucketRequest {
  readonly Id: string;
}

export interface ListRequest extends BucketRequest {
  readonly ContinuationToken?: string | undefined;
}

export interface Page<Value> {
  readonly values: readonly Value[];
  readonly isTruncated: boolean;
  readonly nextToken: string | undefined;
}

/** The operations on one kind of such configurations. */
export class IdentifiedConfigurations<Value extends { readonly Id: string }> {
  readonly #resource: SubResource<ReadonlyMap<string, Value>>;
  readonly #mismatch: () => Error;

  /**
   * @param name as facts call it
   * @param mismatch how it is refused when its id is not the request's; this differs between kinds (recordings)
   */
  constructor(name: string, mismatch: () => Error) {
    this.#resource = { name };
    this.#mismatch = mismatch;
  }

  put<Request extends IdentifiedRequest>(read: (request: Request) => Value): Operation<Request, void> {
    return ({ buckets, changes }, request, context) => {
      const bucket = buckets.ofRequest(request);
      const value = read(request);
      if (value.Id !== request.Id) throw this.#mismatch();
      bucket.subResources.set(this.#resource, new Map(this.#of(bucket)).set(value.Id, value));
      changes.bucketConfigured(bucket, this.#resource.name, "put", context.causeId);
    };
  }

  get<Output>(toOutput: (value: Value) => Output): Operation<IdentifiedRequest, Output> {
    return ({ buckets }, request) => {
      const value = this.#of(buckets.ofRequest(request)).get(request.Id);
      if (value === undefined) throw noSuchId();
      return toOutput(value);
    };
  }

  delete(): Operation<IdentifiedRequest, void> {
    return ({ buckets, changes }, request, context) => {
      const bucket = buckets.ofRequest(request);
      const values = new Map(this.#of(bucket));
      if (!values.delete(request.Id)) throw noSuchId();
      bucket.subResources.set(this.#resource, values);
      changes.bucketConfigured(bucket, this.#resource.name, "deleted", context.causeId);
    };
  }

  list<Output>(toOutput: (page: Page<Value>) => Output): Operation<ListRequest, Output> {
    return ({ buckets }, request) => {
      const bucket = buckets.ofRequest(request);
      const { ContinuationToken: token } = request;
      const after = token === undefined ? undefined : readContinuationToken(token);
      const all = [...this.#of(bucket).values()].toSorted((a, b) => compareUtf8(a.Id, b.Id));
      const behind = after === undefined ? all : all.filter(({ Id }) => compareUtf8(Id, after) > 0);
      const values = behind.slice(0, PAGE_SIZE);
      const isTruncated = behind.length > values.length;
      const nextToken = isTruncated ? continuationToken(values.at(-1)?.Id ?? "") : undefined;
      return {
        ...toOutput({ values, isTruncated, nextToken }),
        ...(token !== undefined && { ContinuationToken: token }),
      };
    };
  }

  #of(bucket: Bucket): ReadonlyMap<string, Value> {
    return bucket.subResources.get(this.#resource) ?? new Map<string, Value>();
  }
}

function noSuchId(): Error {
  return noSuchConfiguration("NoSuchConfiguration", "The specified configuration does not exist.");
}
