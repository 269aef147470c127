import type { InvokeCommandOutput, LambdaClient } from "@aws-sdk/client-lambda";
import { UserError } from "../../runtime/core/errors.ts";
import type { FinishedInvocation, InvokeOptions, QueuedInvocation } from "./invoke.ts";

/**
 * Invokes a deployed function with the credentials and the region of the environment, and gives what a local invocation gives.
 * Which endpoint is asked is told on standard error before it is asked.
 *
 * @throws {UserError} `REFUSED` with what AWS or the SDK says
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function invokeRemote(
  functionName: string,
  event: string,
  { async: isAsync = false, region, profile }: InvokeOptions,
): Promise<FinishedInvocation | QueuedInvocation> {
  const { LambdaClient: Client, InvokeCommand } = await import("@aws-sdk/client-lambda");
  const client = new Client({ ...(region && { region }), ...(profile && { profile }) });
  try {
    process.stderr.write(`remote: ${await endpointOf(client)}\n`);
    const answer = await client.send(
      new InvokeCommand({
        FunctionName: functionName,
        Payload: Buffer.from(event),
        ...(isAsync ? { InvocationType: "Event" } : { InvocationType: "RequestResponse", LogType: "Tail" }),
      }),
    );
    const requestId = answer.$metadata.requestId ?? "";
    return isAsync ? { kind: "queued", requestId } : finished(answer, requestId);
  } catch (error) {
    return refused(error);
  } finally {
    client.destroy();
  }
}

/** The SDK looks the variables up itself, for each call. */
async function endpointOf({ config }: LambdaClient): Promise<string> {
  const endpoint = process.env["AWS_ENDPOINT_URL_LAMBDA"] ?? process.env["AWS_ENDPOINT_URL"] ?? "AWS Lambda";
  return `${endpoint} (${await config.region()})`;
}

function finished(answer: InvokeCommandOutput, requestId: string): FinishedInvocation {
  const payload = Buffer.from(answer.Payload ?? []).toString("utf8");
  const logs = Buffer.from(answer.LogResult ?? "", "base64")
    .toString("utf8")
    .split("\n");
  return { kind: kindOf(answer.FunctionError, payload), requestId, payload, logs: logs.filter((line) => line !== "") };
}

/** Lambda says only that the function failed; how, its error document tells. */
function kindOf(functionError: string | undefined, payload: string): FinishedInvocation["kind"] {
  if (functionError === undefined) return "returned";
  const { errorType = "" } = JSON.parse(payload) as { errorType?: string };
  if (errorType === "Sandbox.Timedout") return "timedOut";
  return errorType === "Runtime.ExitError" || errorType === "Runtime.OutOfMemory" ? "crashed" : "threw";
}

function refused(error: unknown): FinishedInvocation {
  if (!(error instanceof Error)) throw error;
  const { name, message } = error;
  if (name === "TooManyRequestsException") {
    const { Reason = message } = error as { Reason?: string };
    return { kind: "throttled", requestId: "", reason: Reason, logs: [] };
  }
  throw new UserError("REFUSED", `${name}: ${message}`, {
    advice:
      "The function is looked for with the credentials and the region of your environment; see --region and --profile.",
    cause: error,
  });
}
