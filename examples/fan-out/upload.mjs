// Uploads three objects with the real AWS SDK: both functions hear of the photos, only the audit of the rest.
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({
  endpoint: process.env.AWS_ENDPOINT_URL ?? "http://127.0.0.1:4566",
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  forcePathStyle: true,
});

for (const Key of ["photos/cat.jpg", "photos/my büro cat+1.jpg", "notes/todo.txt"]) {
  await s3.send(new PutObjectCommand({ Bucket: "uploads", Key, Body: `the content of ${Key}` }));
}
s3.destroy();
