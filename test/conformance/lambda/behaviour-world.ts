import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
  type Runtime,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import { start } from "../../../app/start.ts";
import { pack } from "../../../handlers/archives/pack.ts";
import { INSTALLED_PYTHON } from "../../contract/handlers/installed-python.ts";
import { RecordingMatcher, readRecording } from "../recording.ts";

const PLACE = { region: "us-east-1", accountId: "000000000000" };
const CLIENT = { region: PLACE.region, credentials: { accessKeyId: "test", secretAccessKey: "test" }, maxAttempts: 1 };
const ROLE = `arn:aws:iam::${PLACE.accountId}:role/any`;

/** The whole runtime, as `dev` starts it, with the SDK's clients: functions run in real processes, in the machine's time. */
export interface BehaviourWorld {
  readonly lambda: LambdaClient;
  readonly endpoint: string;
  /** Creates a function of one file, and waits until it is active. */
  create(name: string, code: FunctionSource, extra?: Partial<CreateFunctionCommandInput>): Promise<void>;
  /** An invocation's answer as the recorder kept answers. */
  invoke(name: string, event: unknown, extra?: Partial<InvokeCommandInput>): Promise<RecordedInvocation>;
  /** What the function has logged so far. */
  logLines(name: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface FunctionSource {
  readonly language: "node" | "python";
  readonly source: string;
}

export interface RecordedInvocation {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  readonly log: string;
}

export async function startBehaviourWorld(): Promise<BehaviourWorld> {
  const cwd = await mkdtemp(join(tmpdir(), "behaviour-"));
  const runtime = await start({ cwd, port: 0, watch: false, config: { minimumUnreservedConcurrency: 0 } });
  const lambda = new LambdaClient({ ...CLIENT, endpoint: runtime.endpoint });
  const logs = new CloudWatchLogsClient({ ...CLIENT, endpoint: runtime.endpoint });
  return {
    lambda,
    endpoint: runtime.endpoint,
    async create(name, code, extra = {}) {
      await lambda.send(new CreateFunctionCommand({ ...(await requestOf(name, code)), ...extra }));
      await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 20, minDelay: 1 }, { FunctionName: name });
    },
    invoke: (name, event, extra) => invoke(lambda, name, { Payload: JSON.stringify(event), ...extra }),
    async logLines(name) {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}` }));
      return events.map(({ message = "" }) => message);
    },
    async stop() {
      lambda.destroy();
      logs.destroy();
      await runtime.stop();
      await rm(cwd, { recursive: true, force: true });
    },
  };
}

export async function zipOf({ language, source }: FunctionSource): Promise<Uint8Array> {
  return pack([{ path: language === "node" ? "handler.js" : "handler.py", contents: Buffer.from(source) }]);
}

async function requestOf(FunctionName: string, code: FunctionSource): Promise<CreateFunctionCommandInput> {
  return {
    FunctionName,
    Role: ROLE,
    Runtime: code.language === "node" ? "nodejs22.x" : (INSTALLED_PYTHON as Runtime),
    Handler: "handler.handler",
    Timeout: 30,
    Code: { ZipFile: await zipOf(code) },
  };
}

async function invoke(
  lambda: LambdaClient,
  FunctionName: string,
  input: Partial<InvokeCommandInput>,
): Promise<RecordedInvocation> {
  const { $metadata, Payload, LogResult, ...members } = await lambda.send(
    new InvokeCommand({ FunctionName, ...input }),
  );
  const given = Object.entries({ ...members, Payload: Payload?.transformToString() ?? "" });
  return {
    answer: {
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: $metadata.httpStatusCode },
    },
    requestId: $metadata.requestId,
    log: Buffer.from(LogResult ?? "", "base64").toString(),
  };
}

/** Compares answers with one recorded test. */
export class RecordedBehaviour {
  readonly #matcher = new RecordingMatcher(PLACE);
  readonly #steps: Readonly<Record<string, unknown>>;

  constructor(file: string, variant = "") {
    const steps = readRecording(`lambda/lambda--${file}`).get(variant);
    if (steps === undefined) throw new Error(`${file} has no variant ${variant}`);
    this.#steps = steps;
  }

  /** What was recorded under a step's name. */
  step(name: string): unknown {
    if (!Object.hasOwn(this.#steps, name)) throw new Error(`no step ${name} was recorded`);
    return this.#steps[name];
  }

  /** In one line each; none when it is what was recorded. */
  differences(name: string, { answer }: RecordedInvocation): string[] {
    return this.#matcher.differences(this.step(name), answer, name);
  }
}
