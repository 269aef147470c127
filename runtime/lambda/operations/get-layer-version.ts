import type {
  GetLayerVersionByArnRequest,
  GetLayerVersionRequest,
  GetLayerVersionResponse,
} from "../../protocol/generated/lambda.ts";
import { invalidParameterValue, resourceDoesNotExist } from "../errors.ts";
import { parseLayerReference } from "../layers.ts";
import { layerVersionView } from "../layer-view.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersion.html */
export const getLayerVersion: Operation<GetLayerVersionRequest, GetLayerVersionResponse> = (
  parts,
  request,
  context,
) => {
  checkVersionNumber(request.VersionNumber);
  const version = parts.layers.version(parseLayerReference(request.LayerName, context), request.VersionNumber);
  if (version === undefined) throw resourceDoesNotExist();
  return layerVersionView(version, context.endpoint);
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionByArn.html */
export const getLayerVersionByArn: Operation<GetLayerVersionByArnRequest, GetLayerVersionResponse> = (
  parts,
  { Arn },
  context,
) => {
  const version = parts.layers.byVersionArn(Arn);
  if (version === undefined) throw resourceDoesNotExist();
  return layerVersionView(version, context.endpoint);
};

/** AWS's sentence, as a public AWS-validated suite has it. */
export function checkVersionNumber(number: number): void {
  if (number < 1) throw invalidParameterValue("Layer Version Cannot be less than 1");
}
