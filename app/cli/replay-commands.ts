import type { Command } from "commander";
import { withEndpoint } from "./command-options.ts";
import type { ReplayCommandOptions } from "./replay.ts";
import type { SaveTestOptions } from "./save-test.ts";

const CONFIG = ["-c, --config <file>", "config file of the project (default lambdaloop.config.*)"] as const;

export function addReplay(program: Command, ended: (exitCode: number) => void): void {
  withEndpoint(program.command("replay"))
    .description("run captured events again with the code as it is now; exit code 1 when it does something else")
    .argument("[id]", "a capture's id or a beginning of it, a request id, or a cassette")
    .option("--last", "the newest capture")
    .option("--last-failed", "the newest of those that failed")
    .option("-f, --function <name>", "another function than the recorded one")
    .option("--fast", "a cassette's captures one after the other, not at the recorded distances")
    .option("--edit", "open the event in $VISUAL or $EDITOR first")
    .option("--watch", "again whenever the function has new code")
    .option("--raw-event", "the event's bytes as recorded; receipt handles of SQS lead nowhere then")
    .option("--remote", "send it to the deployed function, with your own credentials")
    .option("--region <region>", "with --remote")
    .option("--profile <name>", "with --remote")
    .option("--json", "one JSON document a replay")
    .option(...CONFIG)
    .action(async (id: string | undefined, options: ReplayCommandOptions) =>
      ended(await (await import("./replay.ts")).replay(id, options)),
    );
}

export function addSaveTest(program: Command): void {
  program
    .command("save-test")
    .description(
      "write a test that fails when the function does something else with a captured event; never overwrites",
    )
    .argument("<id>", "a capture's id or a beginning of it, or a request id")
    .option("-o, --out <file>", "the test's file (default: test/FUNCTION-ID.test.ts)")
    .option("--node-test", "for node:test instead of vitest")
    .option(...CONFIG)
    .action(async (id: string, options: SaveTestOptions) => (await import("./save-test.ts")).saveTest(id, options));
}
