import {
  AsyncInvocations,
  CERTIFICATE_PATTERN,
  certificateHandler,
  createDeliver,
  Inbox,
  isOnLoopback,
  SnsSigner,
} from "../events/index.ts";
import type { FunctionHost } from "../handlers/index.ts";
import type { SnsProtocol } from "../runtime/core/deliver.ts";
import type { Dispatch } from "../runtime/core/wire.ts";
import type { Service } from "../runtime/protocol/service.ts";
import type { Sns } from "../runtime/sns/index.ts";
import { createSnsService } from "../runtime/sns/index.ts";
import type { Sqs } from "../runtime/sqs/index.ts";
import { createSqsService } from "../runtime/sqs/index.ts";
import { createStsService } from "../runtime/sts/index.ts";
import type { Basics } from "./basics.ts";

/** The emulated services, joined with each other. */
export interface Services {
  readonly sqs: Sqs;
  readonly sns: Sns;
  /** What e-mail, SMS and mobile push subscribers would have got. */
  readonly inbox: Inbox;
  /** What the gateway dispatches to. */
  readonly list: readonly Service[];
  /** Where a `SigningCertURL` leads. */
  readonly certificateRoute: { readonly method: string; readonly pattern: string; readonly handler: Dispatch };
  /** Ends all waiting receives, deliveries and retries; nothing is left on the clock. */
  stop(): void;
}

interface ServiceOptions extends Basics {
  readonly host: FunctionHost;
  readonly endpointUrl: () => string;
  readonly homeRegion: string;
  readonly ordered?: boolean | undefined;
  readonly allowedOutboundHosts: readonly string[];
  readonly autoConfirmSubscriptions: boolean;
}

export function createServices(options: ServiceOptions): Services {
  const { clock, journal, random, host, endpointUrl, homeRegion, ordered } = options;
  const sqs = createSqsService({ clock, journal, random, homeRegion, ordered });
  const asyncInvocations = new AsyncInvocations({
    clock,
    journal,
    random: random.fork("asynchronous invocations"),
    invoke: host.invoke,
    functionNameOf: (arn) => host.list().find(({ functionArn }) => functionArn === arn)?.definition.functionName,
  });
  const inbox = new Inbox(clock, journal);
  const signer = new SnsSigner(clock);
  const deliver = createDeliver({
    clock,
    journal,
    sqs,
    invokeAsync: (invocation) => asyncInvocations.invoke(invocation),
    inbox,
    signer,
    endpointUrl,
    allowedHosts: options.allowedOutboundHosts.map((name) => name.toLowerCase()),
  });
  const confirmsItself = options.autoConfirmSubscriptions ? isOnThisMachine : undefined;
  const sns = createSnsService({ clock, journal, random, deliver, confirmsItself });
  return {
    sqs,
    sns,
    inbox,
    list: [sqs.service, sns.service, createStsService()],
    certificateRoute: { method: "GET", pattern: CERTIFICATE_PATTERN, handler: certificateHandler(signer) },
    stop() {
      sns.stop();
      asyncInvocations.stop();
      sqs.stop();
    },
  };
}

/** What an http endpoint beyond this machine wants cannot be known; a local inbox is the user's own. */
function isOnThisMachine(protocol: SnsProtocol, endpoint: string): boolean {
  if (protocol !== "http" && protocol !== "https") return true;
  return URL.canParse(endpoint) && isOnLoopback(new URL(endpoint));
}
