import { AwsError } from "../../runtime/core/errors.ts";
import { ConfigError } from "./config-error.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { KeyPath } from "./locate-key.ts";
import type { ConfigSource } from "./problems.ts";
import { problemAt } from "./problems.ts";

/** What AWS's refusal of `attempt` is as a problem of the config; `undefined` when it was not refused. */
export async function refusalOf(
  source: ConfigSource,
  path: KeyPath,
  attempt: () => void | Promise<void>,
): Promise<ConfigProblem | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return problemAt(source, path, `AWS refuses this with ${error.code}: ${error.message}`);
  }
}

/** @throws {ConfigError} when there are problems */
export function throwProblems(outcomes: readonly (ConfigProblem | undefined)[]): void {
  const [first, ...others] = outcomes.filter((outcome) => outcome !== undefined);
  if (first !== undefined) throw new ConfigError([first, ...others]);
}
