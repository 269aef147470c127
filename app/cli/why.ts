import type { AnsweredWhy } from "../api/answers.ts";
import { askControl } from "./control.ts";
import { renderWhy } from "./render/trace-tree.ts";
import { pageOptions, type TraceOptions } from "./trace.ts";

/** Prints why something did not go on. @param id as `trace`; without it the newest request */
export async function why(id: string | undefined, options: TraceOptions): Promise<void> {
  const answer = await askControl<AnsweredWhy>("why", { id: id ?? "last" }, options);
  const text = options.json === true ? JSON.stringify(answer, undefined, 2) : renderWhy(answer, pageOptions());
  process.stdout.write(`${text}\n`);
}
