import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";

// Path style: bucket names are no host names here.
const s3 = new S3Client({ forcePathStyle: true });

/** Copies each upload to the bucket that `DEST_BUCKET` names, under the same key. */
export async function handler(event: S3Event): Promise<void> {
  for (const { s3: upload } of event.Records) {
    // Keys in events are form-encoded: a space is a plus, and a plus is `%2B`.
    const key = decodeURIComponent(upload.object.key.replaceAll("+", " "));
    // CopySource is a URL's path.
    const source = `${upload.bucket.name}/${key.split("/").map(encodeURIComponent).join("/")}`;
    await s3.send(new CopyObjectCommand({ Bucket: process.env.DEST_BUCKET, Key: key, CopySource: source }));
    console.log(`copied ${key} to ${process.env.DEST_BUCKET}`);
  }
}
