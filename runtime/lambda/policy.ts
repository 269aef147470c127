/** One statement of a resource policy, with AWS's own member names, as GetPolicy shows it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: string | Readonly<Record<string, string>>;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The resource policy of a function, or of one of its versions or aliases. */
export interface Policy {
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}
