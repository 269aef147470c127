import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BodyStream } from "../core/body-stream.ts";
import type { Clock } from "../core/clock.ts";
import { AwsError, UserError } from "../core/errors.ts";
import type { Journal } from "../core/journal.ts";
import type { WireHeaders, WireRequest, WireResponse } from "../core/wire.ts";
import { begin, send } from "./answer.ts";
import { refusal } from "./refusal.ts";
import { CollectableRequest, declaredLength } from "./request-body.ts";
import type { BodyOutcome } from "./request-body.ts";
import { sendStream, streamBody } from "./streamed-body.ts";
import { DEFAULT_MAX_BODY_BYTES, RouteTable } from "./routes.ts";
import type { Route } from "./routes.ts";
import { KEEP_ALIVE_MS } from "./whole-answer.ts";

export interface HttpServerOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly routes: readonly Route[];
  readonly journal: Journal;
  readonly clock: Clock;
}

/** A listening server. */
export interface HttpServer {
  readonly port: number;
  /** `http://127.0.0.1:4566`: never `localhost`, which S3 clients would put a bucket before, and which need not resolve to IPv4. */
  readonly endpoint: string;
  /** Stops listening, gives running answers a moment, then cuts what is left (long polls). Takes at most 100 ms. */
  stop(): Promise<void>;
}

/** The only address it ever listens on: nothing outside this machine can reach it. */
const ADDRESS = "127.0.0.1";
const EMPTY = Buffer.alloc(0);

const LIMITS = {
  IncomingMessage: CollectableRequest,
  /** Over the 60 s for which AWS SDKs and load balancers keep idle connections, so that the client closes first. */
  keepAliveTimeout: KEEP_ALIVE_MS,
  /** A whole request, head and body, must arrive in this time: the largest upload may take long. */
  requestTimeout: 60 * 60 * 1000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 32 * 1024,
  // Our guard refuses a missing Host with a reason; Node would answer an empty 400.
  requireHostHeader: false,
};

const STOP_GRACE_MS = 50;

/**
 * Starts listening on 127.0.0.1.
 *
 * @throws {UserError} `PORT_IN_USE`, `PORT_NOT_ALLOWED`
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const gate = new Gate(options.routes, options.journal);
  const server = createServer(LIMITS, (request, response) => gate.take(request, response));
  server.on("checkContinue", (request: CollectableRequest, response: ServerResponse) => {
    gate.take(request, response, () => response.writeContinue());
  });
  // Without a listener Node drops the connection without a word.
  server.on("connect", (_request, socket) => {
    socket.end("HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return { port, endpoint: `http://${ADDRESS}:${port}`, stop: () => stop(server, options.clock) };
}

/** Every request passes here: route, guard, body, handler, answer. */
class Gate {
  readonly #routes: RouteTable;
  readonly #journal: Journal;

  constructor(routes: readonly Route[], journal: Journal) {
    this.#routes = new RouteTable(routes);
    this.#journal = journal;
  }

  /** @param proceed asks for the body of a client that waits for `100 Continue` */
  take(request: CollectableRequest, response: ServerResponse, proceed?: () => void): void {
    const { method = "GET", url = "/", headers } = request;
    const route = this.#routes.find(method, url);
    if (route === undefined) return send(response, refusal(404, `nothing answers ${method} here`, headers));
    const reason = refusedUpgrade(headers) ?? route.guard({ method, url, headers });
    if (reason !== undefined) return this.#refuse(request, response, reason);
    if (isLarge(request) && route.handler.streams?.({ method, url, headers }) === true) {
      return this.#stream(route, request, response, proceed);
    }
    this.#collect(route, request, response, proceed);
  }

  #collect(route: Route, request: CollectableRequest, response: ServerResponse, proceed?: () => void): void {
    const maxBytes = route.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
    if (proceed !== undefined && declaredLength(request) > maxBytes) {
      return send(response, tooLarge(maxBytes, request.headers), { close: true });
    }
    proceed?.();
    request.collect(maxBytes, (outcome) => this.#handle(route, request, response, outcome));
  }

