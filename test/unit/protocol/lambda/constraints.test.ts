import { expect, test } from "vitest";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { constraintMessage } from "../../../../runtime/protocol/validation-exception.ts";
import { serviceModels } from "../../../../runtime/protocol/generated/index.ts";
import { linkModel } from "../../../../runtime/protocol/schema.ts";
import { createValidator } from "../../../../runtime/protocol/validate.ts";
import type { ServiceModel } from "../../../../runtime/protocol/wire-model.ts";

const { operations } = linkModel(serviceModels.get("lambda") as ServiceModel);

function messageOf(operation: string, input: Record<string, unknown>): string {
  const schema = operations.get(operation);
  if (schema === undefined) throw new AwsError("UnknownOperationException", operation);
  return constraintMessage(createValidator(schema.input)(input) ?? []);
}

const FUNCTION = { FunctionName: "f" };
const CREATE = { ...FUNCTION, Role: "arn:aws:iam::123456789012:role/r", Code: {} };

/** Sentences that AWS answered, recorded by LocalStack's tests (named in front of each) from 2023 to 2025. */
const RECORDED: readonly (readonly [string, string, Record<string, unknown>, string])[] = [
  [
    "TestLambdaUrl.url_config_exceptions",
    "CreateFunctionUrlConfig",
    { ...FUNCTION, AuthType: "NONE", Qualifier: "$LATEST" },
    "Value '$LATEST' at 'qualifier' failed to satisfy constraint: " +
      String.raw`Member must satisfy regular expression pattern: ((?!^\d+$)^[0-9a-zA-Z-_]+$)`,
  ],
  [
    "TestLambdaProvisionedConcurrency.provisioned_concurrency_exceptions",
    "PutProvisionedConcurrencyConfig",
    { ...FUNCTION, Qualifier: "1", ProvisionedConcurrentExecutions: 0 },
    "Value '0' at 'provisionedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    "TestLambdaURL.lambda_url_invalid_invoke_mode",
    "CreateFunctionUrlConfig",
    { ...FUNCTION, AuthType: "NONE", InvokeMode: "UNKNOWN" },
    "Value 'UNKNOWN' at 'invokeMode' failed to satisfy constraint: Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]",
  ],
  [
    "TestLambdaFunction.create_lambda_exceptions",
    "CreateFunction",
    { ...CREATE, Architectures: ["X86_64"] },
    "Value '[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: " +
      "[Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
  ],
  [
    "TestLambdaFunction.create_lambda_exceptions",
    "CreateFunction",
    { ...CREATE, Architectures: ["x86_64", "arm64"] },
    "Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
  ],
  [
    "TestLambdaEventInvokeConfig.lambda_eventinvokeconfig_exceptions",
    "PutFunctionEventInvokeConfig",
    { ...FUNCTION, DestinationConfig: { OnFailure: { Destination: "arn:aws:_-/!lambda:x" } } },
    "Value 'arn:aws:_-/!lambda:x' at 'destinationConfig.onFailure.destination' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: " +
      String.raw`$|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)`,
  ],
  [
    "TestLambdaTags.tag_exceptions",
    "TagResource",
    { Resource: "arn:aws:something", Tags: { a: "b" } },
    "Value 'arn:aws:something' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
      String.raw`arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)`,
  ],
  [
    "TestLambdaTags.tag_exceptions",
    "UntagResource",
    { Resource: "arn:aws:lambda:us-east-1:111111111111:function:f" },
    "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
  ],
  [
    "TestLambdaAlias.notfound_and_invalid_routingconfigs",
    "CreateAlias",
    { ...FUNCTION, Name: "a", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { $LATEST: 0.5 } } },
    "Value '{$LATEST=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys must satisfy " +
      "constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, " +
      "Member must satisfy regular expression pattern: [0-9]+]",
  ],
  [
    "TestLambdaAlias.notfound_and_invalid_routingconfigs",
    "CreateAlias",
    { ...FUNCTION, Name: "a", FunctionVersion: "1", RoutingConfig: { AdditionalVersionWeights: { 2: 2 } } },
    "Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy " +
      "constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, " +
      "Member must not be null]",
  ],
  [
    "TestLambdaEventSourceMappings.create_event_source_validation_kinesis",
    "CreateEventSourceMapping",
    { ...FUNCTION, StartingPosition: "invalid" },
    "Value 'invalid' at 'startingPosition' failed to satisfy constraint: " +
      "Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]",
  ],
];

test.for(RECORDED)("%s: %s", ([, operation, input, sentence]) => {
  expect(messageOf(operation, input)).toBe(`1 validation error detected: ${sentence}`);
});

test("several broken constraints are told together", () => {
  expect(messageOf("UpdateAlias", { FunctionName: "f", Name: "2024", FunctionVersion: "x".repeat(1025) })).toBe(
    "3 validation errors detected: " +
      "Value '2024' at 'name' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+); " +
      `Value '${"x".repeat(1025)}' at 'functionVersion' failed to satisfy constraint: ` +
      "Member must have length less than or equal to 1024; " +
      `Value '${"x".repeat(1025)}' at 'functionVersion' failed to satisfy constraint: ` +
      String.raw`Member must satisfy regular expression pattern: (\$LATEST(\.PUBLISHED)?|[0-9]+)`,
  );
});

// Quoted in https://github.com/trek10inc/serverless-secrets/issues/39, among others.
test("what is sensitive is not repeated", () => {
  expect(
    messageOf("UpdateFunctionConfiguration", { ...FUNCTION, Environment: { Variables: { "a-b": "secret" } } }),
  ).toBe(
    "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: " +
      "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
  );
});
