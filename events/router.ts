import type { Clock } from "../runtime/core/clock.ts";
import type { Journal } from "../runtime/core/journal.ts";
import type {
  EventSourceMappings,
  Invoke,
  MappingSettings,
  MappingTarget,
  MappingView,
} from "../runtime/core/ports.ts";
import type { Random } from "../runtime/core/random.ts";
import type { EventSourceMappingDefinition } from "./definition.ts";
import { invalidParameterValue, mappingAlreadyExists, mappingDoesNotExist, mappingInUse } from "./errors.ts";
import { type CompiledMapping, compileMapping } from "./event-source-mapping.ts";
import { unqualifiedFunctionName } from "./mappings/function-name.ts";
import { EventSourceMapping, type MappingPlan } from "./mappings/mapping.ts";
import { changeDefinition, definitionOf } from "./mappings/settings.ts";
import type { QueueSource } from "./sources/queue-source.ts";
import type { SqsPoller } from "./sources/sqs.ts";

export interface EventRouterDependencies {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly invoke: Invoke;
  /** The queue behind an ARN, `undefined` when there is none; asked again before every receive. */
  readonly queueSource: (queueArn: string) => QueueSource | undefined;
  /** The function that a definition names, `undefined` when there is none. */
  readonly mappingTarget: (functionName: string) => MappingTarget | undefined;
  /** Whether a debugger has stopped the function now; given only where one can, since it is looked for every second of an invocation. */
  readonly isPaused?: ((functionName: string) => boolean) | undefined;
  /** Concurrent executions of the account; a mapping never has more batches in flight. */
  readonly accountConcurrency: number;
}

/** A mapping as it runs. */
interface RunningMapping {
  readonly uuid: string;
  readonly definition: EventSourceMappingDefinition;
  readonly state: MappingView["State"];
  /** Batches that the function works on now. */
  readonly inFlight: number;
  /** How many there may be now; `undefined` while it does not read its queue. */
  readonly concurrencyLimit: number | undefined;
}

/** Brings events to functions: runs a poller for every event source mapping. */
export interface EventRouter {
  /**
   * Makes the config's mappings those of the list: creates, updates and deletes what differs, leaves the rest alone, and with it what
   * was made through `mappings`. What `mappings` changed in a config's mapping stays until the config's own definition changes.
   * All or nothing: when one definition is refused, nothing has changed. Calls follow each other.
   *
   * @throws {AwsError} `InvalidParameterValueException`, `ValidationException`, `ResourceConflictException`, as CreateEventSourceMapping
   */
  apply(definitions: readonly EventSourceMappingDefinition[]): Promise<void>;
  /** All mappings, wherever they come from, as the Lambda API manages them. */
  readonly mappings: EventSourceMappings;
  list(): readonly RunningMapping[];
  /**
   * What a mapping of this queue and this function is set to; where there is none, what one with all defaults would be.
   *
   * @throws {AwsError} as CreateEventSourceMapping, for one with all defaults
   */
  settingsOf(eventSourceArn: string, functionName: string): Promise<CompiledMapping>;
  /** Resolves when nothing that was received waits for its invocation or for its verdict. */
  settled(): Promise<void>;
  /**
   * Ends all polling at once. Batches in flight are still settled when their invocations end (wait for `settled`);
   * with `abandon` they are left to their visibility timeout.
   */
  stop(options?: { readonly abandon?: boolean }): Promise<void>;
}

/**
 * @example
 * const router = createEventRouter({ clock, random, journal, invoke, queueSource, mappingTarget, accountConcurrency: 1000 });
 * await router.apply([{ eventSourceArn: queueArn, functionName: "orders" }]);
 */
export function createEventRouter(dependencies: EventRouterDependencies): EventRouter {
  return new Router(dependencies);
}

/** A mapping of the config: what it was declared as when it was last applied, as text, and the mapping that came of it. */
interface Declared {
  readonly fingerprint: string;
  readonly mapping: EventSourceMapping;
}

class Router implements EventRouter {
  readonly mappings: EventSourceMappings;
  readonly #dependencies: EventRouterDependencies;
  readonly #mappings = new Map<string, EventSourceMapping>();
  #declared = new Map<string, Declared>();
  /** Deleted mappings until their last batch is settled. */
  readonly #leaving = new Set<EventSourceMapping>();
  /** Changes follow each other: each is checked against what the one before left. */
  #changed: Promise<unknown> = Promise.resolve();
  #stopped = false;

