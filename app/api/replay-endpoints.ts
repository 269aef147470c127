import * as z from "zod/mini";
import { captureSchema } from "../../events/capture/index.ts";
import { UserError } from "../../runtime/core/errors.ts";
import type { CaptureChoice, CapturedRuns } from "../replay/captured-runs.ts";
import { REPLAYS_PATH, replaySchema } from "../replay/replay-request.ts";
import type { SaveTest } from "../replay/saved-test.ts";
import { type AnyEndpoint, ApiError, endpoint } from "./endpoint.ts";

/** What is kept of an invocation; see docs/cassettes.md. */
const CAPTURE = captureSchema;
const SUMMARY = z.looseObject({
  id: z.string(),
  at: z.string(),
  functionName: z.string(),
  requestId: z.string(),
  outcome: z.string(),
  source: z.string(),
});

const MAX_CASSETTE_BYTES = 16 * 1024 * 1024;
const DEFAULT_LIMIT = 100;

z.globalRegistry.add(CAPTURE, { id: "Capture" });

const REPLAY = z.looseObject({
  recorded: CAPTURE,
  replayed: CAPTURE,
  isChanged: z.boolean(),
  differences: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(["added", "removed", "changed"]),
      recorded: z.optional(z.unknown()),
      replayed: z.optional(z.unknown()),
    }),
  ),
  notes: z.array(z.string()),
});

/** What was captured, its replays, and tests of it. */
export function replayEndpoints(runs: CapturedRuns, saveTest: SaveTest | undefined): AnyEndpoint[] {
  return [
    endpoint({
      method: "GET",
      path: "/_lambdaloop/api/captures",
      summary: "The captured invocations, newest first, without their events and logs.",
      query: z.strictObject({
        function: z.optional(z.string()),
        failed: z.optional(z.enum(["true", "false"])),
        limit: z.optional(z.string().check(z.regex(/^\d{1,6}$/))),
      }),
      answer: z.array(SUMMARY),
      async run({ query }) {
        const failed = query.failed === undefined ? undefined : query.failed === "true";
        const captures = await runs.list({ functionName: query.function, failed });
        return captures
          .slice(0, Number(query.limit ?? DEFAULT_LIMIT))
          .map(({ id, at, functionName, requestId, outcome, source, durationMs, error }) => ({
            id,
            at,
            functionName,
            requestId,
            outcome,
            source,
            ...(durationMs === undefined ? {} : { durationMs }),
            ...(error === undefined ? {} : { error }),
          }));
      },
    }),
    endpoint({
      method: "GET",
      path: "/_lambdaloop/api/captures/{id}",
      summary: "One capture: by its id, a beginning of it, a request id, `last` or `last-failed`.",
      answer: CAPTURE,
      run: ({ path }) => refusing(() => runs.choose(choiceOf(path["id"] ?? ""))) as Promise<z.infer<typeof CAPTURE>>,
    }),
    endpoint({
      method: "POST",
      path: REPLAYS_PATH,
      summary: "Runs a captured event again with the code as it is now, and tells what it does differently.",
      body: replaySchema,
      answer: REPLAY,
      maxBodyBytes: MAX_CASSETTE_BYTES,
      run: ({ body }) => refusing(() => runs.replay(body)) as unknown as Promise<z.infer<typeof REPLAY>>,
    }),
    testEndpoint(runs, saveTest),
  ];
}

function testEndpoint(runs: CapturedRuns, saveTest: SaveTest | undefined): AnyEndpoint {
  return endpoint({
    method: "POST",
    path: "/_lambdaloop/api/captures/{id}/tests",
    summary: "Writes a test of a capture into the project, as `lambdaloop save-test` does; never overwrites.",
    body: z.strictObject({ nodeTest: z.optional(z.boolean()) }),
    answer: z.object({ files: z.array(z.string()), notes: z.array(z.string()) }),
    run: ({ path, body }) =>
      refusing(async () => {
        if (saveTest === undefined) throw new ApiError(501, "NO_TESTS_HERE", "Only `lambdaloop dev` writes tests.");
        const capture = await runs.choose(choiceOf(path["id"] ?? ""));
        const { files, notes } = await saveTest(capture, { nodeTest: body.nodeTest ?? false });
        return { files: [...files], notes: [...notes] };
      }),
  });
}

function choiceOf(id: string): CaptureChoice {
  if (id === "last") return { last: true };
  return id === "last-failed" ? { last: true, failed: true } : { id };
}

async function refusing<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, advice } = error;
    throw new ApiError(code.startsWith("UNKNOWN_") ? 404 : 400, code, message, advice === undefined ? {} : { advice });
  }
}
