import type { LayerVersionsListItem, PublishLayerVersionResponse } from "../protocol/generated/lambda.ts";
import type { LayerVersion } from "./layers.ts";
import { lastModifiedText } from "./timestamps.ts";

/** The first part of the path at which a layer version's archive can be downloaded; the rest is its ARN. */
export const LAYER_CONTENT_PATH = "/_lambda/layers/";

/**
 * As PublishLayerVersion and GetLayerVersion show it.
 *
 * @param endpoint where the client reached us, without a slash at its end
 */
export function layerVersionView(version: LayerVersion, endpoint: string): PublishLayerVersionResponse {
  const { arn, archive } = version;
  return {
    Content: {
      Location: `${endpoint}${LAYER_CONTENT_PATH}${encodeURIComponent(arn)}`,
      CodeSha256: archive.codeSha256,
      CodeSize: archive.codeSize,
    },
    LayerArn: arn.slice(0, arn.lastIndexOf(":")),
    ...layerVersionItem(version),
  };
}

/** As lists show it. */
export function layerVersionItem(version: LayerVersion): LayerVersionsListItem {
  return {
    LayerVersionArn: version.arn,
    Description: version.description,
    CreatedDate: lastModifiedText(version.createdAt),
    Version: version.version,
    CompatibleRuntimes: version.compatibleRuntimes,
    LicenseInfo: version.licenseInfo,
    CompatibleArchitectures: version.compatibleArchitectures,
  };
}
