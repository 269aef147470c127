import type {
  LayerVersionContentInput,
  PublishLayerVersionRequest,
  PublishLayerVersionResponse,
} from "../../protocol/generated/lambda.ts";
import { checkArchiveSize, checkRequestSize } from "../archive.ts";
import { invalidParameterValue } from "../errors.ts";
import { parseLayerReference } from "../layers.ts";
import { layerVersionView } from "../layer-view.ts";
import { readArchive, refuseStorageMode } from "../requested-code.ts";
import type { LambdaParts, Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html */
export const publishLayerVersion: Operation<PublishLayerVersionRequest, PublishLayerVersionResponse> = async (
  parts,
  request,
  context,
) => {
  checkRequestSize(request.Content.ZipFile, context, "PublishLayerVersion");
  const archive = await parts.runner.store(await readContent(parts, request.Content));
  const version = parts.layers.publish(parseLayerReference(request.LayerName, context), {
    archive,
    description: request.Description ?? "",
    compatibleRuntimes: request.CompatibleRuntimes,
    compatibleArchitectures: request.CompatibleArchitectures,
    licenseInfo: request.LicenseInfo,
    createdAt: parts.clock.now(),
  });
  return layerVersionView(version, context.endpoint);
};

async function readContent(parts: LambdaParts, content: LayerVersionContentInput): Promise<Uint8Array> {
  const { ZipFile: zipFile, S3Bucket: bucket, S3Key: key, S3ObjectVersion: versionId } = content;
  refuseStorageMode(content.S3ObjectStorageMode);
  if (zipFile === undefined && (bucket === undefined || key === undefined)) {
    // AWS's code; its sentence is not published, this one is ours.
    throw invalidParameterValue("Please provide a source for layer content.");
  }
  const archive = zipFile ?? (await readArchive(parts, bucket ?? "", key ?? "", versionId));
  checkArchiveSize(archive, zipFile !== undefined);
  return archive;
}
