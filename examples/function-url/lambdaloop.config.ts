import { defineConfig } from "lambdaloop";

export default defineConfig({
  functions: {
    greet: { handler: "src/greet.handler", url: {} },
    story: { handler: "src/story.handler", url: { invokeMode: "RESPONSE_STREAM" } },
  },
});
