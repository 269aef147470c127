/** A published layer version as a function uses it. */
export interface LayerVersionContent {
  /** With its version. */
  readonly arn: string;
  /** Bytes. */
  readonly codeSize: number;
  /** Absolute folder of its unpacked files, the function's `/opt`. */
  readonly folder: string;
}

/** Finds a layer version by its ARN. */
export type LayerLookup = (layerVersionArn: string) => LayerVersionContent | undefined;
