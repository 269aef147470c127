import type { DestinationDoors } from "../events/index.ts";
import type { Sns } from "../runtime/sns/index.ts";
import type { Sqs } from "../runtime/sqs/index.ts";
import type { S3Calls } from "./s3-calls.ts";

interface DoorServices {
  readonly sqs: Sqs;
  /** Made later than what asks for it. */
  readonly sns: () => Sns;
  readonly s3Calls: S3Calls;
}

/** Where records of asynchronous invocations go. */
export function destinationDoors({ sqs, sns, s3Calls }: DoorServices): DestinationDoors {
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
    putObject: ({ bucketName, key, text, causeId }) => s3Calls.put(bucketName, key, text, causeId),
  };
}
