import { parseArn, type Scope } from "../core/arn.ts";
import { invalidParameterValue, notModelled } from "./errors.ts";
import type { LayerLookup, LayerVersionContent } from "./layer-version.ts";
import { LAYERS } from "./limits.ts";

/**
 * The layer versions that a function names, first to last. The sentences are those that a public AWS-validated suite has recorded.
 *
 * @param scope the function's
 * @throws {AwsError} `InvalidParameterValueException`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html
 */
export function resolveLayers(
  arns: readonly string[],
  scope: Scope,
  lookup: LayerLookup,
): readonly LayerVersionContent[] {
  if (arns.length > LAYERS) throw invalidParameterValue(`Cannot reference more than ${LAYERS} layers.`);
  const versionOf = new Map<string, string>();
  return arns.map((arn) => {
    const content = resolveLayer(arn, scope, lookup);
    const unversioned = arn.slice(0, arn.lastIndexOf(":"));
    const other = versionOf.get(unversioned);
    if (other !== undefined) {
      throw invalidParameterValue(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} are versions of the same layer.`,
      );
    }
    versionOf.set(unversioned, arn);
    return content;
  });
}

function resolveLayer(arn: string, { region, accountId }: Scope, lookup: LayerLookup): LayerVersionContent {
  const layer = parseArn(arn);
  if (layer?.region !== region) {
    throw invalidParameterValue(
      `Layers are not in the same region as the function. Layers are expected to be in region ${region}.`,
    );
  }
  const content = lookup(arn);
  if (content !== undefined) return content;
  // AWS would fetch it from that account, or deny access; there is nothing to fetch it from.
  if (layer.accountId !== accountId)
    throw notModelled(`Layer version ${arn}, of another account and not published to this runtime,`);
  throw invalidParameterValue(`Layer version ${arn} does not exist.`);
}
