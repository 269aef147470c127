import {
  AsyncInvocations,
  CERTIFICATE_PATTERN,
  certificateHandler,
  createDeliver,
  createS3Deliver,
  Inbox,
  SnsSigner,
} from "../events/index.ts";
import type { FunctionHost } from "../handlers/index.ts";
import type { Scope } from "../runtime/core/arn.ts";
import type { SnsProtocol } from "../runtime/core/deliver.ts";
import { isOnLoopback } from "../runtime/core/loopback.ts";
import type { Dispatch } from "../runtime/core/wire.ts";
import type { Service } from "../runtime/protocol/service.ts";
import type { Logs } from "../runtime/logs/index.ts";
import { createLogsService } from "../runtime/logs/index.ts";
import type { DestinationKind, S3 } from "../runtime/s3/index.ts";
import { createS3Service } from "../runtime/s3/index.ts";
import type { Sns } from "../runtime/sns/index.ts";
import { createSnsService } from "../runtime/sns/index.ts";
import type { Sqs } from "../runtime/sqs/index.ts";
import { createSqsService } from "../runtime/sqs/index.ts";
import { createStsService } from "../runtime/sts/index.ts";
import { defaultAsyncPolicy, destinationDoors, invokeByArn } from "./async-destinations.ts";
import type { Basics } from "./basics.ts";
import type { CheckedConfig } from "./config/schema.ts";

/** The emulated services, joined with each other. */
export interface Services {
  readonly sqs: Sqs;
  readonly sns: Sns;
  readonly s3: S3;
  readonly logs: Logs;
  /** What e-mail, SMS and mobile push subscribers would have got. */
  readonly inbox: Inbox;
  /** What the gateway dispatches to. */
  readonly list: readonly Service[];
  /** Where a `SigningCertURL` leads. */
  readonly certificateRoute: { readonly method: string; readonly pattern: string; readonly handler: Dispatch };
  /** Ends all waiting receives, deliveries and retries, and removes S3's temporary files; nothing is left on the clock. */
  stop(): Promise<void>;
}

interface ServiceOptions extends Basics {
  readonly host: FunctionHost;
  readonly endpointUrl: () => string;
  /** Where the config's resources are. */
  readonly scope: Scope;
  readonly ordered?: boolean | undefined;
  readonly settings: Pick<CheckedConfig, "allowedOutboundHosts" | "autoConfirmSubscriptions">;
}

export function createServices(options: ServiceOptions): Services {
  const { clock, journal, random, host, scope, ordered } = options;
  const functionNameOf = (arn: string): string | undefined =>
    host.list().find(({ functionArn }) => functionArn === arn)?.definition.functionName;
  const sqs = createSqsService({ clock, journal, random, homeRegion: scope.region, ordered });
  const asyncInvocations = new AsyncInvocations({
    clock,
    journal,
    random: random.fork("asynchronous invocations"),
    invoke: invokeByArn(host),
    policyOf: (functionName) => defaultAsyncPolicy(host, functionName),
    destinations: destinationDoors({
      sqs,
      sns: () => sns,
      s3: () => s3,
      random: random.fork("destinations"),
      scope,
    }),
  });
  const logs = createLogsService({ clock, journal, random, homeScope: scope });
  const inbox = new Inbox(clock, journal);
  const signer = new SnsSigner(clock);
  const sns: Sns = createSns(options, { sqs, asyncInvocations, inbox, signer });
  const s3: S3 = createS3(options, { sqs, sns, asyncInvocations, functionNameOf });
  return {
    sqs,
    sns,
    s3,
    logs,
    inbox,
    list: [sqs.service, sns.service, s3.service, logs.service, createStsService()],
    certificateRoute: { method: "GET", pattern: CERTIFICATE_PATTERN, handler: certificateHandler(signer) },
    async stop() {
      sns.stop();
      asyncInvocations.stop();
      sqs.stop();
      logs.stop();
      await s3.stop();
    },
  };
}

interface SnsTargets {
  readonly sqs: Sqs;
  readonly asyncInvocations: AsyncInvocations;
  readonly inbox: Inbox;
  readonly signer: SnsSigner;
}

function createSns(options: ServiceOptions, { sqs, asyncInvocations, inbox, signer }: SnsTargets): Sns {
  const { clock, journal, random, endpointUrl, settings } = options;
  const { allowedOutboundHosts = [], autoConfirmSubscriptions = false } = settings;
  const deliver = createDeliver({
    clock,
    journal,
    sqs,
    invokeAsync: (invocation) => asyncInvocations.invoke(invocation),
    inbox,
    signer,
    endpointUrl,
    allowedHosts: allowedOutboundHosts.map((name) => name.toLowerCase()),
  });
  const confirmsItself = autoConfirmSubscriptions ? isOnThisMachine : undefined;
  return createSnsService({ clock, journal, random, deliver, confirmsItself });
}

interface S3Targets {
  readonly sqs: Sqs;
  readonly sns: Sns;
  readonly asyncInvocations: AsyncInvocations;
  readonly functionNameOf: (arn: string) => string | undefined;
}

function createS3({ clock, journal, random }: Basics, targets: S3Targets): S3 {
  const { sqs, sns, asyncInvocations, functionNameOf } = targets;
  const exists: Readonly<Record<DestinationKind, (arn: string) => boolean>> = {
    queue: (arn) => sqs.queueByArn(arn) !== undefined,
    topic: (arn) => sns.topicByArn(arn) !== undefined,
    function: (arn) => functionNameOf(arn) !== undefined,
  };
  const deliver = createS3Deliver({
    journal,
    random: random.fork("S3 deliveries"),
    sqs,
    publishToTopic(arn, { subject, message, causeId }) {
      const topic = sns.topicByArn(arn);
      return topic && sns.publish(topic, { Message: message, Subject: subject }, { causeId });
    },
    invokeAsync: (invocation) => asyncInvocations.invoke(invocation),
  });
  return createS3Service({ clock, journal, random, deliver, destinationExists: (kind, arn) => exists[kind](arn) });
}

/** What an http endpoint beyond this machine wants cannot be known; a local inbox is the user's own. */
function isOnThisMachine(protocol: SnsProtocol, endpoint: string): boolean {
  if (protocol !== "http" && protocol !== "https") return true;
  return URL.canParse(endpoint) && isOnLoopback(new URL(endpoint));
}
