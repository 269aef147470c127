import type { FactId } from "../core/journal.ts";
import type { WireRequest } from "../core/wire.ts";
import { pathOf } from "./request-url.ts";
import type { RequestContext } from "./service.ts";

/** What is known of a caller before the operation is. */
export interface Caller {
  readonly requestId: string;
  readonly region: string;
  readonly accountId: string;
  readonly accessKeyId: string | undefined;
  readonly causeId: FactId | undefined;
  readonly traceHeader: string | undefined;
  /** S3's `x-amz-id-2`. */
  readonly hostId?: string;
}

/** The context of one request. Its signal is made on first use: only long polls look at it. */
export class WireContext implements RequestContext {
  readonly requestId: string;
  readonly region: string;
  readonly accountId: string;
  readonly accessKeyId: string | undefined;
  readonly causeId: FactId | undefined;
  readonly traceHeader: string | undefined;
  readonly endpoint: string;
  readonly path: string;
  readonly protocol: RequestContext["protocol"];
  readonly hostId: string;
  readonly #request: WireRequest;
  #controller: AbortController | undefined;

  constructor(caller: Caller, request: WireRequest, protocol: RequestContext["protocol"]) {
    this.requestId = caller.requestId;
    this.region = caller.region;
    this.accountId = caller.accountId;
    this.accessKeyId = caller.accessKeyId;
    this.causeId = caller.causeId;
    this.traceHeader = caller.traceHeader;
    this.endpoint = request.endpoint;
    this.path = pathOf(request.url);
    this.protocol = protocol;
    this.hostId = caller.hostId ?? "";
    this.#request = request;
  }

  get sourceIp(): string {
    return this.#request.remoteAddress ?? "127.0.0.1";
  }

  get payload(): Uint8Array | undefined {
    return this.#request.bodyStream === undefined ? this.#request.body : undefined;
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController();
      this.#controller = controller;
      this.#request.onHangUp(() => controller.abort());
    }
    return this.#controller.signal;
  }
}
