import type { FactId, Journal } from "../core/journal.ts";
import { recursiveInvocation } from "./errors.ts";
import type { FunctionRecord } from "./function-record.ts";

/** Of one function in one chain of requests; the next one is stopped ("approximately 16 times"). */
const LONGEST_LOOP = 16;
/** A chain this long has other functions that may loop; what is further up is not looked at. */
const FURTHEST_FACTS = 1000;

/**
 * Stops a function that has invoked itself, through SQS, SNS, S3 or directly, too often. AWS counts in the trace header that its SDKs send
 * along; here the journal knows which invocation each of those calls came from.
 *
 * @throws {AwsError} `RecursiveInvocationException`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function checkRecursiveLoop(journal: Journal, record: FunctionRecord, causeId: FactId | undefined): void {
  if (record.recursiveLoop === "Allow") return;
  let invocations = 0;
  let cause = causeId;
  for (let facts = 0; cause !== undefined && facts < FURTHEST_FACTS; facts++) {
    const entry = journal.get(cause);
    if (entry?.kind === "lambda.invocationStarted" && entry.functionName === record.functionName) invocations++;
    if (invocations === LONGEST_LOOP) throw recursiveInvocation();
    cause = entry?.causeId;
  }
}
