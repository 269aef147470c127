import type { DeleteLayerVersionRequest } from "../../protocol/generated/lambda.ts";
import { parseLayerReference } from "../layers.ts";
import { checkVersionNumber } from "./get-layer-version.ts";
import type { Operation } from "./service-parts.ts";

/** One that is not there is deleted already. @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteLayerVersion.html */
export const deleteLayerVersion: Operation<DeleteLayerVersionRequest, void> = ({ layers }, request, context) => {
  checkVersionNumber(request.VersionNumber);
  layers.delete(parseLayerReference(request.LayerName, context), request.VersionNumber);
};
