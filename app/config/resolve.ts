import type { EventSourceMappingDefinition } from "../../events/index.ts";
import type { FunctionDefinition, LambdaRuntime } from "../../handlers/index.ts";
import type { Scope } from "../../runtime/core/arn.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../../runtime/core/arn.ts";
import type { LoggingConfiguration } from "../../runtime/core/function-definition.ts";
import type { LoadedConfig } from "./load.ts";
import type { KeyPath } from "./locate-key.ts";
import type { CheckedEventSourceMapping, CheckedFunction } from "./schema-function.ts";
import type { CheckedConfig, CheckedQueue } from "./schema.ts";
import { pascalCase, queueArn } from "./references.ts";
import type { BucketDeclaration } from "./resolve-bucket.ts";
import { toBucket } from "./resolve-bucket.ts";
import type { FunctionExtras } from "./resolve-function.ts";
import { toFunctionExtras } from "./resolve-function.ts";
import type { TopicDeclaration } from "./resolve-topic.ts";
import { toTopic } from "./resolve-topic.ts";

/** A queue to create, in the terms of CreateQueue. */
export interface QueueDeclaration {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly path: KeyPath;
}

/** A mapping to create, and where it is declared. */
export interface MappingDeclaration {
  readonly definition: EventSourceMappingDefinition;
  readonly path: KeyPath;
}

/** What a config asks for, with defaults filled in. */
export interface Declarations {
  readonly queues: readonly QueueDeclaration[];
  readonly topics: readonly TopicDeclaration[];
  readonly buckets: readonly BucketDeclaration[];
  readonly functions: readonly FunctionDefinition[];
  readonly functionExtras: readonly FunctionExtras[];
  readonly mappings: readonly MappingDeclaration[];
}

export const NO_DECLARATIONS: Declarations = {
  queues: [],
  topics: [],
  buckets: [],
  functions: [],
  functionExtras: [],
  mappings: [],
};

/** Where a config's queues and functions live. */
export function scopeOf(config: CheckedConfig): Scope {
  return { region: config.region ?? DEFAULT_REGION, accountId: config.accountId ?? DEFAULT_ACCOUNT_ID };
}

export function resolveConfig({ config, variables }: LoadedConfig, scope: Scope): Declarations {
  const functions = Object.entries(config.functions ?? {});
  return {
    queues: Object.entries(config.queues ?? {}).map(([name, queue]) => toQueue(name, queue, scope)),
    topics: Object.entries(config.topics ?? {}).map(([name, topic]) => toTopic(name, topic, scope)),
    buckets: Object.entries(config.buckets ?? {}).map(([name, bucket]) => toBucket(name, bucket, scope)),
    functions: functions.map(([name, declared]) => toFunction(name, declared, variables)),
    functionExtras: functions.map(([name, declared]) => toFunctionExtras(name, declared, scope)),
    mappings: functions.flatMap(([name, { eventSourceMappings = [] }]) =>
      eventSourceMappings.map((mapping, index) => toMapping(mapping, name, index, scope)),
    ),
  };
}

/** AWS's attribute values are strings. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
function toQueue(name: string, queue: CheckedQueue, scope: Scope): QueueDeclaration {
  const { deadLetterQueue, redriveAllowPolicy, tags, ...plain } = queue;
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(plain)) {
    // AWS refuses FifoQueue=false: a standard queue simply has no such attribute.
    if (value !== undefined && !(key === "fifoQueue" && value === false)) attributes[pascalCase(key)] = String(value);
  }
  if (deadLetterQueue !== undefined) {
    const deadLetterTargetArn = queueArn(deadLetterQueue.queue, scope);
    attributes["RedrivePolicy"] = JSON.stringify({
      deadLetterTargetArn,
      maxReceiveCount: deadLetterQueue.maxReceiveCount,
    });
  }
  if (redriveAllowPolicy !== undefined) attributes["RedriveAllowPolicy"] = JSON.stringify(redriveAllowPolicy);
  return { name, attributes, tags: tags ?? {}, path: ["queues", name] };
}

function toFunction(
  name: string,
  declared: CheckedFunction,
  variables: Readonly<Record<string, string>>,
): FunctionDefinition {
  const { bundle = {}, reservedConcurrentExecutions, logging, sandbox } = declared;
  return {
    functionName: name,
    handler: declared.handler,
    runtime: declared.runtime ?? runtimeOfThisNode(),
    timeout: declared.timeout ?? 3,
    memorySize: declared.memorySize ?? 128,
    environment: { ...variables, ...declared.environment },
    ...(reservedConcurrentExecutions === undefined ? {} : { reservedConcurrentExecutions }),
    ...(logging && { logging: withoutUndefined(logging) as LoggingConfiguration }),
    ...(sandbox === undefined ? {} : { sandbox }),
    bundle: {
      external: bundle.external ?? [],
      mode: bundle.mode ?? "code",
      ...(bundle.format === undefined ? {} : { format: bundle.format }),
    },
  };
}

function toMapping(
  mapping: CheckedEventSourceMapping,
  functionName: string,
  index: number,
  scope: Scope,
): MappingDeclaration {
  const { queue, filterCriteria, ...declared } = mapping;
  const filters = filterCriteria?.filters.map(({ pattern }) => ({
    pattern: typeof pattern === "string" ? pattern : JSON.stringify(pattern),
  }));
  const definition = {
    ...declared,
    functionName,
    eventSourceArn: queueArn(queue, scope),
    filterCriteria: filters && { filters },
  };
  return {
    definition: withoutUndefined(definition) as EventSourceMappingDefinition,
    path: ["functions", functionName, "eventSourceMappings", index],
  };
}

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

const LAMBDA_NODE_MAJORS = [20, 22, 24] as const;

/** The newest Lambda runtime that is not newer than the Node.js that runs us: handlers run on this same binary. */
export function runtimeOfThisNode(): LambdaRuntime {
  const running = Number(process.versions.node.split(".")[0]);
  const major = LAMBDA_NODE_MAJORS.findLast((candidate) => candidate <= running) ?? LAMBDA_NODE_MAJORS[0];
  return `nodejs${major}.x`;
}
