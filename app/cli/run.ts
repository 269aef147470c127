import { Command, CommanderError, InvalidArgumentError } from "commander";
import { version } from "../version.ts";
import { collect, integer, port, withEndpoint } from "./command-options.ts";
import type { ImportOptions, ListOptions, ProjectOptions } from "./capture.ts";
import type { DevOptions } from "./dev.ts";
import type { EventOptions, ViaService } from "./event-request.ts";
import type { FunctionsOptions } from "./functions.ts";
import type { InitOptions } from "./init.ts";
import type { InstanceOptions } from "./instance.ts";
import type { InvokeOptions } from "./invoke.ts";
import type { LogsOptions } from "./logs.ts";
import type { PublishOptions } from "./publish.ts";
import { addReplay, addSaveTest } from "./replay-commands.ts";
import { reportError } from "./report-error.ts";
import type { SendOptions } from "./send.ts";
import type { TraceOptions } from "./trace.ts";

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
  addFunctions(program);
  addLogs(program);
  addSend(program);
  addPublish(program);
  addEnv(program);
  addEvent(program);
  addCapture(program);
  addTrace(program);
  addReplay(program, ended);
  addSaveTest(program);
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
    .option("--inspect [port]", "let a debugger attach to the Node.js functions (default 9229)", port)
    .action(async (options: DevOptions) => ended(await (await import("./dev.ts")).dev(options)));
}

function addInit(program: Command): void {
  program
    .command("init")
    .description("write one handler, one config and one test; never overwrites")
    .argument("[folder]", "where", ".")
    .option(
      "--preset <name>",
      "a project that reproduces a well-known incident: pollers-over-reserved-concurrency, throttles-to-the-dead-letter-queue",
    )
    .action(async (folder: string, options: InitOptions) => (await import("./init.ts")).init(folder, options));
}

function addInvoke(program: Command, ended: Ended): void {
  withEndpoint(program.command("invoke"))
    .description("invoke a function of the running instance, or a deployed one")
    .argument("<function>", "its name")
    .argument("[event]", "JSON file, or - for standard input (default: {})")
    .option("-e, --event <file>", "the same as an option")
    .option("--async", "do not wait: Lambda retries it, and its destinations hear of it")
    .option("--remote", "the deployed function, with your own credentials")
    .option("--region <region>", "with --remote")
    .option("--profile <name>", "with --remote")
    .action(async (name: string, event: string | undefined, options: InvokeOptions) =>
      ended(await (await import("./invoke.ts")).invoke(name, event === undefined ? options : { ...options, event })),
    );
}

function addEvent(program: Command): void {
  program
    .command("event")
    .description("print an event exactly as a handler would get it; needs no running instance")
    .argument("[kind]", "for example s3.put; see --list")
    .option("--list", "all kinds")
    .option("--via <service>", "eventbridge, sns or sqs between the source and the function; may be repeated", via)
    .option("--raw", "raw message delivery from the topic to the queue")
    .option("-b, --body <text>", "body, message or detail; @FILE or - is read")
    .option("--old <text>", "dynamodb.modify: the old item")
    .option("-s, --subject <text>", "Subject of the publish")
    .option(...ATTRIBUTE_OPTION, collect)
    .option("-g, --group <id>", "MessageGroupId")
    .option("--deduplication-id <id>", "MessageDeduplicationId")
    .option("--bucket <name>", "S3 bucket")
    .option("--key <key>", "S3 key, as a client gives it")
    .option("--size <bytes>", "S3 object's size", integer)
    .option("--etag <hex>", "S3 object's ETag, without quotes")
    .option("--version-id <id>", "S3 object's version")
    .option("--versioned", "the bucket has versioning: make a version id up")
    .option("--storage-class <class>", "of a restore or a transition")
    .option("--event-version <version>", "eventVersion of S3's records (default as recorded in 2025)")
    .option("-n, --name <name>", "the schedule's rule, or the table")
    .option("--source <text>", "eventbridge: source")
    .option("--detail-type <text>", "eventbridge: detail-type")
    .option("-X, --method <method>", "HTTP method")
    .option("--path <path>", "HTTP path")
    .option("--query <query>", "HTTP query, without ?")
    .option("-H, --header <name: value>", "HTTP header; may be repeated", collect)
    .option("--cookie <name=value>", "cookie of payload format 2.0; may be repeated", collect)
    .option("--receive-count <number>", "ApproximateReceiveCount", integer)
    .option("--window <seconds>", "MaximumBatchingWindowInSeconds of the mapping", integer)
    .option("--count <number>", "records in the batch", integer)
    .option("--region <region>", "(default us-east-1)")
    .option("--account <id>", "(default 000000000000)")
    .option("--seed <text>", "the same ids each time")
    .option("--time <ISO 8601>", "when it happened (default now)")
    .option("--compact", "the exact bytes, not indented")
    .action(async (kind: string | undefined, options: EventOptions) => {
      (await import("./event.ts")).event(kind, options);
    });
}

