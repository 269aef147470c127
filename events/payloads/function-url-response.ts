/**
 * What a function URL answers for what its function returned.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
 */
export interface FunctionUrlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Each a `Set-Cookie` header of its own. */
  readonly cookies: readonly string[];
  readonly body: Uint8Array | string;
}

/**
 * Reads the function's answer: an object with a `statusCode` is an HTTP response, anything else is the body of a 200.
 *
 * @param payload JSON text
 * @returns `undefined` when it is meant as an HTTP response but is none, which AWS answers with 502
 */
export function toFunctionUrlAnswer(payload: string): FunctionUrlAnswer | undefined {
  const value = parse(payload);
  if (isObject(value) && value["statusCode"] !== undefined) return toHttpAnswer(value);
  // Recorded (lambda--TestLambdaURL.lambda_url_invocation): a text without its quotes, everything else as compact JSON.
  return {
    status: 200,
    headers: JSON_CONTENT,
    cookies: [],
    body: typeof value === "string" ? value : compact(payload),
  };
}

/** Status, headers and cookies of a response object, or of the JSON prelude of a streamed response. */
export function toAnswerHead(
  response: Readonly<Record<string, unknown>>,
  defaultContentType: string,
): Pick<FunctionUrlAnswer, "status" | "headers" | "cookies"> | undefined {
  const status = toStatus(response["statusCode"] ?? 200);
  const headers = toHeaders(response["headers"] ?? {});
  const cookies = response["cookies"] ?? [];
  if (status === undefined || headers === undefined || !isTexts(cookies)) return undefined;
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  return { status, headers: hasType ? headers : { ...headers, "Content-Type": defaultContentType }, cookies };
}

const JSON_CONTENT = { "Content-Type": "application/json" };

function toHttpAnswer(response: Readonly<Record<string, unknown>>): FunctionUrlAnswer | undefined {
  const head = toAnswerHead(response, "application/json");
  const body = toBody(response["body"], response["isBase64Encoded"] === true);
  return head && body !== undefined ? { ...head, body } : undefined;
}

/** Digits in a text count (AWS-validated test of a public suite: `"418"`). */
function toStatus(value: unknown): number | undefined {
  const isDigits = typeof value === "string" && /^\d{3}$/.test(value);
  const status = isDigits ? Number(value) : value;
  if (typeof status !== "number" || !Number.isInteger(status)) return undefined;
  // 1xx is no answer yet, and an HTTP client takes nothing beyond 599.
  return status >= 200 && status <= 599 ? status : undefined;
}

/** The server that sends the answer writes these itself. */
const OWN_HEADERS = new Set(["connection", "content-length", "keep-alive", "transfer-encoding"]);

function toHeaders(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  const headers: Record<string, string> = {};
  for (const [name, content] of Object.entries(value)) {
    if (content === null || content === undefined || OWN_HEADERS.has(name.toLowerCase())) continue;
    const text = toHeaderText(content);
    if (text === undefined || !HEADER_NAME.test(name) || !HEADER_TEXT.test(text)) return undefined;
    headers[name] = text;
  }
  return headers;
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// oxlint-disable-next-line no-control-regex -- exactly what a header may not hold
const HEADER_TEXT = /^[^\u0000-\u0008\u000a-\u001f\u007f\u0100-\uffff]*$/;

function toHeaderText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return isTexts(value) ? value.join(",") : undefined;
}

/** @returns `undefined` for base64 that is none */
function toBody(value: unknown, isBase64: boolean): Uint8Array | string | undefined {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (!isBase64) return text;
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, "base64") : undefined;
}

/** JSON text without the white space between its parts; numbers stay as they were written. */
function compact(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    // A runtime of the user's own may answer what is no JSON.
    return payload;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
