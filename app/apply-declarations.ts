import { compileMapping } from "../events/event-source-mapping.ts";
import type { EventRouter } from "../events/index.ts";
import { UserError } from "../runtime/core/errors.ts";
import { DEFAULT_SETTINGS, formatSetting } from "../runtime/sqs/queue-settings.ts";
import type { ConfigProblem } from "./config/config-error.ts";
import type { KeyPath } from "./config/locate-key.ts";
import type { ConfigSource } from "./config/problems.ts";
import { problemAt } from "./config/problems.ts";
import type { Declarations, MappingDeclaration, QueueDeclaration } from "./config/resolve.ts";
import { refusalOf, throwProblems } from "./config/refusals.ts";
import { applyTopics } from "./apply-topics.ts";
import type { BucketAdmin } from "./bucket-admin.ts";
import type { FunctionAdmin } from "./function-admin.ts";
import type { QueueAdmin } from "./queue-admin.ts";
import type { TopicAdmin } from "./topic-admin.ts";

/** What declarations are applied to. */
export interface Target {
  readonly queues: QueueAdmin;
  readonly topics: TopicAdmin;
  readonly buckets: BucketAdmin;
  readonly functions: FunctionAdmin;
  readonly router: EventRouter;
}

/**
 * Makes the running instance what `wanted` declares. Queues, topics and buckets are created and changed but never deleted, so that no message
 * is lost; functions, mappings and subscriptions are replaced where they differ.
 *
 * @param source for the places of what is refused
 * @returns what changed, one sentence each
 * @throws {ConfigError} with AWS's sentences for what it would refuse
 */
export async function applyDeclarations(
  target: Target,
  wanted: Declarations,
  current: Declarations,
  source: ConfigSource,
): Promise<string[]> {
  await refuseMappings(target, wanted, source);
  const queueChanges = await applyQueues(target.queues, wanted, current, source);
  applyFunctions(target.functions, wanted, source);
  const topicChanges = await applyTopics(target.topics, wanted.topics, current.topics, source);
  const bucketChanges = await applyBuckets(target.buckets, wanted, current, source);
  const extraChanges = await applyFunctionExtras(target.functions, wanted, current, source);
  await target.router.apply(wanted.mappings.map(({ definition }) => definition));
  return [
    ...queueChanges,
    ...topicChanges,
    ...bucketChanges,
    ...functionChanges(wanted, current),
    ...extraChanges,
    ...mappingChanges(wanted, current),
  ];
}

/** Before anything is changed: all of the mappings that CreateEventSourceMapping would refuse. */
async function refuseMappings(target: Target, wanted: Declarations, source: ConfigSource): Promise<void> {
  const outcomes = wanted.mappings.map((mapping) =>
    refusalOf(source, mapping.path, () => checkMapping(target, wanted, mapping)),
  );
  throwProblems([...(await Promise.all(outcomes)), ...duplicateMappings(wanted, source)]);
}

/** AWS refuses the second CreateEventSourceMapping; its sentence names a UUID, which says less than the place of the first. */
function duplicateMappings({ mappings }: Declarations, source: ConfigSource): ConfigProblem[] {
  const indexes = new Map<string, PropertyKey | undefined>();
  return mappings.flatMap(({ definition: { functionName, eventSourceArn }, path }) => {
    const ends = `${functionName} ${eventSourceArn}`;
    if (!indexes.has(ends)) {
      indexes.set(ends, path.at(-1));
      return [];
    }
    const first = `eventSourceMappings[${String(indexes.get(ends))}]`;
    const queue = eventSourceArn.slice(eventSourceArn.lastIndexOf(":") + 1);
    return [problemAt(source, path, `${queue} is an event source of this function already (${first})`)];
  });
}

async function checkMapping(
  { queues }: Target,
  wanted: Declarations,
  { definition }: MappingDeclaration,
): Promise<void> {
  const declared = wanted.queues.find(({ name }) => queues.arnOf(name) === definition.eventSourceArn);
  const visibilityTimeout =
    declared === undefined
      ? queues.visibilityTimeoutSeconds(definition.eventSourceArn)
      : Number(declared.attributes["VisibilityTimeout"] ?? DEFAULT_SETTINGS.visibilityTimeoutSeconds);
  await compileMapping(definition, {
    uuid: "",
    source: visibilityTimeout === undefined ? undefined : { visibilityTimeoutSeconds: () => visibilityTimeout },
    functionTimeoutSeconds: wanted.functions.find(({ functionName }) => functionName === definition.functionName)
      ?.timeout,
  });
}

async function applyQueues(
  queues: QueueAdmin,
  wanted: Declarations,
  current: Declarations,
  source: ConfigSource,
): Promise<string[]> {
  const changes: string[] = [];
  const problems: (ConfigProblem | undefined)[] = [];
  const inCircles: QueueDeclaration[] = [];
  for (const queue of deadLetterQueuesFirst(wanted.queues)) {
    const before = current.queues.find(({ name }) => name === queue.name);
    const isEarly = before === undefined && isBeforeItsDeadLetterQueue(queues, queue, wanted);
    if (isEarly) inCircles.push(queue);
    const refusal = await refusalOf(source, queue.path, () => {
      changes.push(...applyQueue(queues, isEarly ? withoutRedrivePolicy(queue) : queue, before));
    });
    problems.push(refusal);
  }
  for (const { name, attributes, path } of inCircles) {
    const RedrivePolicy = attributes["RedrivePolicy"] ?? "";
    const key = [...path, "deadLetterQueue"];
    problems.push(await refusalOf(source, key, () => queues.setAttributes(name, { RedrivePolicy })));
  }
  throwProblems(problems);
  return changes;
}

