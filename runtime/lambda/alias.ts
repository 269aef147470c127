/** A name for a version, or for two with weights. https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html */
export interface Alias {
  readonly name: string;
  readonly description: string;
  readonly functionVersion: string;
  /** Share of the invocations, 0 to 1, by version; the rest is `functionVersion`'s. */
  readonly additionalVersionWeights?: Readonly<Record<string, number>> | undefined;
  readonly revisionId: string;
}
