import { type InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { Readable } from "node:stream";

/** How the recorder kept an answer: the members of its JSON, with the status; of an error also code and sentence by themselves. */
export type RecordedAnswer = Readonly<Record<string, unknown>>;

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** A command of the client, whichever: the types of its commands have nothing in common that `send` would take. */
export interface AnyCommand {
  readonly input: object;
}

/** The SDK's client, which tells what came over the wire as the recorder would have kept it. */
export class RecordedClient {
  readonly client: LambdaClient;
  #last: RecordedAnswer = {};

  constructor(url: string) {
    this.client = new LambdaClient({
      endpoint: url,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
      requestHandler: { handle: (request: SentRequest) => this.#handle(url, request) },
    });
  }

  /** What was answered, also when it was an error. */
  async answerTo(command: AnyCommand): Promise<RecordedAnswer> {
    this.#last = {};
    await this.client.send(command as InvokeCommand).catch((error: unknown) => {
      if (Object.keys(this.#last).length === 0) throw error;
    });
    return this.#last;
  }

  async #handle(url: string, { method, path, query, headers, body }: SentRequest) {
    const parameters = Object.entries(query ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one ?? ""]),
    );
    const search = new URLSearchParams(parameters).toString();
    const { host: _, ...sent } = headers;
    const response = await fetch(`${url}${path}${search === "" ? "" : `?${search}`}`, {
      method,
      headers: sent,
      ...(body === undefined || method === "GET" ? {} : { body }),
    });
    const text = await response.text();
    this.#last = toRecordedAnswer(response, text);
    return {
      response: {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: Readable.from(text === "" ? [] : [Buffer.from(text)]),
      },
    };
  }
}

function toRecordedAnswer({ status, headers }: Response, text: string): RecordedAnswer {
  const members = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
  const meta = { HTTPHeaders: {}, HTTPStatusCode: status };
  const code = headers.get("x-amzn-errortype");
  if (code === null) return { ...members, ResponseMetadata: meta };
  const { Message, message, ...others } = members;
  const sentence = Message ?? message;
  // The recorder's client keeps a `message` beside the error only where AWS says whose fault it is.
  const shown = "Type" in members ? members : others;
  return { Error: { Code: code.split(":")[0], Message: sentence }, ...shown, ResponseMetadata: meta };
}
