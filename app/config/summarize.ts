import type { DeclaredSummary } from "../../runtime/core/facts.ts";
import { BATCH_SIZE } from "../../events/event-source-mapping.ts";
import type { Declarations } from "./resolve.ts";

/** What a config declares, as short as it can be shown. */
export function summarize({ functions, queues, topics, mappings }: Declarations): DeclaredSummary {
  return {
    functions: functions.map(({ functionName, handler, runtime, timeout }) => ({
      functionName,
      handler,
      runtime,
      timeout,
    })),
    queues: queues.map(({ name, attributes }) => ({ queueName: name, ...redrive(attributes["RedrivePolicy"]) })),
    subscriptions: topics.flatMap(({ name, subscriptions }) =>
      subscriptions.map(({ protocol, endpoint, attributes }) => ({
        topicName: name,
        protocol,
        endpoint: endpoint.startsWith("arn:") ? nameOf(endpoint) : endpoint,
        attributes: Object.keys(attributes),
      })),
    ),
    mappings: mappings.map(({ definition }) => ({
      eventSourceName: nameOf(definition.eventSourceArn),
      functionName: definition.functionName,
      batchSize: definition.batchSize ?? BATCH_SIZE.default,
      functionResponseTypes: definition.functionResponseTypes ?? [],
    })),
  };
}

function redrive(policy: string | undefined): { deadLetterQueueName?: string; maxReceiveCount?: number } {
  if (policy === undefined) return {};
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy) as {
    deadLetterTargetArn: string;
    maxReceiveCount: number;
  };
  return { deadLetterQueueName: nameOf(deadLetterTargetArn), maxReceiveCount };
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
