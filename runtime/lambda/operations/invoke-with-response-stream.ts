import type {
  InvokeWithResponseStreamRequest,
  InvokeWithResponseStreamResponse,
  InvokeWithResponseStreamResponseEvent,
} from "../../protocol/generated/lambda.ts";
import type { RequestContext } from "../../protocol/service.ts";
import { notModelled, tooManyRequests } from "../errors.ts";
import type { InvokeOutcome } from "../../core/ports.ts";
import { collectLog } from "../log-tail.ts";
import { clientContextText, eventText } from "../payload.ts";
import { ResponseChunks } from "../response-chunks.ts";
import { callable, checkPayloadSize } from "./invoke.ts";
import type { LambdaParts } from "./service-parts.ts";

/** What a runtime declares that does not declare anything. */
const DEFAULT_CONTENT_TYPE = "application/octet-stream";

/**
 * Answers as soon as the function begins to: what goes wrong later is told in the stream's last event.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html
 */
export async function invokeWithResponseStream(
  parts: LambdaParts,
  request: InvokeWithResponseStreamRequest,
  context: RequestContext,
): Promise<InvokeWithResponseStreamResponse> {
  if (request.TenantId !== undefined) throw notModelled("TenantId");
  const target = callable(parts, request, context);
  checkPayloadSize(request.Payload?.byteLength ?? 0, "RequestResponse");
  const payload = eventText(request.Payload);
  const clientContext = clientContextText(request.ClientContext);
  if (request.InvocationType === "DryRun") return { StatusCode: 204 };
  const { requestId, causeId, traceHeader } = context;
  const log = request.LogType === "Tail" ? collectLog(parts.journal, requestId) : undefined;
  const chunks = new ResponseChunks();
  const ended = parts.invocations.run(target, {
    requestId,
    payload,
    causeId,
    onResponse: chunks,
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(clientContext === undefined ? {} : { clientContext }),
  });
  const outcome = await Promise.race([ended, chunks.started]);
  if (outcome?.kind === "throttled") throw tooManyRequests(outcome.reason);
  ended.then(
    () => chunks.end(),
    () => chunks.end(),
  );
  return {
    StatusCode: 200,
    ExecutedVersion: target.version,
    ResponseStreamContentType: chunks.contentType ?? DEFAULT_CONTENT_TYPE,
    EventStream: eventsOf(chunks, ended, () => log?.read()),
  };
}

async function* eventsOf(
  chunks: ResponseChunks,
  ended: Promise<InvokeOutcome>,
  readLog: () => string | undefined,
): AsyncGenerator<InvokeWithResponseStreamResponseEvent> {
  for await (const chunk of chunks) yield { PayloadChunk: { Payload: chunk } };
  const outcome = await ended;
  const payload = outcome.kind === "throttled" ? "" : outcome.payload;
  // A function that does not stream answers at once.
  if (outcome.kind === "returned" && payload !== "") yield { PayloadChunk: { Payload: Buffer.from(payload) } };
  const logResult = readLog();
  yield {
    InvokeComplete: {
      ...(outcome.kind === "returned" ? undefined : { ErrorCode: "Unhandled", ErrorDetails: payload }),
      ...(logResult === undefined ? undefined : { LogResult: logResult }),
    },
  };
}
