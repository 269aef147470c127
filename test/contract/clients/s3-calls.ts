import { startEndpoints, type TestEndpoints } from "../../support/endpoints.ts";
import { type ClientTarget, outputOf, type TestClient } from "./client.ts";

export type Output = Readonly<Record<string, unknown>>;

/** One client and the S3 that it talks to, with what every test needs of them. */
export class S3Calls {
  readonly endpoints: TestEndpoints;
  readonly client: TestClient;
  #buckets = 0;

  private constructor(endpoints: TestEndpoints, client: TestClient) {
    this.endpoints = endpoints;
    this.client = client;
  }

  static async start(connect: (target: ClientTarget) => TestClient): Promise<S3Calls> {
    const endpoints = await startEndpoints();
    const target: ClientTarget = {
      service: "s3",
      endpoint: endpoints.url,
      region: "us-east-1",
      accessKeyId: "000000000000",
    };
    return new S3Calls(endpoints, connect(target));
  }

  async stop(): Promise<void> {
    await this.client.stop();
    await this.endpoints.stop();
  }

  async call(operation: string, input: Output): Promise<Output> {
    return outputOf(await this.client.call(operation, input));
  }

  /** The error of a call that must fail. */
  async refusal(operation: string, input: Output): Promise<{ code: string; message: string }> {
    const answer = await this.client.call(operation, input);
    if ("output" in answer) throw new Error(`${operation} was not refused`);
    return answer.error;
  }

  /** The name of a new bucket. */
  async createBucket(): Promise<string> {
    const Bucket = `bucket-${++this.#buckets}`;
    await this.call("CreateBucket", { Bucket });
    return Bucket;
  }

  put(Bucket: string, Key: string, Body: string, more: Output = {}): Promise<Output> {
    return this.call("PutObject", { Bucket, Key, Body: Buffer.from(Body), ...more });
  }

  async bodyOf(Bucket: string, Key: string, more: Output = {}): Promise<string> {
    return textOf(await this.call("GetObject", { Bucket, Key, ...more }));
  }

  /** HEAD has no body to name an error in: clients make a name of the status. */
  get notFound(): string {
    return this.client.modelledErrorNames ? "NotFound" : "404";
  }
}

export function textOf(output: Output): string {
  return Buffer.from(output["Body"] as Uint8Array).toString();
}

export function keysIn(list: Output): string[] {
  const { Contents = [] } = list as { Contents?: { Key: string }[] };
  return Contents.map(({ Key }) => Key);
}
