import type { Scope } from "../runtime/core/arn.ts";
import type { FactId } from "../runtime/core/journal.ts";
import type { Random } from "../runtime/core/random.ts";
import type { RequestContext } from "../runtime/protocol/service.ts";

interface InternalCall {
  readonly scope: Scope;
  /** For the ids. */
  readonly random: Random;
  readonly protocol: RequestContext["protocol"];
  /** Of the resource, where the protocol has one. */
  readonly path?: string;
  /** Who asks: the service's own name. */
  readonly caller: string;
  readonly causeId?: FactId | undefined;
}

/** The context of an operation that the runtime itself calls, as a client would. */
export function internalContext({
  scope,
  random,
  protocol,
  path = "/",
  caller,
  causeId,
}: InternalCall): RequestContext {
  return {
    requestId: random.uuid(),
    hostId: random.hex(32),
    ...scope,
    causeId,
    accessKeyId: undefined,
    traceHeader: undefined,
    endpoint: "",
    path,
    protocol,
    sourceIp: caller,
    signal: new AbortController().signal,
    header: () => undefined,
  };
}
