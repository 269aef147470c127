import { defineConfig } from "lambdaloop";

export default defineConfig({
  buckets: {
    uploads: { notifications: [{ events: ["s3:ObjectCreated:*"], function: "copy" }] },
    copies: {},
  },
  functions: {
    copy: { handler: "src/copy.handler", timeout: 10, environment: { DEST_BUCKET: "copies" } },
  },
});
