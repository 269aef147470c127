// Uploads objects whose keys are easily lost on the way, then waits until their copies are there.
import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { setTimeout as sleep } from "node:timers/promises";

const s3 = new S3Client({
  endpoint: process.env.AWS_ENDPOINT_URL ?? "http://127.0.0.1:4566",
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  forcePathStyle: true,
});

const keys = ["plain.txt", "with space.txt", "a+b&c=d.txt", "一二三/안녕.txt"];
for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: "uploads", Key, Body: Key }));
for (const Key of keys) console.log(`${(await sizeOfCopy(Key)) ?? "no"} bytes: copies/${Key}`);
s3.destroy();

async function sizeOfCopy(Key) {
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      return (await s3.send(new HeadObjectCommand({ Bucket: "copies", Key }))).ContentLength;
    } catch (error) {
      if (error.name !== "NotFound") throw error;
      await sleep(100);
    }
  }
  return undefined;
}
