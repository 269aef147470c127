import type { Place } from "../../runtime/core/errors.ts";
import { UserError } from "../../runtime/core/errors.ts";

/** One thing that is wrong in a config. */
export interface ConfigProblem {
  readonly place: Place;
  /** What was expected and what was found. */
  readonly message: string;
}

/** A config that cannot be used, with everything that is wrong in it. */
export class ConfigError extends UserError {
  readonly problems: readonly ConfigProblem[];
  /** esbuild's formatted message with its code frame, when the file does not even parse. */
  readonly frame: string | undefined;

  constructor(
    problems: readonly [ConfigProblem, ...ConfigProblem[]],
    options: { frame?: string; cause?: unknown } = {},
  ) {
    super("INVALID_CONFIG", problems.map(formatProblem).join("\n"), { place: problems[0].place, cause: options.cause });
    this.problems = problems;
    this.frame = options.frame;
  }
}

/** `lambdaloop.config.ts:12:5 functions.orders.timeout: expected an integer from 1 to 900 (seconds), found "10"` */
function formatProblem({ place, message }: ConfigProblem): string {
  const position =
    place.line === undefined ? "" : `:${place.line}${place.column === undefined ? "" : `:${place.column}`}`;
  return `${place.file}${position}${place.key ? ` ${place.key}` : ""}: ${message}`;
}
