import * as z from "zod/mini";
import { AwsError } from "../../runtime/core/errors.ts";
import type { Journal } from "../../runtime/core/journal.ts";
import type { Services } from "../services.ts";
import { type AnyEndpoint, ApiError, endpoint } from "./endpoint.ts";

export interface InvokeDependencies {
  readonly journal: Journal;
  readonly services: Services;
}

/** Lambda's limit of a synchronous event. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_EVENT_BYTES = 6 * 1024 * 1024;

const INBOX_ITEM = z.looseObject({
  number: z.number(),
  receivedAt: z.number(),
  protocol: z.string(),
  endpoint: z.string(),
  topicArn: z.string(),
  messageId: z.string(),
  text: z.string(),
});

/** What makes things happen, and what people would have got of it. */
export function invokeEndpoints(dependencies: InvokeDependencies): AnyEndpoint[] {
  const { inbox } = dependencies.services;
  const listed = () => inbox.list().map((item) => ({ ...item }));
  return [
    endpoint({
      method: "POST",
      path: "/_lambdaloop/functions/{functionName}/invocations",
      summary: "Invokes a function with the body as its event and waits for its end; with the lines that it logged.",
      body: z.unknown(),
      answer: z.looseObject({
        kind: z.enum(["returned", "threw", "timedOut", "crashed", "throttled"]),
        requestId: z.string(),
        payload: z.optional(z.string()),
        logs: z.array(z.string()),
      }),
      maxBodyBytes: MAX_EVENT_BYTES,
      run: ({ path, text }) => invoke(dependencies, path["functionName"] ?? "", text === "" ? "{}" : text),
    }),
    endpoint({
      method: "GET",
      path: "/_lambdaloop/inbox",
      summary: "What e-mail, SMS and mobile push subscribers would have got, oldest first.",
      answer: z.array(INBOX_ITEM),
      run: listed,
    }),
    endpoint({
      method: "DELETE",
      path: "/_lambdaloop/inbox",
      summary: "Empties the inbox.",
      answer: z.array(INBOX_ITEM),
      run() {
        inbox.clear();
        return listed();
      },
    }),
  ];
}

async function invoke({ journal, services: { lambda } }: InvokeDependencies, functionName: string, payload: string) {
  const logs: { requestId: string | undefined; line: string }[] = [];
  const unsubscribe = journal.subscribe((entry) => {
    if (entry.kind === "lambda.logged") logs.push({ requestId: entry.requestId, line: entry.line });
  });
  try {
    const outcome = await lambda.invoke({ functionName, payload, causeId: undefined });
    const lines = logs.filter(({ requestId }) => requestId === outcome.requestId).map(({ line }) => line);
    return { ...outcome, logs: lines };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const functions = lambda.list().map((one) => one.functionName);
    throw new ApiError(error.status ?? 400, error.code, error.message, { functions });
  } finally {
    unsubscribe();
  }
}
