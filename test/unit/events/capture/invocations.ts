import {
  CaptureRecorder,
  type CaptureSettings,
  createRedactor,
  type Capture,
} from "../../../../events/capture/index.ts";
import { tapped } from "../../../../runtime/core/invocation-tap.ts";
import { Journal } from "../../../../runtime/core/journal.ts";
import type { Invocation, Invoke, InvokeOutcome } from "../../../../runtime/core/ports.ts";
import { VirtualClock } from "../../../../runtime/core/virtual-clock.ts";

export type FakeHandler = (invocation: Invocation, around: { readonly journal: Journal }) => InvokeOutcome;

/** Functions that tell the journal what a real host tells, with a recorder at their door. */
export class CapturedRuntime {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly lines: string[] = [];
  readonly tapErrors: unknown[] = [];
  /** What the next writes do. */
  failure: Error | undefined;
  readonly recorder: CaptureRecorder;
  readonly invoke: Invoke;
  #requests = 0;

  constructor(handler: FakeHandler, settings: Partial<CaptureSettings> = {}) {
    this.recorder = new CaptureRecorder({
      clock: this.clock,
      journal: this.journal,
      folder: {
        append: (lines) => {
          if (this.failure !== undefined) return Promise.reject(this.failure);
          this.lines.push(...lines);
          return Promise.resolve();
        },
        abandonCurrent: () => undefined,
      },
      redactor: () => Promise.resolve(createRedactor({ salt: "test" })),
      describe: () => ({
        handler: "src/orders.handler",
        runtime: "nodejs22.x",
        timeout: 3,
        memorySize: 128,
        environmentNames: ["TABLE", "DB_PASSWORD"],
      }),
      seed: "abcd1234",
      settings,
    });
    this.invoke = tapped(
      (invocation: Invocation) => this.#run(handler, invocation),
      this.recorder,
      (error) => this.tapErrors.push(error),
    );
  }

  captures(): Capture[] {
    return this.lines.map((line) => JSON.parse(line) as Capture);
  }

  #run(handler: FakeHandler, invocation: Invocation): Promise<InvokeOutcome> {
    const { journal } = this;
    const requestId = invocation.requestId ?? `79406a00-bf15-46ca-978c-${String(++this.#requests).padStart(12, "0")}`;
    const { functionName } = invocation;
    const environmentId = "e1";
    const startedId = journal.record(
      {
        kind: "lambda.invocationStarted",
        functionName,
        requestId,
        environmentId,
        generation: 2,
        payloadBytes: invocation.payload.length,
        deadlineAt: this.clock.now() + 3000,
      },
      invocation.causeId,
    );
    const outcome = { ...handler({ ...invocation, causeId: startedId }, { journal }), requestId };
    journal.record({
      kind: "lambda.logged",
      functionName,
      environmentId,
      requestId,
      source: "stdout",
      line: `INFO mail to anna@mail.example.com\n`,
    });
    journal.record(
      {
        kind: "lambda.invocationEnded",
        functionName,
        requestId,
        outcome: outcome.kind,
        durationMs: 12.5,
        ...(outcome.kind === "threw"
          ? { errorType: "TypeError", errorMessage: "no", errorAt: "src/orders.ts:27:11" }
          : {}),
      },
      startedId,
    );
    // REPORT comes after the answer.
    void Promise.resolve().then(() =>
      journal.record({
        kind: "lambda.logged",
        functionName,
        environmentId,
        requestId,
        source: "platform",
        line: `REPORT RequestId: ${requestId}`,
      }),
    );
    return Promise.resolve(outcome);
  }
}

export function returned(value: unknown): InvokeOutcome {
  return { kind: "returned", requestId: "", payload: JSON.stringify(value) };
}
