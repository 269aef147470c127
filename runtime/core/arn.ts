/** The parts of an Amazon Resource Name that every service here shares. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** Where a resource lives: a region and a 12-digit account. */
export interface Scope {
  readonly region: string;
  readonly accountId: string;
}

/** The account of a client whose access key names none. */
export const DEFAULT_ACCOUNT_ID = "000000000000";
/** The region of a request that names none. */
export const DEFAULT_REGION = "us-east-1";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

export function formatArn(service: string, { region, accountId }: Scope, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

/** The parts of `text`, or `undefined` when it is not an ARN of six parts. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (match === null) return undefined;
  const [, partition = "", service = "", region = "", accountId = "", resource = ""] = match;
  return { partition, service, region, accountId, resource };
}
