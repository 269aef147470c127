import type { LambdaFunctionURLEvent } from "aws-lambda";
import { setTimeout as pause } from "node:timers/promises";

const LINES = ["Once upon a time", "there was a handler", "that did not wait for its end."];

/** Each line is on its way to the client while the next one is still to come. */
export const handler = awslambda.streamifyResponse<LambdaFunctionURLEvent>(async (_event, stream) => {
  const response = awslambda.HttpResponseStream.from(stream, {
    statusCode: 200,
    headers: { "content-type": "text/plain" },
  });
  for (const line of LINES) {
    response.write(`${line}\n`);
    await pause(200);
  }
  response.end();
});
