import { AwsError } from "../../../runtime/core/errors.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import type { WireRequest, WireResponse } from "../../../runtime/core/wire.ts";
import { createDispatcher } from "../../../runtime/protocol/dispatcher.ts";
import type { DispatcherOptions } from "../../../runtime/protocol/dispatcher.ts";
import type { SqsOperations } from "../../../runtime/protocol/generated/sqs.ts";
import type { Service } from "../../../runtime/protocol/service.ts";
import { createStsService } from "../../../runtime/sts/index.ts";

/** An SQS of which each test says what its operations do. */
export function fakeSqs(
  operations: Partial<SqsOperations>,
  options: Partial<Service<SqsOperations>> = {},
): Service<SqsOperations> {
  return {
    name: "sqs",
    operations,
    constraintError: ([{ member, rule }]) => new AwsError("MissingParameter", `${member}: ${rule}`),
    unchecked: ["enum"],
    ...options,
  };
}

export function request(parts: Partial<WireRequest> & { readonly text?: string } = {}): WireRequest {
  const { text = "", ...given } = parts;
  return {
    method: "POST",
    url: "/",
    headers: {},
    body: Buffer.from(text),
    endpoint: "http://127.0.0.1:4566",
    onHangUp: () => undefined,
    ...given,
  };
}

export function jsonRequest(operation: string, input: unknown): WireRequest {
  const headers = { "x-amz-target": `AmazonSQS.${operation}`, "content-type": "application/x-amz-json-1.0" };
  return request({ headers, text: typeof input === "string" ? input : JSON.stringify(input) });
}

export function formRequest(form: string, url = "/"): WireRequest {
  return request({ url, headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" }, text: form });
}

export function gateway(operations: Partial<SqsOperations>, options: Partial<DispatcherOptions> = {}) {
  const journal = new Journal(new VirtualClock());
  const dispatch = createDispatcher({
    services: [fakeSqs(operations), createStsService()],
    journal,
    random: seededRandom("gateway"),
    ...options,
  });
  return { journal, dispatch };
}

/** The answer of a call that must not need a promise. */
export function now(answer: WireResponse | Promise<WireResponse>): WireResponse {
  if (answer instanceof Promise) throw new Error("The answer is a promise");
  return answer;
}

export function textOf({ body }: WireResponse): string {
  if (typeof body === "string") return body;
  if (!(body instanceof Uint8Array)) throw new Error("The body is a stream");
  return Buffer.from(body).toString("utf8");
}

export function jsonOf(response: WireResponse): Record<string, unknown> {
  return JSON.parse(textOf(response)) as Record<string, unknown>;
}
