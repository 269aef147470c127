import { createHash } from "node:crypto";
import type { LambdaRuntime } from "../core/function-definition.ts";
import { formatArn, type Scope } from "../core/arn.ts";
import type { AwsError } from "../core/errors.ts";
import { invalidParameterValue, notModelled } from "./errors.ts";

/** What AWS takes for new functions, in its own order (recorded 2026-01-12, lambda_api--TestLambdaFunction.create_lambda_exceptions). */
const OFFERED: readonly string[] = [
  "nodejs20.x",
  "python3.14",
  "provided.al2023",
  "python3.12",
  "python3.13",
  "nodejs24.x",
  "nodejs22.x",
  "java25",
  "python3.10",
  "python3.11",
  "java21",
  "ruby3.3",
  "ruby3.4",
  "ruby3.2",
  "python3.8",
  "python3.9",
  "java17",
  "nodejs16.x",
  "dotnet10",
  "dotnet8",
  "java11",
  "dotnet6",
  "nodejs18.x",
  "provided.al2",
  "java8.al2",
];

/**
 * Runtimes that AWS knows and refuses, with the one that it recommends in their place. The sentence is quoted in public for years;
 * which runtime it recommends changes, we name the newest of the family.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated
 */
const RETIRED: ReadonlyMap<string, string> = new Map([
  ["nodejs", "nodejs24.x"],
  ["nodejs4.3", "nodejs24.x"],
  ["nodejs4.3-edge", "nodejs24.x"],
  ["nodejs6.10", "nodejs24.x"],
  ["nodejs8.10", "nodejs24.x"],
  ["nodejs10.x", "nodejs24.x"],
  ["nodejs12.x", "nodejs24.x"],
  ["nodejs14.x", "nodejs24.x"],
  ["python2.7", "python3.14"],
  ["python3.6", "python3.14"],
  ["python3.7", "python3.14"],
  ["dotnetcore1.0", "dotnet10"],
  ["dotnetcore2.0", "dotnet10"],
  ["dotnetcore2.1", "dotnet10"],
  ["dotnetcore3.1", "dotnet10"],
  ["ruby2.5", "ruby3.4"],
  ["ruby2.7", "ruby3.4"],
  ["java8", "java25"],
  ["go1.x", "provided.al2023"],
  ["provided", "provided.al2023"],
]);

const RUNS_HERE = /^(?:nodejs\d+\.x|python3\.\d+|provided\.al2(?:023)?)$/;

/**
 * The runtime, when it runs here.
 *
 * @throws {AwsError} `InvalidParameterValueException` for what AWS does not know or no longer takes, and for what only AWS runs
 */
export function checkRuntime(runtime: string): LambdaRuntime {
  const successor = RETIRED.get(runtime);
  if (successor !== undefined) {
    throw invalidParameterValue(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use the new runtime (${successor}) while creating or updating functions.`,
    );
  }
  if (!OFFERED.includes(runtime)) throw unknownRuntime(runtime);
  if (!RUNS_HERE.test(runtime)) throw notModelled(`The runtime ${runtime}`);
  return runtime as LambdaRuntime;
}

export function unknownRuntime(runtime: string): AwsError {
  return invalidParameterValue(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${OFFERED.join(", ")}] or be a valid ARN`,
  );
}

/** One for each runtime; AWS's are digests of nothing that is known. */
export function runtimeVersionArn(runtime: string, { region }: Scope): string {
  const digest = createHash("sha256").update(`lambdaloop ${runtime}`).digest("hex");
  return formatArn("lambda", { region, accountId: "" }, `runtime:${digest}`);
}