function addCapture(program: Command): void {
  const capture = program.command("capture").description("look at, keep and import what `lambdaloop dev` has captured");
  const config = ["-c, --config <file>", "config file of the project (default lambdaloop.config.*)"] as const;
  capture
    .command("list")
    .description("the newest captures")
    .option("-f, --function <name>", "of this function")
    .option("--request <id>", "of this request")
    .option("--failed", "those that failed")
    .option("-n, --limit <number>", "how many (default 20)", integer)
    .option("--json", "one JSON document a line")
    .option(...config)
    .action(async (options: ListOptions) => (await import("./capture.ts")).listCaptures(options));
  capture
    .command("show")
    .description("one capture, as a cassette has it")
    .argument("<id>", "its id or a beginning of it, or a request id")
    .option(...config)
    .action(async (id: string, options: ProjectOptions) => (await import("./capture.ts")).showCapture(id, options));
  capture
    .command("save")
    .description("write captures into a cassette, a file to keep with the project")
    .argument("<file>", "which must not exist")
    .argument("<id...>", "their ids")
    .option(...config)
    .action(async (file: string, ids: readonly string[], options: ProjectOptions) =>
      (await import("./capture.ts")).saveCaptures(file, ids, options),
    );
  capture
    .command("import")
    .description("keep an event from elsewhere: a log, a destination's record, a dead-letter message, a SAM event file")
    .argument("[file]", "or - for standard input")
    .option("-f, --function <name>", "which function it is for, where the file does not say")
    .option("--queue <url>", "from a dead-letter or on-failure queue of an AWS account, with your own credentials")
    .option("--log-group <name>", "from a log group of an AWS account, with your own credentials")
    .option("--filter <pattern>", "of a log group: a CloudWatch Logs filter pattern")
    .option("--since <time>", "of a log group: 30s, 10m, 2h, 1d, or a date (default 1h)")
    .option("--limit <number>", "messages or log events at most (default 10)", integer)
    .option("--region <region>", "of the account")
    .option("--profile <name>", "of your AWS configuration")
    .option("-y, --yes", "make the calls to the account without asking")
    .option(...config)
    .action(async (file: string | undefined, options: ImportOptions) =>
      (await import("./capture.ts")).importCaptures(file, options),
    );
}

function via(text: string, earlier: readonly ViaService[] = []): ViaService[] {
  if (text !== "eventbridge" && text !== "sns" && text !== "sqs") {
    throw new InvalidArgumentError("It must be eventbridge, sns or sqs.");
  }
  return [...earlier, text];
}

function addFunctions(program: Command): void {
  withEndpoint(program.command("functions"))
    .description("list the functions of the running instance")
    .option("--json", "print them as JSON")
    .action(async (options: FunctionsOptions) => (await import("./functions.ts")).functions(options));
}

function addLogs(program: Command): void {
  withEndpoint(program.command("logs"))
    .description("print what a function of the running instance has written")
    .argument("<function>", "its name or ARN")
    .option("-f, --follow", "go on as it writes more")
    .option("--since <time>", "from when on: 30s, 10m, 2h, 1d, or a date (default: 10m)")
    .option("--filter <pattern>", "a CloudWatch Logs filter pattern: ERROR, '\"not found\"', '{ $.level = \"ERROR\" }'")
    .option("--json", "print CloudWatch's events as NDJSON")
    .action(async (name: string, options: LogsOptions) => (await import("./logs.ts")).logs(name, options));
}

function addTrace(program: Command): void {
  withEndpoint(program.command("trace"))
    .description("print the whole life of a message, a request or an object of the running instance, as one tree")
    .argument("<id>", "a message's or request's id or its beginning, BUCKET/KEY, a receipt handle, or last")
    .option("--json", "print the tree with its facts as JSON")
    .action(async (id: string, options: TraceOptions) => (await import("./trace.ts")).trace(id, options));
  withEndpoint(program.command("why"))
    .description("say why a message, a request or an object has come no further, and what to do about it")
    .argument("[id]", "as for trace (default: the newest request)")
    .option("--json", "print path and reason as JSON")
    .action(async (id: string | undefined, options: TraceOptions) => (await import("./why.ts")).why(id, options));
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
    .option("-n, --count <number>", "send it so many times", integer)
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
