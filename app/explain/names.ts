/** Resource name of an ARN; other text as it is. */
export function nameOf(arn: string): string {
  return arn.startsWith("arn:") ? arn.slice(arn.lastIndexOf(":") + 1) : arn;
}
