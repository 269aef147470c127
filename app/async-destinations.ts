import type { DestinationDoors } from "../events/index.ts";
import type { FunctionHost } from "../handlers/index.ts";
import type { Scope } from "../runtime/core/arn.ts";
import { bodyOfBytes } from "../runtime/core/body-stream.ts";
import { AwsError } from "../runtime/core/errors.ts";
import type { AsyncPolicy, Invoke } from "../runtime/core/ports.ts";
import type { Random } from "../runtime/core/random.ts";
import type { RequestContext } from "../runtime/protocol/service.ts";
import type { S3 } from "../runtime/s3/index.ts";
import type { Sns } from "../runtime/sns/index.ts";
import type { Sqs } from "../runtime/sqs/index.ts";

/** The name in a function's ARN; names stay as they are. */
function nameIn(functionName: string): string {
  return functionName.replace(/^arn:[^:]+:lambda:[^:]+:[^:]+:function:/, "").replace(/:\$LATEST$/, "");
}

/** The host's functions by ARN as well as by name. */
export function invokeByArn(host: FunctionHost): Invoke {
  return (invocation) => host.invoke({ ...invocation, functionName: nameIn(invocation.functionName) });
}

/** AWS's defaults for a function of the config. @throws {AwsError} `ResourceNotFoundException` */
export function defaultAsyncPolicy(host: FunctionHost, functionName: string): AsyncPolicy {
  const found = host.list().find(({ functionArn, definition }) => {
    return functionArn === functionName.replace(/:\$LATEST$/, "") || definition.functionName === functionName;
  });
  if (found === undefined) throw functionNotFound(functionName);
  const { functionArn, definition } = found;
  return {
    functionArn,
    qualifiedArn: `${functionArn}:$LATEST`,
    maximumRetryAttempts: 2,
    maximumEventAgeInSeconds: 21_600,
    neverRuns: definition.reservedConcurrentExecutions === 0,
  };
}

/** Recorded, lambda--TestLambdaFeatures.invoke_exceptions: the ARN ends in `:$LATEST` for an unqualified call. */
function functionNotFound(functionArn: string): AwsError {
  const isQualified = functionArn.split(":").length > UNQUALIFIED_ARN_PARTS;
  const qualified = isQualified ? functionArn : `${functionArn}:$LATEST`;
  return new AwsError("ResourceNotFoundException", `Function not found: ${qualified}`, { status: 404 });
}

/** `arn:aws:lambda:region:account:function:name` */
const UNQUALIFIED_ARN_PARTS = 7;

interface DoorServices {
  readonly sqs: Sqs;
  /** Made later than what asks for them. */
  readonly sns: () => Sns;
  readonly s3: () => S3;
  readonly random: Random;
  readonly scope: Scope;
}

/** Where records of asynchronous invocations go. */
export function destinationDoors({ sqs, sns, s3, random, scope }: DoorServices): DestinationDoors {
  return {
    sqs,
    publishToTopic(arn, { message, messageAttributes = {}, causeId, traceHeader }) {
      const topic = sns().topicByArn(arn);
      const MessageAttributes = Object.fromEntries(
        Object.entries(messageAttributes).map(([name, { dataType, stringValue }]) => [
          name,
          { DataType: dataType, StringValue: stringValue },
        ]),
      );
      return topic && sns().publish(topic, { Message: message, MessageAttributes }, { causeId, traceHeader });
    },
    async putObject({ bucketName, key, text, causeId }) {
      const { PutObject } = s3().service.operations;
      const context: RequestContext = {
        requestId: random.hex(8),
        hostId: random.hex(32),
        ...scope,
        causeId,
        accessKeyId: undefined,
        traceHeader: undefined,
        endpoint: "",
        path: `/${bucketName}/${key}`,
        protocol: "restXml",
        sourceIp: "lambda.amazonaws.com",
        signal: new AbortController().signal,
        header: () => undefined,
      };
      await PutObject?.({ Bucket: bucketName, Key: key, Body: bodyOfBytes(Buffer.from(text)) }, context);
    },
  };
}
