import { Command, CommanderError, InvalidArgumentError } from "commander";
import { version } from "../version.ts";
import type { DevOptions } from "./dev.ts";
import type { InstanceOptions } from "./instance.ts";
import type { InvokeOptions } from "./invoke.ts";
import type { PublishOptions } from "./publish.ts";
import { reportError } from "./report-error.ts";
import type { SendOptions } from "./send.ts";

/** Exit codes: 0 all went well, 1 the function failed, 2 the user has something to mend. */
const USER_ERROR = 2;

/**
 * Runs one command line.
 *
 * @param args without `node` and the script
 * @returns the exit code
 */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USER_ERROR;
    return reportError(error);
  }
}

type Ended = (exitCode: number) => void;

function createProgram(ended: Ended): Command {
  const program = new Command("lambdaloop")
    .description("Run your AWS Lambda handlers locally: real AWS clients, exact events, reload on save.")
    .version(version, "-v, --version")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/\n(?=\()/, " ")) })
    .helpCommand(false);
  addDev(program, ended);
  addInit(program);
  addInvoke(program, ended);
  addSend(program);
  addPublish(program);
  addEnv(program);
  return program;
}

function addDev(program: Command, ended: Ended): void {
  program
    .command("dev", { isDefault: false })
    .description("start the runtime and watch the handlers")
    .option("-p, --port <number>", "port on 127.0.0.1; 0 for any free one (default 4566)", port)
    .option("-c, --config <file>", "config file (default lambdaloop.config.*)")
    .option("--seed <text>", "repeat a run: the seed that it printed")
    .option("--ordered", "standard queues deliver in send order")
    .option("--json", "print facts as NDJSON")
    .option("--no-watch", "do not reload on change")
    .action(async (options: DevOptions) => ended(await (await import("./dev.ts")).dev(options)));
}

function addInit(program: Command): void {
  program
    .command("init")
    .description("write one handler, one config and one test; never overwrites")
    .argument("[folder]", "where", ".")
    .action(async (folder: string) => (await import("./init.ts")).init(folder));
}

function addInvoke(program: Command, ended: Ended): void {
  withEndpoint(program.command("invoke"))
    .description("invoke a function of the running instance")
    .argument("<function>", "its name")
    .option("-e, --event <file>", "JSON file, or - for standard input (default: {})")
    .action(async (name: string, options: InvokeOptions) =>
      ended(await (await import("./invoke.ts")).invoke(name, options)),
    );
}

function addSend(program: Command): void {
  withEndpoint(program.command("send"))
    .description("send a message to a queue of the running instance")
    .argument("<queue>", "its name")
    .argument("<body>", "the message, or - for standard input")
    .option(...ATTRIBUTE_OPTION, collect)
    .option("-g, --group-id <id>", "MessageGroupId")
    .option("--deduplication-id <id>", "MessageDeduplicationId")
    .option("-d, --delay <seconds>", "DelaySeconds", integer)
    .action(async (queue: string, body: string, options: SendOptions) =>
      (await import("./send.ts")).send(queue, body, options),
    );
}

function addPublish(program: Command): void {
  withEndpoint(program.command("publish"))
    .description("publish a message to a topic of the running instance")
    .argument("<topic>", "its name or ARN")
    .argument("<message>", "the message, or - for standard input")
    .option("-s, --subject <text>", "Subject")
    .option(...ATTRIBUTE_OPTION, collect)
    .option("-g, --group-id <id>", "MessageGroupId")
    .option("--deduplication-id <id>", "MessageDeduplicationId")
    .action(async (topic: string, message: string, options: PublishOptions) =>
      (await import("./publish.ts")).publish(topic, message, options),
    );
}

const ATTRIBUTE_OPTION = [
  "-a, --attribute <name=value>",
  "a message attribute, NAME=VALUE or NAME:TYPE=VALUE; may be repeated",
] as const;

function addEnv(program: Command): void {
  withEndpoint(program.command("env"))
    .description('print shell exports for any AWS client: eval "$(lambdaloop env)"')
    .action(async (options: InstanceOptions) => (await import("./env.ts")).env(options));
}

function withEndpoint(command: Command): Command {
  return command
    .option("--endpoint <url>", "the instance (default: AWS_ENDPOINT_URL, else http://127.0.0.1:4566)")
    .option("-p, --port <number>", "the instance's port on 127.0.0.1", port);
}

function integer(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function port(text: string): number {
  const value = integer(text);
  if (value > 65_535) throw new InvalidArgumentError("It must be 0 to 65535.");
  return value;
}

function collect(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, text];
}