  #stream(route: Route, request: CollectableRequest, response: ServerResponse, proceed?: () => void): void {
    const pending = { isAsked: proceed === undefined };
    const body = streamBody(request, () => {
      pending.isAsked = true;
      proceed?.();
    });
    this.#run(route, new IncomingWireRequest({ request, response }, EMPTY, { body, pending }));
  }

  #handle(route: Route, request: CollectableRequest, response: ServerResponse, outcome: BodyOutcome): void {
    if (outcome.kind === "tooLarge") {
      const answer = tooLarge(route.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES, request.headers);
      return send(response, answer, { close: !outcome.ended });
    }
    this.#run(route, new IncomingWireRequest({ request, response }, outcome.body));
  }

  #run(route: Route, wire: IncomingWireRequest): void {
    try {
      const answer = route.handler(wire);
      if (!(answer instanceof Promise)) return this.#send(wire, answer);
      answer.then(
        (late) => this.#send(wire, late),
        (error: unknown) => this.#fail(wire, error),
      );
    } catch (error) {
      this.#fail(wire, error);
    }
  }

  #send(wire: IncomingWireRequest, answer: WireResponse): void {
    const { request, response } = wire.connection;
    const { pending } = wire;
    // A client that was not asked for its body must not send it where the next request is expected.
    const stream = begin(response, answer, pending?.isAsked === false ? { close: true } : undefined);
    if (stream !== undefined) {
      sendStream(response, stream).catch((error: unknown) => {
        // A source that breaks off by design: the client must not take what it has for the whole.
        if (error instanceof AwsError) response.destroy();
        else this.#fail(wire, error);
      });
    }
    // Nor does a client that is still sending read its answer: what nobody wanted of the body is thrown away.
    if (pending?.isAsked === true) request.resume();
  }

  #refuse(request: CollectableRequest, response: ServerResponse, reason: string): void {
    const { method = "GET", url = "/", headers } = request;
    const path = url.split("?", 1)[0]?.slice(0, 200) ?? "/";
    this.#journal.record({ kind: "http.refused", reason, method, path });
    send(response, refusal(403, reason, headers));
  }

  #fail(wire: IncomingWireRequest, error: unknown): void {
    const cause = error instanceof Error ? error : new Error(String(error));
    const where = `http ${wire.method}`;
    this.#journal.record({ kind: "internal.failed", where, message: cause.message, stack: cause.stack ?? "" });
    const { response } = wire.connection;
    if (response.headersSent) response.destroy();
    else this.#send(wire, refusal(500, `lambdaloop failed: ${cause.message}`, wire.headers));
  }
}

interface Connection {
  readonly request: CollectableRequest;
  readonly response: ServerResponse;
}

/** A body on its way. */
interface Streamed {
  readonly body: BodyStream;
  readonly pending: { readonly isAsked: boolean };
}

/** A class, so that a request costs no closure for a listener that few operations ever set. */
class IncomingWireRequest implements WireRequest {
  readonly connection: Connection;
  readonly method: string;
  readonly url: string;
  readonly headers: WireHeaders;
  readonly body: Buffer;
  readonly bodyStream: BodyStream | undefined;
  /** Whether the client of a body on its way has been asked for it. */
  readonly pending: Streamed["pending"] | undefined;
  readonly endpoint: string;

  constructor(connection: Connection, body: Buffer, streamed?: Streamed) {
    const { request } = connection;
    this.connection = connection;
    this.method = request.method ?? "GET";
    this.url = request.url ?? "/";
    this.headers = request.headers;
    this.body = body;
    this.bodyStream = streamed?.body;
    this.pending = streamed?.pending;
    this.endpoint = `http://${request.headers.host ?? ADDRESS}`;
  }

  get rawHeaders(): readonly string[] {
    return this.connection.request.rawHeaders;
  }

  get remoteAddress(): string | undefined {
    return this.connection.request.socket.remoteAddress;
  }

  onHangUp(listener: () => void): void {
    const { response } = this.connection;
    if (response.destroyed) listener();
    else {
      response.once("close", () => {
        if (!response.writableEnded) listener();
      });
    }
  }
}

/** Bytes from which a body is not collected first, where its handler can take it as it comes. */
const STREAMED_FROM_BYTES = 128 * 1024;

function isLarge(request: CollectableRequest): boolean {
  return declaredLength(request) > STREAMED_FROM_BYTES || request.headers["transfer-encoding"] !== undefined;
}

function refusedUpgrade({ upgrade }: IncomingMessage["headers"]): string | undefined {
  // Clients that offer HTTP/2 go on with HTTP/1.1 when they get an ordinary answer.
  return upgrade === undefined || upgrade === "h2c" ? undefined : "this server upgrades no connection";
}

function tooLarge(maxBytes: number, headers: WireHeaders): WireResponse {
  return refusal(413, `the body is larger than ${maxBytes} bytes`, headers);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen({ port, host: ADDRESS, exclusive: true }, () => resolve());
  });
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  const advice = "Choose another port with --port, or 0 for any free one.";
  if (error.code === "EADDRINUSE") {
    const message = `Port ${port} on ${ADDRESS} is in use by another program`;
    return new UserError("PORT_IN_USE", message, { advice: `Stop that program. ${advice}`, cause: error });
  }
  if (error.code === "EACCES") {
    return new UserError("PORT_NOT_ALLOWED", `This user may not listen on port ${port}`, { advice, cause: error });
  }
  return error;
}

function stop(server: Server, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.schedule(STOP_GRACE_MS, () => server.closeAllConnections());
    server.close(() => {
      cancel();
      resolve();
    });
    server.closeIdleConnections();
  });
}
