/** How AWS writes a function in an ARN: `arn:aws:lambda:region:account:function:name`, with a version or alias after it. */
const IN_AN_ARN = /(?:^|:)function:(.+)$/s;

/** `orders`, or `orders:prod` with a qualifier, whatever form of a function's name it comes in: what people read in the journal. */
export function shortFunctionName(functionName: string): string {
  return IN_AN_ARN.exec(functionName)?.[1] ?? functionName;
}

/** The name alone, as AWS's sentences about mappings have it. */
export function unqualifiedFunctionName(functionName: string): string {
  const [name = functionName] = shortFunctionName(functionName).split(":");
  return name;
}
