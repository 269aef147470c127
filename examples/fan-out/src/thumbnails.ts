import type { SQSEvent } from "aws-lambda";
import { uploadsIn } from "./uploads";

/** With raw delivery a message's body is S3's text itself. */
export async function handler(event: SQSEvent): Promise<void> {
  for (const { body } of event.Records) {
    for (const { key, size } of uploadsIn(body)) console.log(`thumbnail of ${key} (${size} bytes)`);
  }
}
