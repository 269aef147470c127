import * as z from "zod/mini";
import type { EventRouter } from "../../events/index.ts";
import type { Scope } from "../../runtime/core/arn.ts";
import type { Clock } from "../../runtime/core/clock.ts";
import { VirtualClock } from "../../runtime/core/virtual-clock.ts";
import type { CodeHost } from "../code-host.ts";
import { listFunctions } from "../listed-functions.ts";
import type { Services } from "../services.ts";
import { version } from "../version.ts";
import { type AnyEndpoint, endpoint } from "./endpoint.ts";

export interface StateDependencies {
  readonly clock: Clock;
  readonly host: CodeHost;
  readonly services: Services;
  readonly router: EventRouter;
  readonly scope: Scope;
}

const FUNCTION = z.object({
  functionName: z.string(),
  functionArn: z.string(),
  runtime: z.string(),
  handler: z.string(),
  code: z.string(),
  state: z.enum(["building", "ready", "broken"]),
  generation: z.number(),
  environments: z.number(),
  sources: z.array(z.string()),
  logGroup: z.string(),
});

const QUEUE = z.object({
  queueArn: z.string(),
  queueName: z.string(),
  fifo: z.boolean(),
  available: z.number(),
  inFlight: z.number(),
  delayed: z.number(),
  visibilityTimeoutSeconds: z.number(),
  deadLetterTargetArn: z.optional(z.string()),
  maxReceiveCount: z.optional(z.number()),
});

const MAPPING = z.object({
  uuid: z.string(),
  eventSourceArn: z.string(),
  functionName: z.string(),
  state: z.string(),
  inFlight: z.number(),
  concurrencyLimit: z.optional(z.number()),
});

/** How things are now. */
export function stateEndpoints(dependencies: StateDependencies): AnyEndpoint[] {
  const { services, router } = dependencies;
  const functions = {
    method: "GET",
    summary: "All functions by name, with the state of their code and what calls them.",
    answer: z.array(FUNCTION),
    run: () => listFunctions(dependencies),
  } as const;
  return [
    healthEndpoint(dependencies),
    endpoint({ ...functions, path: "/_lambdaloop/functions" }),
    endpoint({ ...functions, path: "/_lambdaloop/api/functions" }),
    endpoint({
      method: "GET",
      path: "/_lambdaloop/api/queues",
      summary: "All queues with how many messages they have, exact at this moment.",
      answer: z.array(QUEUE),
      run: () => [...services.sqs.queues()].map(queueAnswer),
    }),
    endpoint({
      method: "GET",
      path: "/_lambdaloop/api/mappings",
      summary: "All event source mappings with their state, and how many batches they have in flight.",
      answer: z.array(MAPPING),
      run: () =>
        router.list().map(({ uuid, definition, state, inFlight, concurrencyLimit }) => {
          const { eventSourceArn, functionName } = definition;
          const limit = concurrencyLimit === undefined ? {} : { concurrencyLimit };
          return { uuid, eventSourceArn, functionName, state, inFlight, ...limit };
        }),
    }),
    clockEndpoint(dependencies),
  ];
}

function healthEndpoint({ clock, services, scope }: StateDependencies): AnyEndpoint {
  const startedMs = clock.monotonicMs();
  return endpoint({
    method: "GET",
    path: "/_lambdaloop/health",
    summary: "That it runs, since when, and for which region and account.",
    answer: z.object({
      status: z.literal("ok"),
      version: z.string(),
      services: z.array(z.string()),
      region: z.string(),
      accountId: z.string(),
      uptimeSeconds: z.number(),
    }),
    run() {
      const uptimeSeconds = Math.floor((clock.monotonicMs() - startedMs) / 1000);
      const { region, accountId } = scope;
      const names = services.list.map(({ name }) => name);
      return { status: "ok", version, services: names, region, accountId, uptimeSeconds } as const;
    },
  });
}

function queueAnswer(queue: ReturnType<Services["sqs"]["createQueue"]>): z.infer<typeof QUEUE> {
  const { arn: queueArn, name: queueName, isFifo: fifo, visibilityTimeoutSeconds, counts, settings } = queue;
  const { deadLetterTargetArn, maxReceiveCount } = settings.redrivePolicy ?? {};
  const redrive = deadLetterTargetArn === undefined ? {} : { deadLetterTargetArn, maxReceiveCount };
  return { queueArn, queueName, fifo, ...counts, visibilityTimeoutSeconds, ...redrive };
}

function clockEndpoint({ clock }: StateDependencies): AnyEndpoint {
  return endpoint({
    method: "GET",
    path: "/_lambdaloop/api/clock",
    summary: "What AWS's clocks here say. `nextDueAt`: when a clock that is moved by hand has its next timer.",
    answer: z.object({
      now: z.number(),
      kind: z.enum(["system", "virtual"]),
      nextDueAt: z.optional(z.number()),
    }),
    run() {
      if (!(clock instanceof VirtualClock)) return { now: clock.now(), kind: "system" } as const;
      const { nextDueAt } = clock;
      const next = nextDueAt === undefined ? {} : { nextDueAt };
      return { now: clock.now(), kind: "virtual", ...next } as const;
    },
  });
}
