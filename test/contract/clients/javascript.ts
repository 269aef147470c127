import * as sqs from "@aws-sdk/client-sqs";
import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import type { Answer, ClientTarget, SqsTestClient } from "./client.ts";

type CommandConstructor = new (input: object) => Parameters<sqs.SQSClient["send"]>[0];

/** The newest JavaScript SDK as it comes: awsJson1_0. */
export function javascriptJson(target: ClientTarget): SqsTestClient {
  return javascript("json", new sqs.SQSClient(settings(target)));
}

/** The same SDK made to speak the Query protocol. */
export function javascriptQuery(target: ClientTarget): SqsTestClient {
  const protocol = new AwsQueryProtocol({
    defaultNamespace: "com.amazonaws.sqs",
    xmlNamespace: "http://queue.amazonaws.com/doc/2012-11-05/",
    version: "2012-11-05",
  });
  return javascript("query", new sqs.SQSClient({ ...settings(target), protocol }));
}

function settings({ endpoint, region, accessKeyId }: ClientTarget): sqs.SQSClientConfig {
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey: "local" }, maxAttempts: 1 };
}

function javascript(protocol: "json" | "query", client: sqs.SQSClient): SqsTestClient {
  return {
    protocol,
    modelledErrorNames: true,
    async call(operation, input): Promise<Answer> {
      const Command = (sqs as unknown as Record<string, CommandConstructor>)[`${operation}Command`];
      if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
      try {
        const { $metadata: _metadata, ...output } = (await client.send(new Command(input))) as unknown as Record<
          string,
          unknown
        >;
        return { output: withoutUndefined(output) };
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

function withoutUndefined(output: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined));
}
