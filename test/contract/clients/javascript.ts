import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as iam from "@aws-sdk/client-iam";
import * as lambda from "@aws-sdk/client-lambda";
import * as s3 from "@aws-sdk/client-s3";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import type { Answer, ClientTarget, TestClient } from "./client.ts";

/** What the SDK's clients have in common; their own types differ for every operation. */
interface AnyClient {
  send(command: unknown): Promise<object>;
  destroy(): void;
}
type CommandConstructor = new (input: object) => unknown;

/** The newest JavaScript SDK as it comes: awsJson1_0 for SQS, Query for SNS, XML in path style for S3. */
export function javascript(target: ClientTarget): TestClient {
  if (target.service === "sns") return drive(sns, "query", new sns.SNSClient(settings(target)));
  if (target.service === "s3") return drive(s3, "xml", new s3.S3Client({ ...settings(target), forcePathStyle: true }));
  if (target.service === "logs") return drive(logs, "json", new logs.CloudWatchLogsClient(settings(target)));
  if (target.service === "lambda") return drive(lambda, "json", new lambda.LambdaClient(settings(target)));
  if (target.service === "iam") return drive(iam, "query", new iam.IAMClient(settings(target)));
  return drive(sqs, "json", new sqs.SQSClient(settings(target)));
}

/** The same SDK made to speak SQS's Query protocol. */
export function javascriptQuery(target: ClientTarget): TestClient {
  const protocol = new AwsQueryProtocol({
    defaultNamespace: "com.amazonaws.sqs",
    xmlNamespace: "http://queue.amazonaws.com/doc/2012-11-05/",
    version: "2012-11-05",
  });
  return drive(sqs, "query", new sqs.SQSClient({ ...settings(target), protocol }));
}

function settings({
  endpoint,
  region,
  accessKeyId,
}: ClientTarget): sqs.SQSClientConfig & sns.SNSClientConfig & s3.S3ClientConfig & logs.CloudWatchLogsClientConfig {
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey: "local" }, maxAttempts: 1 };
}

function drive(sdk: object, protocol: TestClient["protocol"], sdkClient: unknown): TestClient {
  const client = sdkClient as AnyClient;
  return {
    protocol,
    modelledErrorNames: true,
    async call(operation, input): Promise<Answer> {
      const Command = (sdk as Record<string, CommandConstructor>)[`${operation}Command`];
      if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
      try {
        const { $metadata: _metadata, ...output } = (await client.send(new Command(input))) as Record<string, unknown>;
        return { output: withoutUndefined(await withBytes(output)) };
      } catch (error) {
        const { name: code, message } = error as Error;
        return { error: { code, message } };
      }
    },
    stop() {
      client.destroy();
      return Promise.resolve();
    },
  };
}

async function withBytes(output: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { Body } = output;
  if (typeof Body !== "object" || Body === null || !("transformToByteArray" in Body)) return output;
  return { ...output, Body: await (Body as { transformToByteArray(): Promise<Uint8Array> }).transformToByteArray() };
}

function withoutUndefined(output: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined));
}
