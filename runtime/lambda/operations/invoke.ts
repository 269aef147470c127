import type {
  InvocationRequest,
  InvocationResponse,
  InvokeAsyncRequest,
  InvokeAsyncResponse,
} from "../../protocol/generated/lambda.ts";
import { withAnswer } from "../../protocol/answer.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { functionIsPending } from "../deployments.ts";
import { notModelled, requestEntityTooLarge, tooManyRequests } from "../errors.ts";
import { parseFunctionReference } from "../function-reference.ts";
import type { InvocationTarget } from "../invocations.ts";
import { ASYNCHRONOUS_PAYLOAD_BYTES, SYNCHRONOUS_PAYLOAD_BYTES } from "../limits.ts";
import { collectLog } from "../log-tail.ts";
import { clientContextText, eventText } from "../payload.ts";
import type { LambdaParts } from "./service-parts.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export function invoke(
  parts: LambdaParts,
  request: InvocationRequest,
  context: RequestContext,
): InvocationResponse | Promise<InvocationResponse> {
  if (request.DurableExecutionName !== undefined) throw notModelled("DurableExecutionName");
  if (request.TenantId !== undefined) throw notModelled("TenantId");
  const target = callable(parts, request, context);
  const type = request.InvocationType ?? "RequestResponse";
  checkPayloadSize(request.Payload?.byteLength ?? 0, type);
  const payload = eventText(request.Payload);
  const clientContext = clientContextText(request.ClientContext);
  if (type === "DryRun") return { StatusCode: 204 };
  if (type === "Event") return invokeLater(parts, target, { payload, clientContext }, context);
  return invokeNow(parts, target, { payload, clientContext, withLog: request.LogType === "Tail" }, context);
}

/**
 * The deprecated way to invoke with an event.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_InvokeAsync.html
 */
export async function invokeAsync(
  parts: LambdaParts,
  { FunctionName, InvokeArgs }: InvokeAsyncRequest,
  context: RequestContext,
): Promise<InvokeAsyncResponse> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of InvokeArgs) chunks.push(chunk);
  const args = Buffer.concat(chunks);
  const target = callable(parts, { FunctionName }, context);
  checkPayloadSize(args.byteLength, "Event");
  const answer = invokeLater(parts, target, { payload: eventText(args), clientContext: undefined }, context);
  return { Status: answer.StatusCode };
}

/**
 * What a request invokes.
 *
 * @throws {AwsError} `ResourceNotFoundException`; `ResourceConflictException` while it is `Pending`
 */
export function callable(
  { invocations }: LambdaParts,
  { FunctionName, Qualifier }: { readonly FunctionName: string; readonly Qualifier?: string | undefined },
  context: RequestContext,
): InvocationTarget {
  const target = invocations.target(parseFunctionReference(FunctionName, Qualifier, context));
  if (target.record.version(target.version)?.state === "creating") throw functionIsPending();
  return target;
}

/** The sentences are widely quoted in public; the newer limit of the second is, too. */
export function checkPayloadSize(bytes: number, type: string): void {
  if (type === "Event" && bytes > ASYNCHRONOUS_PAYLOAD_BYTES) {
    throw requestEntityTooLarge(
      `${bytes} byte payload is too large for the Event invocation type (limit ${ASYNCHRONOUS_PAYLOAD_BYTES} bytes)`,
    );
  }
  if (bytes > SYNCHRONOUS_PAYLOAD_BYTES) {
    throw requestEntityTooLarge(
      `Request must be smaller than ${SYNCHRONOUS_PAYLOAD_BYTES} bytes for the InvokeFunction operation`,
    );
  }
}

interface Event {
  readonly payload: string;
  readonly clientContext: string | undefined;
}

function invokeLater(
  parts: LambdaParts,
  { record, qualifier }: InvocationTarget,
  { payload, clientContext }: Event,
  { causeId, traceHeader }: RequestContext,
): InvocationResponse {
  const { requestId } = parts.invokeAsync()({
    functionName: record.arn,
    ...(qualifier === undefined ? {} : { qualifier }),
    payload,
    causeId,
    traceHeader,
    clientContext,
  });
  // The answer's request id is the event's (recorded, lambda--TestRequestIdHandling.request_id_async_invoke_with_retry).
  return withAnswer({ StatusCode: 202 }, { headers: { "x-amzn-RequestId": requestId } });
}

async function invokeNow(
  { invocations, journal }: LambdaParts,
  target: InvocationTarget,
  { payload, clientContext, withLog }: Event & { readonly withLog: boolean },
  { requestId, causeId, traceHeader }: RequestContext,
): Promise<InvocationResponse> {
  const log = withLog ? collectLog(journal, requestId) : undefined;
  try {
    const outcome = await invocations.run(target, {
      requestId,
      payload,
      causeId,
      ...(traceHeader === undefined ? {} : { traceHeader }),
      ...(clientContext === undefined ? {} : { clientContext }),
    });
    if (outcome.kind === "throttled") throw tooManyRequests(outcome.reason);
    return {
      StatusCode: 200,
      ExecutedVersion: outcome.executedVersion,
      ...(outcome.kind === "returned" ? undefined : { FunctionError: "Unhandled" }),
      ...(log === undefined ? undefined : { LogResult: log.read() }),
      Payload: Buffer.from(outcome.payload),
    };
  } finally {
    log?.read();
  }
}
