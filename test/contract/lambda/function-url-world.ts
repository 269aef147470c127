import {
  AddPermissionCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigCommandInput,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import type { LambdaFunctionURLEvent } from "aws-lambda";
import { readRecording } from "../../conformance/recording.ts";
import {
  EMPTY_ARCHIVE,
  type FakeHandler,
  type LambdaEndpoint,
  startLambdaEndpoint,
} from "../../support/lambda-endpoint.ts";

export const NAME = "some-function";

/** A gateway with one function, and what its tests do with it. */
export class FunctionUrlWorld {
  readonly endpoint: LambdaEndpoint;
  readonly client: LambdaClient;

  private constructor(endpoint: LambdaEndpoint) {
    this.endpoint = endpoint;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    this.client = new LambdaClient({ endpoint: endpoint.url, region: "us-east-1", credentials, maxAttempts: 1 });
  }

  /** The clock stands at 2026-01-31T08:14:49Z when the function is there. */
  static async start(): Promise<FunctionUrlWorld> {
    const world = new FunctionUrlWorld(await startLambdaEndpoint(Date.UTC(2026, 0, 31, 8, 14, 39)));
    await world.client.send(
      new CreateFunctionCommand({
        FunctionName: NAME,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Role: "arn:aws:iam::000000000000:role/some-role",
        Code: { ZipFile: EMPTY_ARCHIVE },
      }),
    );
    world.endpoint.clock.advance(10_000);
    return world;
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await this.endpoint.stop();
  }

  /** A function URL, ending in a slash. */
  async url(handler: FakeHandler, config: Partial<CreateFunctionUrlConfigCommandInput> = {}): Promise<string> {
    this.endpoint.handlers.set(NAME, handler);
    const { FunctionUrl = "" } = await this.client.send(
      new CreateFunctionUrlConfigCommand({ FunctionName: NAME, AuthType: "NONE", ...config }),
    );
    return FunctionUrl;
  }

  /** A function URL that everybody may invoke. */
  async publicUrl(handler: FakeHandler, config: Partial<CreateFunctionUrlConfigCommandInput> = {}): Promise<string> {
    const url = await this.url(handler, config);
    const statement = { StatementId: "urlPermission", Action: "lambda:InvokeFunctionUrl", Principal: "*" };
    const { Qualifier } = config;
    await this.client.send(
      new AddPermissionCommand({ FunctionName: NAME, Qualifier, ...statement, FunctionUrlAuthType: "NONE" }),
    );
    return url;
  }
}

/** What the handler's runtime hands back, as its JSON text. */
export function returning(payload: string): FakeHandler {
  return (_event, { requestId = "" }) => ({ kind: "returned", requestId, payload });
}

export const echo: FakeHandler = (event, { requestId = "" }) => ({
  kind: "returned",
  requestId,
  payload: JSON.stringify(event),
});

export async function eventOf(response: Response): Promise<LambdaFunctionURLEvent> {
  return (await response.json()) as LambdaFunctionURLEvent;
}

export function urlIdOf(url: string): string {
  return /_lambda-url\/([a-z0-9]{32})\/$/.exec(url)?.[1] ?? "";
}

/** One step of a recorded test. */
export function recordedStep(file: string, step: string, variant = ""): Readonly<Record<string, unknown>> {
  const value = readRecording(file).get(variant)?.[step];
  if (typeof value !== "object" || value === null) throw new Error(`${file} has no step ${step}`);
  return value as Readonly<Record<string, unknown>>;
}
