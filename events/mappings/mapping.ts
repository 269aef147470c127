import type { Cancel, Clock } from "../../runtime/core/clock.ts";
import type { FactId, Journal } from "../../runtime/core/journal.ts";
import type { MappingTarget, MappingView } from "../../runtime/core/ports.ts";
import type { EventSourceMappingDefinition } from "../definition.ts";
import type { CompiledMapping } from "../event-source-mapping.ts";
import { SqsPoller, type SqsPollerDependencies } from "../sources/sqs.ts";
import { settingsView } from "./settings.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
export type MappingState = MappingView["State"];

/**
 * From one state to the next (Creating to Enabled, Deleting to gone, ...). AWS takes some seconds to minutes and promises nothing; a
 * second is long enough for a client to see the state and short enough not to wait for.
 */
export const TRANSITION_MS = 1000;

export interface MappingDependencies extends SqsPollerDependencies {
  readonly clock: Clock;
  readonly journal: Journal;
}

/** What a mapping is made from: a definition that has been checked, and the function that it names. */
export interface MappingPlan {
  readonly definition: EventSourceMappingDefinition;
  readonly target: MappingTarget;
  readonly compiled: CompiledMapping;
}

/** One event source mapping: what it is set to, which state it is in, and its poller while it is enabled. */
export class EventSourceMapping {
  readonly uuid: string;
  readonly #dependencies: MappingDependencies;
  #plan: MappingPlan;
  #state: MappingState;
  #lastModified: number;
  #poller: SqsPoller | undefined;
  /** Pollers of earlier settings, until their last batch is settled. */
  readonly #leaving = new Set<SqsPoller>();
  #cancelTransition: Cancel | undefined;
  #createdFactId: FactId | undefined;

  constructor(uuid: string, plan: MappingPlan, dependencies: MappingDependencies) {
    this.uuid = uuid;
    this.#plan = plan;
    this.#dependencies = dependencies;
    this.#state = "Disabled";
    this.#lastModified = dependencies.clock.now();
  }

  get plan(): MappingPlan {
    return this.#plan;
  }

  get state(): MappingState {
    return this.#state;
  }

  /** Whether it is on its way from one state to another, when AWS changes and deletes nothing. */
  get isChanging(): boolean {
    return this.#state !== "Enabled" && this.#state !== "Disabled";
  }

  /** Batches that the function works on now. */
  get inFlight(): number {
    return this.#poller?.inFlight ?? 0;
  }

  /** How many there may be now; `undefined` while it does not read its queue. */
  get concurrencyLimit(): number | undefined {
    return this.#poller?.concurrencyLimit;
  }

  get pollers(): readonly SqsPoller[] {
    return this.#poller === undefined ? [...this.#leaving] : [this.#poller, ...this.#leaving];
  }

  view(): MappingView {
    const { definition, target } = this.#plan;
    return {
      UUID: this.uuid,
      EventSourceArn: definition.eventSourceArn,
      FunctionArn: target.functionArn,
      ...settingsView(definition),
      LastModified: this.#lastModified,
      State: this.#state,
      // AWS writes this for queues; for streams it is "User action" (esm_sqs--*, esm_kinesis--*).
      StateTransitionReason: "USER_INITIATED",
    };
  }

  /** Begins its life as CreateEventSourceMapping lets it; one that is created disabled is so at once (esm_sqs--fifo_message_group_parallelism). */
  create(): void {
    this.#recordCreated();
    if (this.#plan.definition.enabled === false) this.#enter("Disabled");
    else this.#pass("Creating", () => this.#run());
  }

  /** Runs, or not, with no state in between: a config's mappings are there when the runtime is. */
  createAtOnce(): void {
    this.#recordCreated();
    this.#state = this.#plan.definition.enabled === false ? "Disabled" : "Enabled";
    this.#settleState();
  }

  /** As UpdateEventSourceMapping: the old settings are in force until the new ones are. */
  update(plan: MappingPlan): void {
    const wasEnabled = this.#plan.definition.enabled !== false;
    const isEnabled = plan.definition.enabled !== false;
    this.#plan = plan;
    if (wasEnabled && !isEnabled) {
      this.#retirePoller();
      this.#pass("Disabling", () => this.#enter("Disabled"));
    } else if (!wasEnabled && isEnabled) this.#pass("Enabling", () => this.#run());
    else this.#pass("Updating", () => this.#settleState());
  }

  updateAtOnce(plan: MappingPlan): void {
    this.#plan = plan;
    this.#cancelTransition?.();
    this.#settleState();
  }

  /** As DeleteEventSourceMapping: reads no more from now on; `gone` is called when it is no longer there. */
  delete(gone: () => void): void {
    this.#retirePoller();
    this.#pass("Deleting", () => {
      this.#recordDeleted();
      gone();
    });
  }

  deleteAtOnce(): void {
    this.#cancelTransition?.();
    this.#retirePoller();
    this.#recordDeleted();
  }

  /** See `EventRouter.stop`. */
  stop(options: { readonly abandon?: boolean }): void {
    this.#cancelTransition?.();
    for (const poller of this.pollers) poller.stop(options);
  }

  #settleState(): void {
    if (this.#plan.definition.enabled === false) {
      this.#retirePoller();
      this.#enter("Disabled");
    } else this.#run();
  }

  #run(): void {
    this.#retirePoller();
    this.#enter("Enabled");
    this.#poller = new SqsPoller(this.#plan.compiled, this.#dependencies);
    this.#poller.start();
  }

  #retirePoller(): void {
    const poller = this.#poller;
    if (poller === undefined) return;
    this.#poller = undefined;
    this.#leaving.add(poller);
    poller.stop();
    void poller.whenIdle().then(() => this.#leaving.delete(poller));
  }

  #pass(through: MappingState, then: () => void): void {
    this.#cancelTransition?.();
    this.#enter(through);
    this.#cancelTransition = this.#dependencies.clock.schedule(TRANSITION_MS, () => {
      this.#cancelTransition = undefined;
      then();
    });
  }

  #enter(state: MappingState): void {
    this.#lastModified = this.#dependencies.clock.now();
    if (state === this.#state) return;
    this.#state = state;
    this.#dependencies.journal.record(
      { kind: "esm.stateChanged", ...this.#ends(), state, reason: "USER_INITIATED" },
      this.#createdFactId,
    );
  }

  #recordCreated(): void {
    this.#createdFactId = this.#dependencies.journal.record({ kind: "esm.created", ...this.#ends() });
  }

  #recordDeleted(): void {
    this.#dependencies.journal.record({ kind: "esm.deleted", ...this.#ends() }, this.#createdFactId);
  }

  #ends(): { uuid: string; functionName: string; eventSourceArn: string } {
    const { functionName, eventSourceArn } = this.#plan.compiled;
    return { uuid: this.uuid, functionName, eventSourceArn };
  }
}
