import type {
  ListLayersRequest,
  ListLayersResponse,
  ListLayerVersionsRequest,
  ListLayerVersionsResponse,
} from "../../protocol/generated/lambda.ts";
import { type Layer, type LayerVersion, parseLayerReference } from "../layers.ts";
import { layerVersionItem } from "../layer-view.ts";
import { pageOf } from "../paging.ts";
import type { Operation } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListLayers.html */
export const listLayers: Operation<ListLayersRequest, ListLayersResponse> = ({ layers }, request, context) => {
  const matching = layers.of(context).flatMap((layer) => {
    const latest = newestFirst(layer).find((version) => isCompatible(version, request));
    return latest === undefined ? [] : [{ layer, latest }];
  });
  const { items, nextMarker } = pageOf(matching, ({ layer }) => layer.layerName, request);
  return {
    Layers: items.map(({ layer, latest }) => ({
      LayerName: layer.layerName,
      LayerArn: layer.arn,
      LatestMatchingVersion: layerVersionItem(latest),
    })),
    NextMarker: nextMarker,
  };
};

/** A layer that is not there has no versions, and no error. @see https://docs.aws.amazon.com/lambda/latest/api/API_ListLayerVersions.html */
export const listLayerVersions: Operation<ListLayerVersionsRequest, ListLayerVersionsResponse> = (
  { layers },
  request,
  context,
) => {
  const layer = layers.find(parseLayerReference(request.LayerName, context));
  const versions = layer === undefined ? [] : newestFirst(layer);
  const matching = versions.filter((version) => isCompatible(version, request));
  const { items, nextMarker } = pageOf(matching, ({ version }) => fallingKey(version), request);
  return { LayerVersions: items.map(layerVersionItem), NextMarker: nextMarker };
};

/** A list's keys rise, and the newest version comes first. */
function fallingKey(version: number): string {
  return String(Number.MAX_SAFE_INTEGER - version);
}

function newestFirst({ versions }: Layer): readonly LayerVersion[] {
  return [...versions.values()].toReversed();
}

type Compatibility = Pick<ListLayersRequest, "CompatibleRuntime" | "CompatibleArchitecture">;

function isCompatible(
  { compatibleRuntimes = [], compatibleArchitectures = [] }: LayerVersion,
  { CompatibleRuntime: runtime, CompatibleArchitecture: architecture }: Compatibility,
): boolean {
  return (
    (runtime === undefined || compatibleRuntimes.includes(runtime)) &&
    (architecture === undefined || compatibleArchitectures.includes(architecture))
  );
}