/** Of queues that are each other's dead-letter queues one comes first; AWS lets SetQueueAttributes close the circle. */
function isBeforeItsDeadLetterQueue(queues: QueueAdmin, queue: QueueDeclaration, wanted: Declarations): boolean {
  const target = deadLetterQueueOf(queue, wanted.queues);
  if (target === undefined || target.name === queue.name) return false;
  return queues.visibilityTimeoutSeconds(queues.arnOf(target.name)) === undefined;
}

function withoutRedrivePolicy(queue: QueueDeclaration): QueueDeclaration {
  const { RedrivePolicy: _later, ...attributes } = queue.attributes;
  return { ...queue, attributes };
}

/** `undefined` when it has none, or one that a client makes. */
function deadLetterQueueOf(queue: QueueDeclaration, queues: readonly QueueDeclaration[]): QueueDeclaration | undefined {
  return queues.find(({ name }) => queue.attributes["RedrivePolicy"]?.includes(`:${name}"`));
}

/** So that a redrive policy does not point to a queue that is still to come. */
function deadLetterQueuesFirst(queues: readonly QueueDeclaration[]): QueueDeclaration[] {
  const ordered = new Set<QueueDeclaration>();
  const visiting = new Set<QueueDeclaration>();
  const visit = (queue: QueueDeclaration): void => {
    if (visiting.has(queue)) return;
    visiting.add(queue);
    const target = deadLetterQueueOf(queue, queues);
    if (target !== undefined) visit(target);
    ordered.add(queue);
  };
  queues.forEach(visit);
  return [...ordered];
}

function applyQueue(queues: QueueAdmin, wanted: QueueDeclaration, before: QueueDeclaration | undefined): string[] {
  if (before === undefined) {
    queues.create(wanted);
    return [`queue ${wanted.name} created`];
  }
  const changed = changedAttributes(wanted.attributes, before.attributes);
  if (Object.keys(changed).length === 0) return [];
  queues.setAttributes(wanted.name, changed);
  return [`queue ${wanted.name}: ${Object.keys(changed).join(", ")}`];
}

type Attributes = Readonly<Record<string, string>>;

/** Of a FIFO queue, because those have all of the attributes. */
const FIFO_DEFAULTS = { ...DEFAULT_SETTINGS, isFifo: true };

/** An attribute that is no longer declared gets AWS's default; an empty RedrivePolicy or RedriveAllowPolicy removes it. */
function changedAttributes(wanted: Attributes, before: Attributes): Attributes {
  const names = new Set([...Object.keys(before), ...Object.keys(wanted)]);
  return Object.fromEntries(
    [...names]
      .filter((name) => wanted[name] !== before[name])
      .map((name) => [name, wanted[name] ?? formatSetting(FIFO_DEFAULTS, name) ?? ""]),
  );
}

/** Last, because AWS asks whether the destinations of notifications exist. */
async function applyBuckets(
  buckets: BucketAdmin,
  wanted: Declarations,
  current: Declarations,
  source: ConfigSource,
): Promise<string[]> {
  return applyEach(wanted.buckets, source, (bucket) => {
    const before = current.buckets.find(({ name }) => name === bucket.name);
    return buckets.apply(bucket, before);
  });
}

/** All that is refused is told together; what is not refused is applied. */
async function applyEach<Declared extends { readonly path: KeyPath }>(
  declared: readonly Declared[],
  source: ConfigSource,
  apply: (one: Declared) => string[] | Promise<string[]>,
): Promise<string[]> {
  const changes: string[] = [];
  const problems: (ConfigProblem | undefined)[] = [];
  for (const one of declared) {
    const attempt = async (): Promise<void> => void changes.push(...(await apply(one)));
    problems.push(await refusalOf(source, one.path, attempt));
  }
  throwProblems(problems);
  return changes;
}

function applyFunctions(functions: FunctionAdmin, wanted: Declarations, source: ConfigSource): void {
  try {
    functions.declare(wanted.functions);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const path = error.place?.key?.split(".") ?? ["functions"];
    throwProblems([problemAt(source, path, [error.message, error.advice].filter(Boolean).join(" "))]);
  }
}

/** After everything that they may name. */
async function applyFunctionExtras(
  functions: FunctionAdmin,
  wanted: Declarations,
  current: Declarations,
  source: ConfigSource,
): Promise<string[]> {
  return applyEach(wanted.functionExtras, source, (extras) => {
    const before = current.functionExtras.find(({ functionName }) => functionName === extras.functionName);
    return functions.applyExtras(extras, before);
  });
}

function functionChanges(wanted: Declarations, current: Declarations): string[] {
  return differences(
    new Map(wanted.functions.map((definition) => [definition.functionName, definition])),
    new Map(current.functions.map((definition) => [definition.functionName, definition])),
    "function",
  );
}

function mappingChanges(wanted: Declarations, current: Declarations): string[] {
  const byEnds = ({ mappings }: Declarations): Map<string, unknown> =>
    new Map(
      mappings.map(({ definition }) => {
        const queue = definition.eventSourceArn.slice(definition.eventSourceArn.lastIndexOf(":") + 1);
        return [`${queue} → ${definition.functionName}`, definition];
      }),
    );
  return differences(byEnds(wanted), byEnds(current), "mapping");
}

function differences(
  wanted: ReadonlyMap<string, unknown>,
  before: ReadonlyMap<string, unknown>,
  noun: string,
): string[] {
  const removed = [...before.keys()].filter((name) => !wanted.has(name)).map((name) => `${noun} ${name} removed`);
  const others = [...wanted].flatMap(([name, value]) => {
    if (!before.has(name)) return [`${noun} ${name} created`];
    return JSON.stringify(before.get(name)) === JSON.stringify(value) ? [] : [`${noun} ${name} changed`];
  });
  return [...others, ...removed];
}