  constructor(dependencies: EventRouterDependencies) {
    this.#dependencies = dependencies;
    this.mappings = {
      create: ({ EventSourceArn, ...settings }, target) =>
        this.#next(() => this.#create(EventSourceArn, settings, target)),
      get: (uuid) => this.#mappings.get(uuid)?.view(),
      list: () => [...this.#mappings.values()].map((mapping) => mapping.view()),
      update: (uuid, change, target) => this.#next(() => this.#update(uuid, change, target)),
      delete: (uuid) => this.#next(() => this.#delete(uuid)),
    };
  }

  async apply(definitions: readonly EventSourceMappingDefinition[]): Promise<void> {
    await this.#next(() => this.#apply(definitions));
  }

  list(): readonly RunningMapping[] {
    return [...this.#mappings.values()].map(({ uuid, plan, state, inFlight, concurrencyLimit }) => ({
      uuid,
      definition: plan.definition,
      state,
      inFlight,
      concurrencyLimit,
    }));
  }

  async settingsOf(eventSourceArn: string, functionName: string): Promise<CompiledMapping> {
    const name = unqualifiedFunctionName(functionName);
    for (const { plan } of this.#mappings.values()) {
      const isOfQueue = plan.definition.eventSourceArn === eventSourceArn;
      if (isOfQueue && unqualifiedFunctionName(plan.definition.functionName) === name) return plan.compiled;
    }
    const target = this.#dependencies.mappingTarget(functionName);
    // It is never made: a fixed id draws nothing from the seed.
    return (await this.#plan("replay", { eventSourceArn, functionName }, target)).compiled;
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
    await this.#changed.catch(() => undefined);
    for (const mapping of this.#all()) mapping.stop(options);
  }

  #all(): EventSourceMapping[] {
    return [...this.#mappings.values(), ...this.#leaving];
  }

  #pollers(): SqsPoller[] {
    return this.#all().flatMap((mapping) => mapping.pollers);
  }

  async #next<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#changed.catch(() => undefined).then(change);
    this.#changed = turn;
    return await turn;
  }

  async #create(eventSourceArn: string, settings: MappingSettings, target: MappingTarget): Promise<MappingView> {
    const definition = definitionOf(eventSourceArn, target.functionArn, settings);
    const uuid = this.#dependencies.random.uuid();
    const plan = await this.#plan(uuid, definition, target);
    this.#refuseTwin(uuid, plan, this.#mappings.values());
    const mapping = this.#add(uuid, plan);
    mapping.create();
    return mapping.view();
  }

  async #update(uuid: string, change: MappingSettings, target: MappingTarget | undefined): Promise<MappingView> {
    const mapping = this.#changeable(uuid, "update");
    const { plan } = mapping;
    const named = target === undefined ? plan.definition : { ...plan.definition, functionName: target.functionArn };
    const next = await this.#plan(uuid, changeDefinition(named, change), target ?? plan.target);
    this.#refuseTwin(uuid, next, this.#mappings.values());
    mapping.update(next);
    return mapping.view();
  }

  async #delete(uuid: string): Promise<MappingView> {
    const mapping = this.#changeable(uuid, "delete");
    mapping.delete(() => this.#remove(mapping));
    return await Promise.resolve(mapping.view());
  }

  /** "you tried to update an event source mapping in the CREATING state, or you tried to delete an event source mapping currently UPDATING" (the model's words) */
  #changeable(uuid: string, verb: "update" | "delete"): EventSourceMapping {
    const mapping = this.#mappings.get(uuid);
    if (mapping === undefined) throw mappingDoesNotExist();
    if (mapping.isChanging) throw mappingInUse(verb);
    return mapping;
  }

  async #apply(definitions: readonly EventSourceMappingDefinition[]): Promise<void> {
    if (this.#stopped) return;
    const wanted = new Map<string, Wanted>();
    for (const definition of definitions) {
      const key = keyOf(definition);
      const twin = wanted.get(key);
      if (twin !== undefined) throw alreadyExists(definition.eventSourceArn, definition.functionName, twin.uuid);
      wanted.set(key, await this.#wanted(key, definition));
    }
    const declared = new Set([...this.#declared.values()].map(({ mapping }) => mapping));
    const others = [...this.#mappings.values()].filter((mapping) => !declared.has(mapping));
    for (const { uuid, plan } of wanted.values()) this.#refuseTwin(uuid, plan, others);
    this.#switchTo(wanted);
  }

  async #wanted(key: string, definition: EventSourceMappingDefinition): Promise<Wanted> {
    const found = this.#dependencies.mappingTarget(definition.functionName);
    // These and no more: what else is known of a function is no reason to begin its mapping anew.
    const target = found && { functionArn: found.functionArn, timeout: found.timeout };
    const uuid = this.#existing(key)?.mapping.uuid ?? this.#dependencies.random.uuid();
    const plan = await this.#plan(uuid, definition, target);
    return { uuid, plan, fingerprint: JSON.stringify([definition, target]) };
  }

  #existing(key: string): Declared | undefined {
    const declared = this.#declared.get(key);
    // The Lambda API may have deleted it.
    return declared !== undefined && this.#mappings.has(declared.mapping.uuid) ? declared : undefined;
  }

  #switchTo(wanted: ReadonlyMap<string, Wanted>): void {
    for (const [key, { mapping }] of this.#declared) {
      if (wanted.has(key) || !this.#mappings.has(mapping.uuid)) continue;
      mapping.deleteAtOnce();
      this.#remove(mapping);
    }
    const declared = new Map<string, Declared>();
    for (const [key, { uuid, plan, fingerprint }] of wanted) {
      const before = this.#existing(key);
      const mapping = before?.mapping ?? this.#add(uuid, plan);
      if (before === undefined) mapping.createAtOnce();
      else if (before.fingerprint !== fingerprint) mapping.updateAtOnce(plan);
      declared.set(key, { mapping, fingerprint });
    }
    this.#declared = declared;
  }

  async #plan(
    uuid: string,
    definition: EventSourceMappingDefinition,
    target: MappingTarget | undefined,
  ): Promise<MappingPlan> {
    const source = this.#dependencies.queueSource(definition.eventSourceArn);
    const compiled = await compileMapping(definition, { uuid, source, functionTimeoutSeconds: target?.timeout });
    // The check above has this sentence too; here the compiler learns of it.
    if (target === undefined) throw invalidParameterValue("Function does not exist");
    const { mappingTarget } = this.#dependencies;
    return {
      definition,
      target,
      compiled: {
        ...compiled,
        // The function's configuration may change without the mapping's.
        get functionTimeoutSeconds() {
          return mappingTarget(definition.functionName)?.timeout ?? compiled.functionTimeoutSeconds;
        },
      },
    };
  }

  #refuseTwin(uuid: string, { definition, target }: MappingPlan, among: Iterable<EventSourceMapping>): void {
    for (const { uuid: twin, plan } of among) {
      if (twin === uuid || plan.definition.eventSourceArn !== definition.eventSourceArn) continue;
      if (plan.target.functionArn === target.functionArn) {
        throw alreadyExists(definition.eventSourceArn, definition.functionName, twin);
      }
    }
  }

  #add(uuid: string, plan: MappingPlan): EventSourceMapping {
    const mapping = new EventSourceMapping(uuid, plan, this.#dependencies);
    this.#mappings.set(uuid, mapping);
    return mapping;
  }

  #remove(mapping: EventSourceMapping): void {
    this.#mappings.delete(mapping.uuid);
    this.#leaving.add(mapping);
    void Promise.all(mapping.pollers.map((poller) => poller.whenIdle())).then(() => this.#leaving.delete(mapping));
  }
}

interface Wanted {
  readonly uuid: string;
  readonly plan: MappingPlan;
  readonly fingerprint: string;
}

function alreadyExists(eventSourceArn: string, functionName: string, uuid: string): Error {
  return mappingAlreadyExists(eventSourceArn, unqualifiedFunctionName(functionName), uuid);
}

function keyOf({ eventSourceArn, functionName }: EventSourceMappingDefinition): string {
  return `${eventSourceArn} ${functionName}`;
}
