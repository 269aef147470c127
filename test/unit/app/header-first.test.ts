import { expect, test } from "vitest";
import { headerFirst } from "../../../app/cli/header-first.ts";
import { Journal, type JournalEntry } from "../../../runtime/core/journal.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";

const STARTED = { kind: "runtime.started", endpoint: "http://127.0.0.1:4566", seed: "1", readyMs: 1 } as const;
const CONFIG = { kind: "config.loaded", file: "lambdaloop.config.ts", functions: 0, queues: 1 } as const;
const created = (name: string) =>
  ({ kind: "sqs.queueCreated", queueArn: `arn:aws:sqs:us-east-1:000000000000:${name}` }) as const;

test("the facts of the start come after what was found and the ready line, in their order; later ones as they come", () => {
  const journal = new Journal(new VirtualClock());
  const taken: JournalEntry["id"][] = [];
  journal.subscribe(headerFirst(({ id }) => taken.push(id)));
  const first = journal.record(created("a"));
  const second = journal.record(created("b"));
  const config = journal.record(CONFIG);
  const started = journal.record(STARTED);
  const later = journal.record(created("c"));
  expect(taken).toEqual([config, started, first, second, later]);
});

test("a stop during the start is told at once", () => {
  const journal = new Journal(new VirtualClock());
  const kinds: string[] = [];
  journal.subscribe(headerFirst(({ kind }) => kinds.push(kind)));
  journal.record(created("a"));
  journal.record({ kind: "runtime.stopping", reason: "SIGINT" });
  expect(kinds).toEqual(["runtime.stopping"]);
});
