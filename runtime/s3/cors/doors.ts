import type { AdmittedPages, WireResponse } from "../../core/wire.ts";
import type { CorsRequest } from "../../protocol/service.ts";
import type { BucketRegistry } from "../bucket-registry.ts";
import { corsForbidden, corsNeedsOrigin } from "../errors.ts";
import { corsHeadersOf, matchCors } from "./cors-rules.ts";
import { CORS } from "./configuration.ts";

/** What CORS adds to S3's answers, and its preflights. */
export class CorsDoors {
  readonly #buckets: BucketRegistry;

  constructor(buckets: BucketRegistry) {
    this.#buckets = buckets;
  }

  /**
   * @throws {AwsError} `BadRequest` without an Origin, `AccessForbidden`
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
   */
  preflight(request: CorsRequest): WireResponse {
    if (request.origin === "") throw corsNeedsOrigin();
    const method = request.method === "" ? "OPTIONS" : request.method;
    const bucket = this.#buckets.byName(request.bucket);
    if (bucket === undefined) throw corsForbidden("Bucket not found", method, "BUCKET");
    const rules = bucket.subResources.get(CORS);
    if (rules === undefined) throw corsForbidden("CORS is not enabled for this bucket.", method, "BUCKET");
    const match = matchCors(rules, request);
    if (match === undefined) {
      const reason =
        "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
      throw corsForbidden(reason, method, request.key === undefined ? "BUCKET" : "OBJECT");
    }
    return { status: 200, headers: corsHeadersOf(match, request), body: "" };
  }

  corsHeaders(request: CorsRequest): Readonly<Record<string, string>> {
    const match = this.#match(request);
    return match === undefined ? {} : corsHeadersOf(match, request);
  }

  admittedPages(request: CorsRequest): AdmittedPages {
    const match = this.#match(request);
    if (match === undefined) return "none";
    return match.allowedOrigin === request.origin ? "named" : "local";
  }

  #match(request: CorsRequest) {
    const rules = this.#buckets.byName(request.bucket)?.subResources.get(CORS);
    return rules === undefined ? undefined : matchCors(rules, request);
  }
}
