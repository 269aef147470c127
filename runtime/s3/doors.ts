import type { RestDoors } from "../protocol/service.ts";
import { CorsDoors } from "./cors/doors.ts";
import type { S3Parts } from "./operations/service-parts.ts";
import { postObject } from "./post-form/post-object.ts";

/** What S3 answers besides the operations of its model. */
export function doorsOf(parts: S3Parts): RestDoors {
  const cors = new CorsDoors(parts.buckets);
  return {
    postObject: (form, context) => postObject(parts, form, context),
    preflight: (request) => cors.preflight(request),
    corsHeaders: (request) => cors.corsHeaders(request),
    admittedPages: (request) => cors.admittedPages(request),
  };
}
