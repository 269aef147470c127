import type { BodyContent, BodyStream } from "./body-stream.ts";

/**
 * The seam between the HTTP server and what answers AWS requests: bytes in, bytes out, no sockets.
 */
export interface WireRequest {
  readonly method: string;
  /** Path and query as on the request line, still percent-encoded. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: WireHeaders;
  /** Names and values in turn, as they were sent, for those who must tell two headers of one name from one with a comma. */
  readonly rawHeaders?: readonly string[] | undefined;
  /** Empty when the body comes as `bodyStream`. */
  readonly body: Buffer;
  /** A large body, on its way: only where the handler `streams` such a request. */
  readonly bodyStream?: BodyStream | undefined;
  /** Where the client reached us, from its Host header: `http://127.0.0.1:4566`, no trailing slash. */
  readonly endpoint: string;
  /** The client's address. */
  readonly remoteAddress?: string | undefined;
  /** Calls `listener` once if the client hangs up before its answer. */
  onHangUp(listener: () => void): void;
}

export type WireHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A request before its body is read. */
export type RequestHead = Pick<WireRequest, "method" | "url" | "headers">;

export interface WireResponse {
  readonly status: number;
  /** A `Content-Length` given here stands, for answers to HEAD; else it is the body's. */
  readonly headers: Readonly<Record<string, string>>;
  /** Each a `Set-Cookie` header of its own, the only one that cannot be joined. */
  readonly cookies?: readonly string[] | undefined;
  readonly body: BodyContent;
}

/** Answers one request. Synchronous whenever the operation is: a promise for every request costs more than the codec. */
export interface Dispatch {
  (request: WireRequest): WireResponse | Promise<WireResponse>;
  /** Whether a request with a large body is taken while the body is on its way; else the body is collected first, up to a limit. */
  readonly streams?: (head: RequestHead) => boolean;
  /** Which other sites' pages may make this request; by default none. */
  readonly admittedPages?: (head: RequestHead) => AdmittedPages;
}

/**
 * Whose web pages may make a request, beside our own: nobody's; those of sites that this machine serves (a front end under
 * development); or also those of the Origin that the request names, because the user allowed exactly that one.
 */
export type AdmittedPages = "none" | "local" | "named";
