/** One real AWS client, driven by operation name and input, so that one behaviour suite runs through all of them. */
export interface TestClient {
  readonly protocol: "json" | "query" | "xml";
  /** It reports a modelled error under its shape's name (`QueueDoesNotExist`), not under its wire code. */
  readonly modelledErrorNames: boolean;
  call(operation: string, input: Readonly<Record<string, unknown>>): Promise<Answer>;
  stop(): Promise<void>;
}

/** An operation's output (a streamed body as its bytes) with AWS's member names, or the error as the client reports it. */
export type Answer =
  | { readonly output: Readonly<Record<string, unknown>> }
  | { readonly error: { readonly code: string; readonly message: string } };

export interface ClientTarget {
  readonly service: "iam" | "lambda" | "logs" | "sqs" | "sns" | "s3";
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** What a function is given; otherwise a secret that nobody knows, and no token. */
  readonly session?: { readonly secretAccessKey: string; readonly sessionToken: string };
}

/** The output, or a failure of the test that shows the error. */
export function outputOf(answer: Answer): Readonly<Record<string, unknown>> {
  if ("error" in answer) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.output;
}
