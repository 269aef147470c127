import type { WireHeaders, WireResponse } from "../core/wire.ts";

const CODES: Readonly<Record<number, string>> = {
  403: "AccessDeniedException",
  404: "UnknownOperationException",
  413: "RequestEntityTooLarge",
};

/**
 * The server's own answer, given before anything knows which AWS service was meant: the reason as plain text, or in the form that
 * an AWS JSON client shows as the error's name and message.
 */
export function refusal(status: number, reason: string, headers: WireHeaders): WireResponse {
  const code = CODES[status] ?? "InternalFailure";
  const sentence = status < 500 ? `lambdaloop refused this request: ${reason}` : reason;
  if (!isJson(headers))
    return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: `${sentence}\n` };
  const type = "application/x-amz-json-1.0";
  return { status, headers: { "Content-Type": type }, body: JSON.stringify({ __type: code, message: sentence }) };
}

function isJson(headers: WireHeaders): boolean {
  return headers["x-amz-target"] !== undefined;
}
