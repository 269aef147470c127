import type * as lambda from "aws-lambda";
import { expect, expectTypeOf, test } from "vitest";
import type * as publicTypes from "../../app/public/testkit.d.ts";
import type * as publicPlugin from "../../app/public/vitest-plugin.d.ts";
import type * as publicVitest from "../../app/public/vitest.d.ts";
import type * as testkit from "../../testkit/index.ts";
import type * as plugin from "../../testkit/vitest-plugin.ts";
import * as vitestKit from "../../testkit/vitest.ts";

test("the kit exports what its hand-written types say, and nothing else", () => {
  type Names = keyof typeof publicTypes;
  expectTypeOf<keyof typeof testkit>().toEqualTypeOf<Names>();
  expectTypeOf<keyof typeof vitestKit>().toEqualTypeOf<keyof typeof publicVitest>();
  expectTypeOf<keyof typeof plugin>().toEqualTypeOf<keyof typeof publicPlugin>();
  expect(Object.keys(vitestKit)).toEqual(["testWithRuntime"]);
});

test("what the functions take and answer is what the types say", () => {
  expectTypeOf<Parameters<typeof testkit.createRuntime>[0]>().toEqualTypeOf<
    Parameters<typeof publicTypes.createRuntime>[0]
  >();
  expectTypeOf<Awaited<ReturnType<typeof testkit.createRuntime>>>().toExtend<
    Omit<publicTypes.TestRuntime, "client" | "clientConfig" | "facts" | "waitFor">
  >();
  expectTypeOf<Parameters<typeof publicTypes.invoke>>().toExtend<Parameters<typeof testkit.invoke>>();
  expectTypeOf<Awaited<ReturnType<typeof testkit.invoke>>>().toEqualTypeOf<publicTypes.InvokeResult>();
  expectTypeOf<Awaited<ReturnType<typeof testkit.explore>>>().toEqualTypeOf<publicTypes.ExploreReport>();
  expectTypeOf<Parameters<typeof testkit.explore>[1]>().toEqualTypeOf<Parameters<typeof publicTypes.explore>[1]>();
  expectTypeOf<ReturnType<typeof testkit.assertThat>>().toExtend<ReturnType<typeof publicTypes.assertThat>>();
});

test("events are those of @types/aws-lambda", () => {
  expectTypeOf<publicTypes.SqsEvent>().toExtend<lambda.SQSEvent>();
  expectTypeOf<publicTypes.SnsEvent>().toExtend<lambda.SNSEvent>();
  expectTypeOf<publicTypes.S3Event>().toExtend<lambda.S3Event>();
  expectTypeOf<publicTypes.EventBridgeEvent>().toExtend<lambda.EventBridgeEvent<string, unknown>>();
  expectTypeOf<publicTypes.HttpEventV2>().toExtend<lambda.APIGatewayProxyEventV2>();
  expectTypeOf<publicTypes.LambdaContext>().toExtend<lambda.Context>();
});

test("the factories take what the types say", () => {
  expectTypeOf<Parameters<typeof publicTypes.sqsEvent>>().toExtend<Parameters<typeof testkit.sqsEvent>>();
  expectTypeOf<Parameters<typeof publicTypes.s3Event>>().toExtend<Parameters<typeof testkit.s3Event>>();
  expectTypeOf<Parameters<typeof publicTypes.functionUrlEvent>>().toExtend<
    Parameters<typeof testkit.functionUrlEvent>
  >();
  expectTypeOf<Parameters<typeof publicTypes.lambdaContext>>().toExtend<Parameters<typeof testkit.lambdaContext>>();
});
