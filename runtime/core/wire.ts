/**
 * The seam between the HTTP server and what answers AWS requests: bytes in, bytes out, no sockets.
 */
export interface WireRequest {
  readonly method: string;
  /** Path and query as on the request line, still percent-encoded. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: WireHeaders;
  readonly body: Buffer;
  /** Where the client reached us, from its Host header: `http://127.0.0.1:4566`, no trailing slash. */
  readonly endpoint: string;
  /** Calls `listener` once if the client hangs up before its answer. */
  onHangUp(listener: () => void): void;
}

export type WireHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Answers one request. Synchronous whenever the operation is: a promise for every request costs more than the codec. */
export type Dispatch = (request: WireRequest) => WireResponse | Promise<WireResponse>;
