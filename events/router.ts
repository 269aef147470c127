import type { Clock } from "../runtime/core/clock.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type { Invoke } from "../runtime/core/ports.ts";
import type { Random } from "../runtime/core/random.ts";
import type { EventSourceMappingDefinition } from "./definition.ts";
import { mappingAlreadyExists } from "./errors.ts";
import { compileMapping, type CompiledMapping } from "./event-source-mapping.ts";
import type { QueueSource } from "./sources/queue-source.ts";
import { SqsPoller } from "./sources/sqs.ts";

export interface EventRouterDependencies {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly invoke: Invoke;
  /** The queue behind an ARN, `undefined` when there is none; asked again before every receive. */
  readonly queueSource: (queueArn: string) => QueueSource | undefined;
  /** A function's timeout, `undefined` when there is no such function. */
  readonly functionTimeoutSeconds: (functionName: string) => number | undefined;
  /** Concurrent executions of the account; a mapping never has more batches in flight. */
  readonly accountConcurrency: number;
}

/** A mapping as it runs. */
interface EventSourceMapping {
  readonly uuid: string;
  readonly definition: EventSourceMappingDefinition;
  readonly state: "Enabled" | "Disabled";
  /** Batches that the function works on now. */
  readonly inFlight: number;
}

/** Brings events to functions: runs a poller for every event source mapping. */
export interface EventRouter {
  /**
   * Makes the running mappings those of the list: creates, updates and deletes what differs, leaves the rest alone.
   * All or nothing: when one definition is refused, nothing has changed. Calls follow each other.
   *
   * @throws {AwsError} `InvalidParameterValueException`, `ValidationException`, `ResourceConflictException`, as CreateEventSourceMapping
   */
  apply(definitions: readonly EventSourceMappingDefinition[]): Promise<void>;
  list(): readonly EventSourceMapping[];
  /** Resolves when nothing that was received waits for its invocation or for its verdict. */
  settled(): Promise<void>;
  /**
   * Ends all polling at once. Batches in flight are still settled when their invocations end (wait for `settled`);
   * with `abandon` they are left to their visibility timeout.
   */
  stop(options?: { readonly abandon?: boolean }): Promise<void>;
}

interface Running {
  readonly uuid: string;
  readonly definition: EventSourceMappingDefinition;
  /** The definition and the function's timeout as text: equal text, nothing to do. */
  readonly fingerprint: string;
  readonly compiled: CompiledMapping;
  readonly poller: SqsPoller | undefined;
}

/**
 * @example
 * const router = createEventRouter({ clock, random, journal, invoke, queueSource, functionTimeoutSeconds, accountConcurrency: 1000 });
 * await router.apply([{ eventSourceArn: queueArn, functionName: "orders" }]);
 */
export function createEventRouter(dependencies: EventRouterDependencies): EventRouter {
  return new Router(dependencies);
}

class Router implements EventRouter {
  readonly #dependencies: EventRouterDependencies;
  #running = new Map<string, Running>();
  /** Pollers of mappings that are gone or changed, until their last batch is settled. */
  readonly #leaving = new Set<SqsPoller>();
  #applied: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(dependencies: EventRouterDependencies) {
    this.#dependencies = dependencies;
  }

  async apply(definitions: readonly EventSourceMappingDefinition[]): Promise<void> {
    const turn = this.#applied.then(() => this.#apply(definitions));
    this.#applied = turn.catch(() => undefined);
    await turn;
  }

  list(): readonly EventSourceMapping[] {
    return [...this.#running.values()].map(({ uuid, definition, poller }) => ({
      uuid,
      definition,
      state: poller === undefined ? "Disabled" : "Enabled",
      inFlight: poller?.inFlight ?? 0,
    }));
  }

  async settled(): Promise<void> {
    do {
      // A message that was just sent reaches its poller within this turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(this.#pollers().map((poller) => poller.whenIdle()));
    } while (!this.#pollers().every((poller) => poller.idle));
  }

  async stop(options: { readonly abandon?: boolean } = {}): Promise<void> {
    this.#stopped = true;
    await this.#applied;
    for (const poller of this.#pollers()) poller.stop(options);
  }

  #pollers(): SqsPoller[] {
    const running = [...this.#running.values()].flatMap(({ poller }) => (poller === undefined ? [] : [poller]));
    return [...running, ...this.#leaving];
  }

  async #apply(definitions: readonly EventSourceMappingDefinition[]): Promise<void> {
    if (this.#stopped) return;
    const wanted = new Map<string, Omit<Running, "poller">>();
    for (const definition of definitions) {
      const key = keyOf(definition);
      const twin = wanted.get(key);
      if (twin !== undefined) throw mappingAlreadyExists(definition.eventSourceArn, definition.functionName, twin.uuid);
      wanted.set(key, await this.#compile(key, definition));
    }
    this.#switchTo(wanted);
  }

  async #compile(key: string, definition: EventSourceMappingDefinition): Promise<Omit<Running, "poller">> {
    const functionTimeoutSeconds = this.#dependencies.functionTimeoutSeconds(definition.functionName);
    const source = this.#dependencies.queueSource(definition.eventSourceArn);
    const uuid = this.#running.get(key)?.uuid ?? this.#dependencies.random.uuid();
    const compiled = await compileMapping(definition, { uuid, source, functionTimeoutSeconds });
    return { uuid, definition, compiled, fingerprint: JSON.stringify([definition, functionTimeoutSeconds]) };
  }

  #switchTo(wanted: ReadonlyMap<string, Omit<Running, "poller">>): void {
    const before = this.#running;
    const after = new Map<string, Running>();
    for (const [key, running] of before) {
      if (wanted.has(key)) continue;
      this.#retire(running.poller);
      this.#record("esm.deleted", running);
    }
    for (const [key, mapping] of wanted) {
      const old = before.get(key);
      if (old?.fingerprint === mapping.fingerprint) {
        after.set(key, old);
        continue;
      }
      this.#retire(old?.poller);
      if (old === undefined) this.#record("esm.created", mapping);
      after.set(key, { ...mapping, poller: this.#start(mapping) });
    }
    this.#running = after;
  }

  #start({ definition, compiled }: Omit<Running, "poller">): SqsPoller | undefined {
    if (definition.enabled === false) return undefined;
    const poller = new SqsPoller(compiled, this.#dependencies);
    poller.start();
    return poller;
  }

  #retire(poller: SqsPoller | undefined): void {
    if (poller === undefined) return;
    this.#leaving.add(poller);
    poller.stop();
    void poller.whenIdle().then(() => this.#leaving.delete(poller));
  }

  #record(kind: "esm.created" | "esm.deleted", { uuid, definition }: Omit<Running, "poller">): void {
    const { functionName, eventSourceArn } = definition;
    this.#dependencies.journal.record({ kind, uuid, functionName, eventSourceArn });
  }
}

function keyOf({ eventSourceArn, functionName }: EventSourceMappingDefinition): string {
  return `${eventSourceArn} ${functionName}`;
}
