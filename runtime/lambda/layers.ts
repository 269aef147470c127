import { formatArn, parseArn, type Scope } from "../core/arn.ts";
import type { StoredArchive } from "../core/function-runner.ts";
import type { Architecture, Runtime } from "../protocol/generated/lambda.ts";
import type { LayerVersionContent } from "./layer-version.ts";
import type { PolicyStatement } from "./policy.ts";

/** One published version of a layer; it never changes. https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html */
export interface LayerVersion {
  readonly version: number;
  /** With its version. */
  readonly arn: string;
  readonly archive: StoredArchive;
  readonly description: string;
  readonly compatibleRuntimes?: readonly Runtime[] | undefined;
  readonly compatibleArchitectures?: readonly Architecture[] | undefined;
  readonly licenseInfo?: string | undefined;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Absent until its first statement; without statements it stays. */
  policy?: LayerPolicy | undefined;
}

export interface LayerPolicy {
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}

export interface Layer {
  readonly layerName: string;
  readonly scope: Scope;
  /** Without a version. */
  readonly arn: string;
  /** By number, oldest first. */
  readonly versions: Map<number, LayerVersion>;
  /** Numbers are never used again. */
  nextVersion: number;
}

/** Which layer a request means. */
export interface LayerReference {
  readonly layerName: string;
  readonly scope: Scope;
}

/** Every layer of every region and account. */
export class Layers {
  readonly #byArn = new Map<string, Layer>();

  /** Makes the next version of a layer, and the layer when it is its first. */
  publish(reference: LayerReference, content: Omit<LayerVersion, "arn" | "version">): LayerVersion {
    const arn = layerArn(reference);
    const layer = this.#byArn.get(arn) ?? { ...reference, arn, versions: new Map(), nextVersion: 1 };
    this.#byArn.set(arn, layer);
    const number = layer.nextVersion++;
    const version: LayerVersion = { ...content, version: number, arn: `${arn}:${number}` };
    layer.versions.set(number, version);
    return version;
  }

  find(reference: LayerReference): Layer | undefined {
    return this.#byArn.get(layerArn(reference));
  }

  version(reference: LayerReference, number: number): LayerVersion | undefined {
    return this.find(reference)?.versions.get(number);
  }

  /** @param arn with its version */
  byVersionArn(arn: string): LayerVersion | undefined {
    const end = arn.lastIndexOf(":");
    return this.#byArn.get(arn.slice(0, end))?.versions.get(Number(arn.slice(end + 1)));
  }

  /** As functions use a version. */
  readonly content = (arn: string): LayerVersionContent | undefined => {
    const version = this.byVersionArn(arn);
    return version && { arn, codeSize: version.archive.codeSize, folder: version.archive.folder };
  };

  /** Functions that use the version keep it. */
  delete(reference: LayerReference, number: number): void {
    this.find(reference)?.versions.delete(number);
  }

  /** Layers of one region and account that have a version, by name. */
  of({ region, accountId }: Scope): readonly Layer[] {
    return [...this.#byArn.values()]
      .filter(({ scope, versions }) => scope.region === region && scope.accountId === accountId && versions.size > 0)
      .toSorted((one, other) => (one.layerName < other.layerName ? -1 : 1));
  }

  /** Bytes of all archives of one region and account. */
  codeSizeOf(scope: Scope): number {
    let bytes = 0;
    for (const { versions } of this.of(scope)) for (const { archive } of versions.values()) bytes += archive.codeSize;
    return bytes;
  }
}

/** Without a version. https://docs.aws.amazon.com/lambda/latest/api/API_LayersListItem.html */
export function layerArn({ layerName, scope }: LayerReference): string {
  return formatArn("lambda", scope, `layer:${layerName}`);
}

/** Reads AWS's `LayerName`: a name, or a layer's ARN, whose account and region then count. */
export function parseLayerReference(layerName: string, { region, accountId }: Scope): LayerReference {
  const arn = parseArn(layerName);
  if (arn === undefined) return { layerName, scope: { region, accountId } };
  const [, name = ""] = arn.resource.split(":");
  return { layerName: name, scope: { region: arn.region, accountId: arn.accountId } };
}
