import * as z from "zod/mini";
import { explain, type Observed, withoutReceiptHandle } from "../explain/observe.ts";
import type { Explanations, Subject } from "../explain/subjects.ts";
import { clockTimes } from "../explain/times.ts";
import { traceOf } from "../explain/trace.ts";
import { whyOf } from "../explain/why.ts";
import { answeredReason, answeredSubject, answeredTrace, FACT, TRACE, WHY } from "./answers.ts";
import { type AnyEndpoint, ApiError, endpoint } from "./endpoint.ts";

const ID = z.object({ id: z.optional(z.string()) });

/** What happened, and why something is where it is. */
export function explainEndpoints(observed: Observed): AnyEndpoint[] {
  return [
    endpoint({
      method: "GET",
      path: "/_lambdaloop/api/trace",
      summary:
        "The whole life of a message, request or object as one tree. `id`: a message's or a request's id or a beginning of one, `bucket/key`, a receipt handle, or `last` (the default).",
      query: ID,
      answer: TRACE,
      run({ query: { id = "last" } }) {
        const explanations = explain(observed);
        const timeOf = clockTimes(observed.clock.now());
        const subject = subjectOf(id, explanations, observed);
        return answeredTrace(traceOf(subject, explanations, timeOf), whyOf(subject, explanations), timeOf);
      },
    }),
    endpoint({
      method: "GET",
      path: "/_lambdaloop/api/why",
      summary:
        "Why something did not go on: the path from it to the first thing that stopped, waits or is under way. `id` as for trace.",
      query: ID,
      answer: WHY,
      run({ query: { id = "last" } }) {
        const explanations = explain(observed);
        const timeOf = clockTimes(observed.clock.now());
        const subject = subjectOf(id, explanations, observed);
        const { path } = whyOf(subject, explanations);
        const { reason } = path.at(-1) ?? subject;
        return { path: path.map((one) => answeredSubject(one, timeOf)), reason: answeredReason(reason, timeOf) };
      },
    }),
    factsEndpoint(observed),
  ];
}

const MOST_FACTS = 1000;

function factsEndpoint({ journal }: Observed): AnyEndpoint {
  return endpoint({
    method: "GET",
    path: "/_lambdaloop/api/facts",
    summary:
      "The journal's facts after the one with the id `since` (default 0), oldest first, at most `limit` (default and most 1000). `kind`: only kinds that begin so. Go on with `next` as `since`.",
    query: z.object({
      since: z.optional(z.string().check(z.regex(/^\d+$/, { error: "a whole number" }))),
      kind: z.optional(z.string()),
      limit: z.optional(z.string().check(z.regex(/^\d+$/, { error: "a whole number" }))),
    }),
    answer: z.object({ facts: z.array(FACT), next: z.number() }),
    run({ query: { since = "0", kind = "", limit = String(MOST_FACTS) } }) {
      const most = Math.min(Number(limit), MOST_FACTS);
      const wanted = journal
        .entries()
        .filter((entry) => entry.id > Number(since) && entry.kind.startsWith(kind))
        .slice(0, most);
      return { facts: wanted.map((entry) => ({ ...entry })), next: wanted.at(-1)?.id ?? Number(since) };
    },
  });
}

const IDS =
  "Ids look like 5fea7756-0ea4-451a-a703-a558b933e274 (a message's or a request's; its first eight digits are enough), or bucket/key; `last` is the newest request.";

/** @throws {ApiError} `NOT_IN_JOURNAL` */
function subjectOf(id: string, explanations: Explanations, { sqs }: Observed): Subject {
  const subject = explanations.find(id) ?? explanations.find(withoutReceiptHandle(id, sqs));
  if (subject !== undefined) return subject;
  const isEmpty = id === "last";
  const message = isEmpty
    ? "Nothing was sent, published, stored or invoked yet."
    : `${id} is not, or no longer, in the journal, which keeps the newest 20,000 facts.`;
  const advice = isEmpty ? "Is the client's endpoint this instance? `lambdaloop env` prints the variables." : IDS;
  throw new ApiError(404, "NOT_IN_JOURNAL", message, { advice });
}
