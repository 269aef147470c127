import { defineConfig } from "lambdaloop";

const photosOnly = { Records: { s3: { object: { key: [{ prefix: "photos/" }] } } } };

export default defineConfig({
  buckets: {
    uploads: { notifications: [{ events: ["s3:ObjectCreated:*"], topic: "uploads" }] },
  },
  topics: {
    uploads: {
      subscriptions: [
        // S3's own text: what a queue behind the bucket itself would get.
        { queue: "thumbnails", filterPolicy: photosOnly, filterPolicyScope: "MessageBody", rawMessageDelivery: true },
        // The same in SNS's envelope, and of every upload.
        { queue: "audit" },
      ],
    },
  },
  queues: {
    thumbnails: { visibilityTimeout: 30 },
    audit: { visibilityTimeout: 30 },
  },
  functions: {
    thumbnails: { handler: "src/thumbnails.handler", eventSourceMappings: [{ queue: "thumbnails" }] },
    audit: { handler: "src/audit.handler", eventSourceMappings: [{ queue: "audit" }] },
  },
});
