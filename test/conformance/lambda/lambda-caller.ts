import { pack } from "../../../handlers/archives/pack.ts";
import { AwsError } from "../../../runtime/core/errors.ts";
import { Journal } from "../../../runtime/core/journal.ts";
import type { MappingView } from "../../../runtime/core/ports.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import { createLambdaService, type Lambda } from "../../../runtime/lambda/index.ts";
import { toErrorAnswer } from "../../../runtime/protocol/error-answer.ts";
import { serviceModels } from "../../../runtime/protocol/generated/index.ts";
import type { LambdaOperations } from "../../../runtime/protocol/generated/lambda.ts";
import { linkModel } from "../../../runtime/protocol/schema.ts";
import type { RequestContext } from "../../../runtime/protocol/service.ts";
import { createValidator } from "../../../runtime/protocol/validate.ts";
import { contextOf, metadata, PLACE } from "../recorded-answer.ts";
import type { Place } from "../recording.ts";
import { FakeRunner } from "../../unit/lambda/fake-runner.ts";

export type Answer = Readonly<Record<string, unknown>>;
type Input<Name extends keyof LambdaOperations> = Parameters<LambdaOperations[Name]>[0];

/** Longer than any state lasts. */
const SETTLED_MS = 5000;

export const ROLE = `arn:aws:iam::${PLACE.accountId}:role/some-role`;

const model = serviceModels.get("lambda");
if (model === undefined) throw new Error("no model of Lambda");
const schema = linkModel(model);

/** A fresh Lambda on a virtual clock, called through its operations as the protocol layer calls them. */
export class LambdaCaller {
  readonly clock = new VirtualClock();
  readonly journal = new Journal(this.clock);
  readonly runner = new FakeRunner();
  readonly place: Place = PLACE;
  readonly lambda: Lambda;
  /** Objects of S3, by `bucket/key`; a bucket is there when it has one. */
  readonly objects = new Map<string, Uint8Array>();
  readonly invokedLater: string[] = [];
  readonly mappings = new Map<string, MappingView>();
  #functions = 0;

  constructor(accountConcurrency = 1000, minimumUnreservedConcurrency?: number) {
    const random = seededRandom("recordings");
    this.lambda = createLambdaService({
      clock: this.clock,
      random,
      journal: this.journal,
      homeScope: PLACE,
      runner: this.runner,
      invokeAsync: () => (invocation) => {
        this.invokedLater.push(invocation.payload);
        return { requestId: random.uuid() };
      },
      mappings: () => ({
        create: () => Promise.reject(new Error("no mapping is made here")),
        get: (uuid) => this.mappings.get(uuid),
        list: () => [...this.mappings.values()],
        update: () => Promise.reject(new Error("no mapping is changed here")),
        delete: () => Promise.reject(new Error("no mapping is deleted here")),
      }),
      readObject: (bucket, key) => this.#readObject(bucket, key),
      accountConcurrency,
      minimumUnreservedConcurrency,
      endpointUrl: () => "http://127.0.0.1:4566",
    });
  }

  /** @throws {AwsError} the operation's, or the one of a broken constraint */
  async call<Name extends keyof LambdaOperations>(
    name: Name,
    input: Input<Name>,
    context?: Partial<RequestContext>,
  ): Promise<Answer> {
    const shape = schema.operations.get(name);
    if (shape === undefined) throw new Error(`no operation ${name}`);
    const violations = createValidator(shape.input)(input as Answer);
    const [first, ...rest] = violations ?? [];
    if (first !== undefined) throw this.lambda.service.constraintError([first, ...rest], name);
    const run = this.lambda.service.operations[name] as
      | ((input: unknown, context: RequestContext) => unknown)
      | undefined;
    if (run === undefined) throw new Error(`${name} is not modelled`);
    return ((await run(input, { ...contextOf("restJson1"), ...context })) ?? {}) as Answer;
  }

  /** What a client of AWS would have recorded: the answer with its status, or the error. */
  async record<Name extends keyof LambdaOperations>(
    name: Name,
    input: Input<Name>,
    context?: Partial<RequestContext>,
  ): Promise<Answer> {
    try {
      const answer = await this.call(name, input, context);
      const status = schema.operations.get(name)?.model.http?.status ?? 200;
      return { ...withText(answer), ...metadata(Number(answer["StatusCode"] ?? status)) };
    } catch (error) {
      if (error instanceof AwsError) return recordedError(error);
      throw error;
    }
  }

  /** Time passes until nothing is pending or in progress. */
  settle(): Promise<void> {
    return this.clock.advanceAsync(SETTLED_MS);
  }

  /** A name that no other function of this test has. */
  newName(): string {
    return `function-${++this.#functions}`;
  }

  /** Creates a function as the recording tests' helper does, and waits until it is active. */
  async create(name = this.newName(), extra: Partial<Input<"CreateFunction">> = {}): Promise<Answer> {
    const answer = await this.record("CreateFunction", await newFunction(name, extra));
    await this.settle();
    return answer;
  }

  async #readObject(bucket: string, key: string): Promise<Uint8Array | undefined> {
    const bytes = this.objects.get(`${bucket}/${key}`);
    const hasBucket = [...this.objects.keys()].some((path) => path.startsWith(`${bucket}/`));
    if (bytes === undefined && !hasBucket) {
      throw new AwsError("NoSuchBucket", "The specified bucket does not exist", { status: 404 });
    }
    return bytes;
  }
}

/** The input that the recording tests' helper makes. */
export async function newFunction(
  name: string,
  extra: Partial<Input<"CreateFunction">> = {},
): Promise<Input<"CreateFunction">> {
  return {
    FunctionName: name,
    Runtime: "python3.12",
    Handler: "handler.handler",
    Role: ROLE,
    Timeout: 30,
    Environment: { Variables: {} },
    Code: { ZipFile: await zip("echo") },
    ...extra,
  };
}

/** The part of the helper's answer that the recordings have. */
export function created(answer: Answer): Answer {
  return { CreateEventSourceMappingResponse: null, CreateFunctionResponse: answer };
}

export function zip(content: string): Promise<Uint8Array> {
  return pack([{ path: "handler.py", contents: Buffer.from(content) }]);
}

/** As the recorder kept it: the model's members beside the parsed error, nothing of an error that has no model. */
function recordedError(error: AwsError): Answer {
  const { shape, members, messageKey, status } = toErrorAnswer(error, schema);
  const document = Object.fromEntries(
    Object.entries({ Type: "User", ...members }).filter(([, value]) => value !== undefined),
  );
  return {
    // A client shows no message for an empty one.
    Error: { Code: error.code, Message: error.message === "" ? null : error.message },
    ...(shape === undefined ? {} : { ...document, [messageKey]: error.message }),
    ...metadata(status),
  };
}

/** Payloads as text. */
function withText(answer: Answer): Answer {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString() : value,
    ]),
  );
}

/** A member of an answer that is text. */
export function textOf(answer: Answer, ...path: readonly string[]): string {
  let value: unknown = answer;
  for (const name of path) value = (value as Answer | undefined)?.[name];
  if (typeof value !== "string") throw new TypeError(`${path.join(".")} is no text but ${JSON.stringify(value)}`);
  return value;
}
