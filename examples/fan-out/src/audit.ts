import type { SNSMessage, SQSEvent } from "aws-lambda";
import { uploadsIn } from "./uploads";

/** Without raw delivery S3's text is the `Message` of SNS's envelope. */
export async function handler(event: SQSEvent): Promise<void> {
  for (const { body } of event.Records) {
    const { Subject, Message } = JSON.parse(body) as SNSMessage;
    for (const { bucket, key } of uploadsIn(Message)) console.log(`${Subject}: ${bucket}/${key}`);
  }
}
