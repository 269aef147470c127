import type { Clock } from "../../runtime/core/clock.ts";
import type { Journal } from "../../runtime/core/journal.ts";
import type { Invocation, Invoke, InvokeOutcome } from "../../runtime/core/ports.ts";
import type { Random } from "../../runtime/core/random.ts";
import type { AdmittedPages, Dispatch, RequestHead, WireRequest, WireResponse } from "../../runtime/core/wire.ts";
import type { FunctionUrl } from "../../runtime/lambda/index.ts";
import { type FunctionUrlAnswer, toFunctionUrlAnswer } from "../payloads/function-url-response.ts";
import { type FunctionUrlCaller, type FunctionUrlRequest, toFunctionUrlEvent } from "../payloads/function-url.ts";
import { type FunctionUrlAddress, functionUrlAddressOf } from "./function-url-address.ts";
import { namesOrigin, preflightAnswer, withCorsHeaders } from "./function-url-cors.ts";
import { FunctionUrlStream, type StreamedAnswer } from "./function-url-stream.ts";

export interface FunctionUrlServerOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly invoke: Invoke;
  /** The URL with this id, when there is one. */
  readonly urlConfigOf: (urlId: string) => FunctionUrl | undefined;
  /** Who signed a request, in its header or its query. */
  readonly signerOf: (head: RequestHead) => FunctionUrlSigner | undefined;
}

export interface FunctionUrlSigner {
  readonly accessKeyId: string;
  readonly accountId: string;
}

/** Bytes of an event that Invoke takes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_EVENT_BYTES = 6 * 1024 * 1024;

/**
 * Puts function URLs before another dispatcher: a request whose host or path names one goes to its function, every other on to `next`.
 *
 * Signatures are not verified here: a URL with `AWS_IAM` takes any request that has one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function withFunctionUrls(next: Dispatch, options: FunctionUrlServerOptions): Dispatch {
  const server = new FunctionUrlServer(options);
  const handler = (request: WireRequest): WireResponse | Promise<WireResponse> => {
    const address = server.addressOf(request);
    return address === undefined ? next(request) : server.answer(request, address);
  };
  return Object.assign(handler, {
    // A function gets its whole event at once.
    streams: (head: RequestHead) => server.addressOf(head) === undefined && next.streams?.(head) === true,
    admittedPages(head: RequestHead): AdmittedPages {
      const address = server.addressOf(head);
      return address === undefined ? (next.admittedPages?.(head) ?? "none") : server.admittedPages(head, address);
    },
  });
}

type Answer = FunctionUrlAnswer | StreamedAnswer;

/** One request on its way through. */
interface Exchange {
  readonly request: WireRequest;
  readonly url: FunctionUrl;
  readonly event: FunctionUrlRequest;
}

class FunctionUrlServer {
  readonly #options: FunctionUrlServerOptions;
  readonly #random: Random;

  constructor(options: FunctionUrlServerOptions) {
    this.#options = options;
    this.#random = options.random.fork("function URLs");
  }

  addressOf(head: RequestHead): FunctionUrlAddress | undefined {
    return functionUrlAddressOf(head, (urlId) => this.#options.urlConfigOf(urlId)?.region);
  }

  /**
   * A URL is public at AWS, for pages too; here its function runs on its developer's machine. So front ends under development reach it,
   * and sites that its CORS configuration names, and not every site that the developer visits.
   */
  admittedPages({ headers }: RequestHead, { urlId }: FunctionUrlAddress): AdmittedPages {
    const cors = this.#options.urlConfigOf(urlId)?.cors;
    const { origin } = headers;
    return cors !== undefined && typeof origin === "string" && namesOrigin(cors, origin) ? "named" : "local";
  }

  async answer(request: WireRequest, address: FunctionUrlAddress): Promise<WireResponse> {
    const url = this.#options.urlConfigOf(address.urlId);
    const event = this.#eventRequest(request, address, url);
    const exchange = url && { request, url, event };
    const { body, cookies, ...answer } = exchange === undefined ? UNKNOWN_URL : await this.#answerAt(exchange);
    const headers = { ...answer.headers, "x-amzn-RequestId": event.requestId, "x-amzn-trace-id": event.traceHeader };
    this.#record(url, answer.status, { errorType: answer.headers["x-amzn-ErrorType"], requestId: event.requestId });
    return { status: answer.status, headers, cookies, body };
  }

  async #answerAt(exchange: Exchange): Promise<Answer> {
    const { request, url } = exchange;
    const { cors } = url;
    const { origin } = request.headers;
    if (cors === undefined || typeof origin !== "string") return this.#invokeIfAllowed(exchange);
    const isPreflight = request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
    if (isPreflight) return preflightAnswer(cors, origin);
    return withCorsHeaders(await this.#invokeIfAllowed(exchange), cors, origin);
  }

  async #invokeIfAllowed({ request, url, event }: Exchange): Promise<Answer> {
    const isAllowed = url.authType === "NONE" ? url.isPublic : this.#options.signerOf(request) !== undefined;
    if (!isAllowed || !url.hasTarget) return FORBIDDEN;
    const payload = JSON.stringify(toFunctionUrlEvent(event));
    if (Buffer.byteLength(payload) > MAX_EVENT_BYTES) return TOO_LARGE;
    const invocation: Invocation = {
      functionName: url.functionArn,
      payload,
      causeId: this.#options.journal.causeOfTrace(event.traceHeader),
      traceHeader: event.traceHeader,
      requestId: event.requestId,
    };
    return url.invokeMode === "RESPONSE_STREAM" ? this.#stream(invocation) : this.#collect(invocation);
  }

