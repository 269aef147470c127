import {
  AsyncInvocations,
  CERTIFICATE_PATTERN,
  certificateHandler,
  createDeliver,
  createS3Deliver,
  Inbox,
  SnsSigner,
} from "../events/index.ts";
import type { Scope } from "../runtime/core/arn.ts";
import type { SnsProtocol } from "../runtime/core/deliver.ts";
import type { FunctionRunner } from "../runtime/core/function-runner.ts";
import { isOnLoopback } from "../runtime/core/loopback.ts";
import type { EventSourceMappings } from "../runtime/core/ports.ts";
import type { Dispatch } from "../runtime/core/wire.ts";
import { createIamService } from "../runtime/iam/index.ts";
import type { Lambda } from "../runtime/lambda/index.ts";
import { createLambdaService } from "../runtime/lambda/index.ts";
import type { Logs } from "../runtime/logs/index.ts";
import { createLogsService } from "../runtime/logs/index.ts";
import type { Service } from "../runtime/protocol/service.ts";
import type { DestinationKind, S3 } from "../runtime/s3/index.ts";
import { createS3Service } from "../runtime/s3/index.ts";
import type { Sns } from "../runtime/sns/index.ts";
import { createSnsService } from "../runtime/sns/index.ts";
import type { Sqs } from "../runtime/sqs/index.ts";
import { createSqsService } from "../runtime/sqs/index.ts";
import { createStsService } from "../runtime/sts/index.ts";
import { destinationDoors } from "./async-destinations.ts";
import type { Basics } from "./basics.ts";
import type { CheckedConfig } from "./config/schema.ts";
import { S3Calls } from "./s3-calls.ts";

/** The emulated services, joined with each other. */
export interface Services {
  readonly sqs: Sqs;
  readonly sns: Sns;
  readonly s3: S3;
  readonly lambda: Lambda;
  readonly logs: Logs;
  /** Events for functions that nobody waits for. */
  readonly asyncInvocations: AsyncInvocations;
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
  /** What runs the functions. */
  readonly runner: FunctionRunner;
  /** Made later than the services. */
  readonly mappings: () => EventSourceMappings;
  readonly endpointUrl: () => string;
  /** Where the config's resources are. */
  readonly scope: Scope;
  readonly accountConcurrency: number;
  readonly ordered?: boolean | undefined;
  readonly settings: Pick<
    CheckedConfig,
    "allowedOutboundHosts" | "autoConfirmSubscriptions" | "minimumUnreservedConcurrency"
  >;
}

export function createServices(options: ServiceOptions): Services {
  const { clock, journal, random, scope, ordered } = options;
  const sqs = createSqsService({ clock, journal, random, homeRegion: scope.region, ordered });
  const s3Calls = new S3Calls(() => s3, random.fork("destinations"), scope);
  const lambda: Lambda = createLambdaService({
    ...options,
    homeScope: scope,
    minimumUnreservedConcurrency: options.settings.minimumUnreservedConcurrency,
    invokeAsync: () => asyncInvocations.invoke,
    readObject: (bucket, key, versionId) => s3Calls.read(bucket, key, versionId),
  });
  const asyncInvocations = new AsyncInvocations({
    clock,
    journal,
    random: random.fork("asynchronous invocations"),
    invoke: lambda.invoke,
    policyOf: (functionName, qualifier) => lambda.asyncPolicy(functionName, qualifier),
    destinations: destinationDoors({ sqs, sns: () => sns, s3Calls }),
  });
  const logs = createLogsService({ clock, journal, random, homeScope: scope });
  const inbox = new Inbox(clock, journal);
  const signer = new SnsSigner(clock);
  const sns: Sns = createSns(options, { sqs, asyncInvocations, inbox, signer });
  const s3: S3 = createS3(options, { sqs, sns, asyncInvocations, lambda });
  return {
    sqs,
    sns,
    s3,
    lambda,
    logs,
    asyncInvocations,
    inbox,
    list: [
      ...[sqs, sns, s3, lambda, logs, createIamService({ clock, random })].map(({ service }) => service),
      createStsService(),
    ],
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
    invokeAsync: asyncInvocations.invoke,
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
  readonly lambda: Lambda;
}

function createS3({ clock, journal, random }: Basics, targets: S3Targets): S3 {
  const { sqs, sns, asyncInvocations, lambda } = targets;
  const exists: Readonly<Record<DestinationKind, (arn: string) => boolean>> = {
    queue: (arn) => sqs.queueByArn(arn) !== undefined,
    topic: (arn) => sns.topicByArn(arn) !== undefined,
    function: (arn) => lambda.functionByArn(arn) !== undefined,
  };
  const deliver = createS3Deliver({
    journal,
    random: random.fork("S3 deliveries"),
    sqs,
    publishToTopic(arn, { subject, message, causeId }) {
      const topic = sns.topicByArn(arn);
      return topic && sns.publish(topic, { Message: message, Subject: subject }, { causeId });
    },
    invokeAsync: asyncInvocations.invoke,
  });
  return createS3Service({ clock, journal, random, deliver, destinationExists: (kind, arn) => exists[kind](arn) });
}

/** What an http endpoint beyond this machine wants cannot be known; a local inbox is the user's own. */
function isOnThisMachine(protocol: SnsProtocol, endpoint: string): boolean {
  if (protocol !== "http" && protocol !== "https") return true;
  return URL.canParse(endpoint) && isOnLoopback(new URL(endpoint));
}
