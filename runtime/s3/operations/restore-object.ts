import type { RestoreObjectOutput, RestoreObjectRequest } from "../../protocol/generated/s3.ts";
import { withAnswer } from "../../protocol/answer.ts";
import { invalidArgument, invalidObjectState, malformedXml, notModelled, restoreAlreadyInProgress } from "../errors.ts";
import { eventRequest } from "../event-request.ts";
import { findObject } from "../objects/find-object.ts";
import { isArchived } from "../s3-object.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html */
export const restoreObject: Operation<RestoreObjectRequest, RestoreObjectOutput> = (
  { buckets, restores },
  request,
  context,
) => {
  const bucket = buckets.ofRequest(request);
  const object = findObject(bucket, request, { method: "POST" });
  const wanted = request.RestoreRequest ?? {};
  if (wanted.Type === "SELECT") throw notModelled("RestoreObject of type SELECT");
  if (!isArchived(object.storageClass)) throw invalidObjectState(object.storageClass);
  const { Days: days } = wanted;
  if (days === undefined) throw malformedXml();
  if (days < 1) throw invalidArgument("restoration days should be at least 1", "Days", String(days));
  const tier = wanted.GlacierJobParameters?.Tier ?? wanted.Tier ?? "Standard";
  const retrievalMs = restores.retrievalMs(object.storageClass, tier);
  // Sentence as AWS clients report it; no recording of ours has it.
  if (retrievalMs === undefined) {
    throw invalidArgument("Retrieval option is not supported by this storage class", "Tier", tier);
  }
  if (object.restore.kind === "ongoing") throw restoreAlreadyInProgress();
  if (object.restore.kind === "restored") {
    restores.extend(bucket, object, days);
    return withAnswer({}, { status: 200 });
  }
  const cause = { request: eventRequest(context, "RestoreObject"), causeId: context.causeId };
  restores.start(bucket, object, { retrievalMs, days }, cause);
  return withAnswer({}, { status: 202 });
};
