import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { explain } from "../../../app/explain/observe.ts";
import type { Explanations } from "../../../app/explain/subjects.ts";
import { startInProcess } from "../../../app/in-process.ts";
import type { RunningRuntime } from "../../../app/running-runtime.ts";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { VirtualClock } from "../../../runtime/core/virtual-clock.ts";
import type { Queue } from "../../../runtime/sqs/index.ts";

interface SqsEvent {
  readonly Records?: readonly { readonly messageId: string; readonly body: string }[];
}

/** One call of a handler, which ends when the test says so. */
export interface HandlerCall {
  readonly messageIds: readonly string[];
  end(answer: unknown): void;
  fail(error: Error): void;
}

/** A whole runtime in this process on a virtual clock; its function `work` does what the test says. */
export class ExplainWorld {
  readonly clock = new VirtualClock();
  readonly calls: HandlerCall[] = [];
  readonly #folder = mkdtempSync(path.join(tmpdir(), "lambdaloop-explain-"));
  #runtime: RunningRuntime | undefined;

  /** @param config with a function `work`, whose code is this world's */
  async start(config: object): Promise<void> {
    this.#runtime = await startInProcess({
      cwd: this.#folder,
      config,
      seed: "explain",
      ordered: true,
      listen: false,
      clock: this.clock,
      handlers: new Map([["work", (event: SqsEvent) => this.#call(event)]]),
    });
    await this.tick();
  }

  get runtime(): RunningRuntime {
    if (this.#runtime === undefined) throw new Error("The runtime has not started yet.");
    return this.#runtime;
  }

  async stop(): Promise<void> {
    await this.#runtime?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Lets promises settle; time stands still. */
  async tick(): Promise<void> {
    for (let round = 0; round < 4; round++) await this.clock.advanceAsync(0);
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advanceAsync(ms);
    await this.tick();
  }

  explain(): Explanations {
    const { services, journal, router } = this.runtime;
    return explain({ clock: this.clock, journal, sqs: services.sqs, router });
  }

  /** The code of the one reason of an id. */
  codeOf(id: string): string | undefined {
    return this.explain().reasonOf(id)?.code;
  }

  queue(name: string): Queue {
    const found = this.runtime.services.sqs.queueByArn(`arn:aws:sqs:us-east-1:000000000000:${name}`);
    if (found === undefined) throw new Error(`There is no queue ${name}.`);
    return found;
  }

  /** Sends a message as a client does. */
  send(queue: string, body = "{}", more: object = {}): string {
    return this.queue(queue).send({ body, ...more }).messageId;
  }

  /** Receives as a client does. @returns message ids and receipt handles */
  receive(
    queue: string,
    visibilityTimeoutSeconds?: number,
  ): readonly { readonly messageId: string; readonly receiptHandle: string }[] {
    const received = this.queue(queue).receive({ max: 10, receiver: "client", visibilityTimeoutSeconds });
    if (received instanceof Promise) throw new Error("A receive without a wait waits.");
    return received;
  }

  /** One call of an rpc service over the wire. */
  async sqs(operation: string, input: object): Promise<WireResponse> {
    return this.ask({
      method: "POST",
      url: "/",
      headers: { "x-amz-target": `AmazonSQS.${operation}`, "content-type": "application/x-amz-json-1.0" },
      body: JSON.stringify(input),
    });
  }

  /** What the control API answers, as JSON. */
  async control(url: string, method = "GET", text = ""): Promise<{ readonly status: number; readonly json: unknown }> {
    const { status, body } = await this.ask({ method, url, body: text });
    if (typeof body !== "string") throw new Error("The control API answers text.");
    return { status, json: JSON.parse(body) };
  }

  async putObject(bucket: string, key: string, body = "hello"): Promise<void> {
    await this.ask({ method: "PUT", url: `/${bucket}/${key}`, headers: { host: "127.0.0.1:4566" }, body });
    await this.tick();
  }

  async publish(topic: string, input: object): Promise<string> {
    const { sns } = this.runtime.services;
    const found = sns.topicByArn(`arn:aws:sns:us-east-1:000000000000:${topic}`);
    if (found === undefined) throw new Error(`There is no topic ${topic}.`);
    const { messageId, underWay } = sns.publish(found, { Message: "hello", ...input }, { causeId: undefined });
    await underWay;
    await this.tick();
    return messageId;
  }

  async ask(request: {
    readonly method: string;
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }): Promise<WireResponse> {
    const { headers = {}, body = "" } = request;
    return this.runtime.handle({
      ...request,
      headers: { "content-length": String(Buffer.byteLength(body)), ...headers },
      body: Buffer.from(body),
      endpoint: "http://127.0.0.1:4566",
      onHangUp: () => undefined,
    });
  }

  #call({ Records = [] }: SqsEvent): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.calls.push({
        messageIds: Records.map(({ messageId }) => messageId),
        end: resolve,
        fail: reject,
      });
    });
  }
}
