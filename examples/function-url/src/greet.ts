import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from "aws-lambda";

/** Whatever is returned becomes the body of a 200, unless it says otherwise. */
export async function handler(event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> {
  const { name } = event.queryStringParameters ?? {};
  if (name === undefined) return { statusCode: 400, body: "Who are you? Try ?name=Ada\n" };
  return { statusCode: 200, headers: { "content-type": "text/plain" }, body: `Hello, ${name}!\n` };
}
