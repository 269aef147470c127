import * as z from "zod/mini";
import type { Trace, TraceNode } from "../explain/trace.ts";
import {
  adviceOf,
  isInstant,
  outcomeOf,
  REASONS,
  type Reason,
  type ReasonCode,
  sentenceOf,
} from "../explain/reasons.ts";
import type { Subject } from "../explain/subjects.ts";
import type { Why } from "../explain/why.ts";

/** The shapes of the control API's answers. Instants are epoch milliseconds. */
export const REASON = z.object({
  code: z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]),
  outcome: z.enum(["done", "underWay", "waiting", "stopped"]),
  sentence: z.string(),
  advice: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const SUBJECT = z.object({
  kind: z.enum(["message", "published", "object", "event", "invocation", "request"]),
  id: z.string(),
  title: z.string(),
  at: z.number(),
  reason: REASON,
});

/** A fact of the journal; its other members depend on its kind. */
export const FACT = z.looseObject({
  id: z.number(),
  kind: z.string(),
  at: z.number(),
  causeId: z.optional(z.number()),
});

export interface AnsweredNode {
  readonly fact: z.infer<typeof FACT>;
  readonly offsetMs: number;
  readonly verb: string;
  readonly text: string;
  readonly tone: "plain" | "good" | "warning" | "bad";
  readonly children: readonly AnsweredNode[];
}

const NODE: z.ZodMiniType<AnsweredNode> = z.object({
  fact: FACT,
  offsetMs: z.number(),
  verb: z.string(),
  text: z.string(),
  tone: z.enum(["plain", "good", "warning", "bad"]),
  get children(): z.ZodMiniType<readonly AnsweredNode[]> {
    return z.array(NODE);
  },
});

// A schema that contains itself needs a name in the API's description.
z.globalRegistry.add(NODE, { id: "TraceNode" });

/** `reason`: why what was asked for, or the first thing that came of it, has come no further. */
export const TRACE = z.object({ subject: SUBJECT, root: NODE, reason: REASON });
export const WHY = z.object({ path: z.array(SUBJECT), reason: REASON });

export type AnsweredReason = z.infer<typeof REASON>;
export type AnsweredSubject = z.infer<typeof SUBJECT>;
export type AnsweredTrace = z.infer<typeof TRACE>;
export type AnsweredWhy = z.infer<typeof WHY>;

type TimeOf = (at: number) => string;

export function answeredReason(reason: Reason, timeOf: TimeOf): AnsweredReason {
  const { code, values } = reason;
  const names = [...REASONS[code].sentence.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const all: Readonly<Record<string, string | number>> = values;
  return {
    code,
    outcome: outcomeOf(reason),
    sentence: sentenceOf(reason, timeOf),
    advice: adviceOf(reason, timeOf),
    values: Object.fromEntries(names.map((name) => [name, all[name] ?? (isInstant(name) ? 0 : "")])),
  };
}

export function answeredSubject({ kind, id, title, entry, reason }: Subject, timeOf: TimeOf): AnsweredSubject {
  return { kind, id, title, at: entry.at, reason: answeredReason(reason, timeOf) };
}

export function answeredTrace({ subject, root }: Trace, { path }: Why, timeOf: TimeOf): AnsweredTrace {
  const { reason } = path.at(-1) ?? subject;
  return {
    subject: answeredSubject(subject, timeOf),
    root: answeredNode(root),
    reason: answeredReason(reason, timeOf),
  };
}

function answeredNode({ entry, children, ...hop }: TraceNode): AnsweredNode {
  return { fact: { ...entry }, ...hop, children: children.map(answeredNode) };
}
