import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EnvironmentInvocation } from "../execution-environment.ts";
import { MAX_RESPONSE_BYTES, RESPONSE_TOO_LARGE_DOCUMENT } from "./error-documents.ts";
import { readBody, readError, readResponse, type ReadResult, type RuntimeResult } from "./response-reading.ts";

/** What the environment hears from its runtime. */
export interface RuntimeApiEvents {
  /** The runtime asks for work: initialization, or the last invocation, is over. */
  readonly onNext: () => void;
  readonly onInitError: (document: string) => void;
  readonly onResult: (result: RuntimeResult) => void;
}

/** An invocation on its way to the runtime. */
export interface Delivery {
  readonly invocation: EnvironmentInvocation;
  /** Epoch milliseconds. */
  readonly deadlineAt: number;
  /** Epoch milliseconds of our clock, so that a bootstrap can follow a virtual one. */
  readonly now: number;
}

/** States of AWS's own Runtime API, under its names. https://github.com/aws/aws-lambda-runtime-interface-emulator */
type State = "Started" | "InitError" | "Ready" | "Running" | "RuntimeResponseSentState";

/**
 * The Lambda Runtime API of one execution environment, on a loopback port of its own
 * (AWS's clients take `host:port` and refuse a path).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #server: Server;
  readonly #events: RuntimeApiEvents;
  #state: State = "Started";
  #delivery: Delivery | undefined;
  #waiting: ServerResponse | undefined;
  #assignment: string | undefined;
  #waitingForAssignment: ServerResponse | undefined;
  #onStandby: (() => void) | undefined;
  #onInspector: ((url: string) => Promise<void>) | undefined;

  constructor(events: RuntimeApiEvents) {
    this.#events = events;
    this.#server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) => {
      this.#route(request, response);
    });
  }

  /** @returns `127.0.0.1:port` */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Hands out an invocation, now or when the runtime next asks. One at a time. */
  deliver(delivery: Delivery): void {
    this.#delivery = delivery;
    if (this.#waiting !== undefined) this.#send(this.#waiting, delivery);
  }

  /** Tells a waiting standby what to become. */
  assign(assignment: string): void {
    this.#assignment = assignment;
    if (this.#waitingForAssignment !== undefined) answer(this.#waitingForAssignment, 200, assignment);
  }

  /** Calls back when a standby has loaded its packages. */
  set onStandby(callback: () => void) {
    this.#onStandby = callback;
  }

  /** Called with a runtime's inspector before it loads the user's code, which waits until the promise has settled. */
  set onInspector(callback: (url: string) => Promise<void>) {
    this.#onInspector = callback;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #route(request: IncomingMessage, response: ServerResponse): void {
    response.on("error", () => undefined);
    switch (`${request.method} ${request.url}`) {
      case "GET /2018-06-01/runtime/invocation/next":
        return this.#next(response);
      case "POST /2018-06-01/runtime/init/error":
        return this.#initError(request, response);
      case "GET /lambdaloop/assignment":
        return this.#awaitAssignment(response);
      case "POST /lambdaloop/inspector":
        return this.#inspector(request, response);
      default:
        return this.#invocation(request, response);
    }
  }

  #invocation(request: IncomingMessage, response: ServerResponse): void {
    const path = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? "");
    if (path === null || request.method !== "POST") return answer(response, 404, "404 page not found", "text/plain");
    const isError = path[2] === "error";
    const wanted = isError ? "InvocationErrorResponse" : "InvocationResponse";
    if (this.#state !== "Running") return this.#refuse(response, wanted);
    const { invocation } = this.#delivery ?? {};
    if (invocation === undefined || path[1] !== invocation.requestId) return answer(response, 400, INVALID_REQUEST_ID);
    const onRead = (read: ReadResult): void => this.#result(response, read, wanted);
    return isError ? readError(request, onRead) : readResponse(request, invocation.onResponse, onRead);
  }

  #next(response: ServerResponse): void {
    const asked = this.#state;
    if (asked === "InitError") return this.#refuse(response, "Ready");
    this.#waiting = response;
    response.once("close", () => {
      if (this.#waiting === response) this.#waiting = undefined;
    });
    // A runtime that asks again while it owes an answer gets the same invocation again, as on AWS.
    if (asked !== "Running") {
      this.#state = "Ready";
      if (asked === "RuntimeResponseSentState") this.#delivery = undefined;
      this.#events.onNext();
    }
    if (this.#delivery !== undefined && this.#waiting === response) this.#send(response, this.#delivery);
  }

  #send(response: ServerResponse, { invocation, deadlineAt, now }: Delivery): void {
    this.#waiting = undefined;
    this.#state = "Running";
    const body = Buffer.from(invocation.payload);
    const headers: Record<string, string | number> = {
      "Content-Type": "application/json",
      "Content-Length": body.length,
      "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
      "Lambda-Runtime-Deadline-Ms": deadlineAt,
      "Lambda-Runtime-Invoked-Function-Arn": invocation.invokedFunctionArn,
      "Lambda-Runtime-Trace-Id": invocation.traceHeader,
      "Lambdaloop-Clock-Ms": now,
    };
    const { clientContext } = invocation;
    if (clientContext !== undefined) headers["Lambda-Runtime-Client-Context"] = headerSafeJson(clientContext);
    response.writeHead(200, headers);
    response.end(body);
  }

  #initError(request: IncomingMessage, response: ServerResponse): void {
    if (this.#state !== "Started") return this.#refuse(response, "InitError");
    this.#state = "InitError";
    readBody(request, (body) => {
      answer(response, 202, ACCEPTED);
      this.#events.onInitError(body?.toString() ?? RESPONSE_TOO_LARGE_DOCUMENT);
    });
  }

  #result(response: ServerResponse, { result, tooLarge }: ReadResult, wanted: string): void {
    if (this.#state !== "Running") return this.#refuse(response, wanted);
    this.#state = "RuntimeResponseSentState";
    if (tooLarge) answer(response, 413, TOO_LARGE);
    else answer(response, 202, ACCEPTED);
    this.#events.onResult(result);
  }

  #refuse(response: ServerResponse, wanted: string): void {
    const sentence = `State transition from ${this.#state} to ${wanted} failed for runtime. Error: State transition is not allowed`;
    answer(response, 403, JSON.stringify({ errorMessage: sentence, errorType: "InvalidStateTransition" }));
  }

  #inspector(request: IncomingMessage, response: ServerResponse): void {
    readBody(request, (url) => void this.#introduce(url?.toString() ?? "", response));
  }

  async #introduce(url: string, response: ServerResponse): Promise<void> {
    try {
      await this.#onInspector?.(url);
    } catch {
      // Breakpoints work all the same; only the clock does not stand still for them.
    }
    answer(response, 202, ACCEPTED);
  }

  #awaitAssignment(response: ServerResponse): void {
    if (this.#assignment !== undefined) return answer(response, 200, this.#assignment);
    this.#waitingForAssignment = response;
    this.#onStandby?.();
  }
}

const ACCEPTED = '{"status":"OK"}\n';
const INVALID_REQUEST_ID = JSON.stringify({ errorMessage: "Invalid request ID", errorType: "InvalidRequestID" });
const TOO_LARGE = JSON.stringify({
  errorMessage: `Exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  errorType: "RequestEntityTooLarge",
});

function answer(response: ServerResponse, status: number, body: string, contentType = "application/json"): void {
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

/** A header holds printable ASCII only; in JSON text everything else is white space or can be escaped. */
function headerSafeJson(text: string): string {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return text.replaceAll(/[\t\n\r]/g, " ").replaceAll(/[^\u0020-\u007e]/g, escaped);
}