  async #collect(invocation: Invocation): Promise<Answer> {
    const outcome = await this.#options.invoke(invocation);
    if (outcome.kind !== "returned") return failureOf(outcome);
    return toFunctionUrlAnswer(outcome.payload) ?? BAD_GATEWAY;
  }

  async #stream(invocation: Invocation): Promise<Answer> {
    const stream = new FunctionUrlStream();
    const ended = this.#options.invoke({ ...invocation, onResponse: stream }).then((outcome) => {
      stream.end(outcome);
      return outcome;
    });
    const answer = await Promise.race([stream.answer, ended.then(() => stream.answer)]);
    if (answer !== undefined) return answer;
    const outcome = await ended;
    if (outcome.kind !== "returned") return failureOf(outcome);
    if (stream.hasStarted) return BAD_GATEWAY;
    // A function that does not stream: its answer goes out as it is, its `statusCode` not read (AWS-validated test of a public suite).
    return { status: 200, headers: { "Content-Type": "application/json" }, cookies: [], body: outcome.payload };
  }

  #eventRequest(request: WireRequest, address: FunctionUrlAddress, url: FunctionUrl | undefined): FunctionUrlRequest {
    const at = this.#options.clock.now();
    return {
      ...address,
      method: request.method,
      headers: sentHeaders(request),
      body: request.body,
      sourceIp: (request.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
      requestId: this.#random.uuid(),
      traceHeader: this.#traceHeader(request, at),
      at,
      caller: url?.authType === "AWS_IAM" ? this.#callerOf(request, url) : undefined,
    };
  }

  #traceHeader({ headers }: WireRequest, at: number): string {
    const sent = headers["x-amzn-trace-id"];
    if (typeof sent === "string" && sent.includes("Root=")) return sent;
    const seconds = Math.floor(at / 1000)
      .toString(16)
      .padStart(8, "0");
    return `Root=1-${seconds}-${this.#random.hex(12)}`;
  }

  #callerOf(request: WireRequest, { accountId: ownerAccountId }: FunctionUrl): FunctionUrlCaller | undefined {
    const signer = this.#options.signerOf(request);
    if (signer === undefined) return undefined;
    const { accessKeyId, accountId } = signer;
    // Any credentials are the account's root here, as GetCallerIdentity says.
    return { accessKeyId, accountId, userArn: `arn:aws:iam::${accountId}:root`, userId: accountId, ownerAccountId };
  }

  #record(url: FunctionUrl | undefined, status: number, { errorType, requestId }: Refusal): void {
    if (errorType === undefined) return;
    const where = url === undefined ? "there is no such function URL" : `the function URL of ${url.functionArn}`;
    this.#options.journal.record({
      kind: "http.answered",
      service: "lambda",
      operation: "InvokeFunctionUrl",
      requestId,
      status,
      errorCode: errorType,
      errorMessage: `${where}${errorType === "AccessDeniedException" && url !== undefined ? ` ${adviceOn(url)}` : ""}`,
    });
  }
}

interface Refusal {
  readonly errorType: string | undefined;
  readonly requestId: string;
}

/** Why AWS answers 403 is the question that its answer leaves open. */
function adviceOn(url: FunctionUrl): string {
  if (!url.hasTarget) return "has lost its alias";
  if (url.authType === "AWS_IAM") return "wants a signed request";
  return "needs a permission for lambda:InvokeFunctionUrl with Principal * and FunctionUrlAuthType NONE";
}

/** Recorded 2025-11-24: lambda--TestLambdaPermissions.lambda_permission_url_invocation, lambda--TestLambdaURL.lambda_url_persists_after_alias_delete. */
const FORBIDDEN: FunctionUrlAnswer = refusal(
  403,
  "AccessDeniedException",
  '{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"}',
);

/** As an AWS-validated test of a public suite has it. */
const UNKNOWN_URL: FunctionUrlAnswer = refusal(403, "AccessDeniedException", '{"Message":null}');

/** The status is documented; AWS publishes no sentence, this one is Invoke's. */
const TOO_LARGE: FunctionUrlAnswer = refusal(
  413,
  "RequestTooLargeException",
  `{"Message":"Request must be smaller than ${MAX_EVENT_BYTES} bytes for the InvokeFunction operation"}`,
);

/** What clients see of every function error, as an AWS-validated test of a public suite has it: no JSON. */
const BAD_GATEWAY: FunctionUrlAnswer = {
  status: 502,
  headers: { "Content-Type": "application/json" },
  cookies: [],
  body: "Internal Server Error",
};

function refusal(status: number, errorType: string, body: string): FunctionUrlAnswer {
  return { status, headers: { "Content-Type": "application/json", "x-amzn-ErrorType": errorType }, cookies: [], body };
}

function failureOf(outcome: Exclude<InvokeOutcome, { kind: "returned" }>): FunctionUrlAnswer {
  if (outcome.kind !== "throttled") return BAD_GATEWAY;
  const document = { Reason: outcome.reason, Type: "User", message: "Rate Exceeded." };
  return refusal(429, "TooManyRequestsException", JSON.stringify(document));
}

function sentHeaders({ rawHeaders, headers }: WireRequest): [string, string][] {
  if (rawHeaders === undefined) {
    return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  }
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return pairs;
}
