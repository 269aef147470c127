import {
  CreateAliasCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  PublishVersionCommand,
} from "@aws-sdk/client-lambda";
import { EMPTY_ARCHIVE, type LambdaEndpoint } from "../../support/lambda-endpoint.ts";
import type { RecordedSteps } from "./recorded-steps.ts";

/** Makes a function and waits on the clock until it is active. */
export async function createFunction(
  { clock }: Pick<LambdaEndpoint, "clock">,
  steps: RecordedSteps,
  change: Partial<CreateFunctionCommandInput> = {},
): Promise<void> {
  await steps.arrange(
    new CreateFunctionCommand({
      FunctionName: "some-function",
      Runtime: "nodejs20.x",
      Handler: "index.handler",
      Role: "arn:aws:iam::000000000000:role/some-role",
      Code: { ZipFile: EMPTY_ARCHIVE },
      ...change,
    }),
  );
  clock.advance(10_000);
}

/** Publishes version 1 and gives it a name. */
export async function publishAs(alias: string, steps: RecordedSteps, functionName = "some-function"): Promise<void> {
  await steps.arrange(new PublishVersionCommand({ FunctionName: functionName }));
  await steps.arrange(new CreateAliasCommand({ FunctionName: functionName, Name: alias, FunctionVersion: "1" }));
}
