import type { Scope } from "../../runtime/core/arn.ts";
import { formatArn } from "../../runtime/core/arn.ts";

/** A reference in a config is a name in its own region and account, or an ARN. */
export function queueArn(reference: string, scope: Scope): string {
  return reference.startsWith("arn:") ? reference : formatArn("sqs", scope, reference);
}

/** A key of a config as AWS spells it: `delaySeconds` is `DelaySeconds`. */
export function pascalCase(camelCase: string): string {
  return camelCase.charAt(0).toUpperCase() + camelCase.slice(1);
}

export function functionArn(reference: string, scope: Scope): string {
  return reference.startsWith("arn:") ? reference : formatArn("lambda", scope, `function:${reference}`);
}

export function topicArn(reference: string, scope: Scope): string {
  return reference.startsWith("arn:") ? reference : formatArn("sns", scope, reference);
}
