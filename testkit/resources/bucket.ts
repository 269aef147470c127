import type { WireResponse } from "../../runtime/core/wire.ts";
import type { Engine } from "../engine.ts";
import { createRequestHandler } from "../request-handler.ts";

/** A bucket of the runtime, through S3's own door. */
export class TestBucket {
  readonly name: string;
  readonly #owner: { readonly engine: Engine };

  constructor(owner: { readonly engine: Engine }, name: string) {
    this.name = name;
    this.#owner = owner;
  }

  /** @param body what is neither text nor bytes becomes JSON */
  async put(key: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const content = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
    await this.#call("PUT", key, content, headers);
  }

  /** @throws {Error} when there is no such object */
  async get(key: string): Promise<Buffer> {
    return this.#call("GET", key);
  }

  async text(key: string): Promise<string> {
    return (await this.get(key)).toString();
  }

  async delete(key: string): Promise<void> {
    await this.#call("DELETE", key);
  }

  async #call(
    method: string,
    key: string,
    body?: string | Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Buffer> {
    const { engine } = this.#owner;
    const { hostname, port } = new URL(engine.runtime.endpoint);
    const encodedKey = key.split("/").map(encodeURIComponent).join("/");
    const handler = createRequestHandler((request): Promise<WireResponse> => engine.handle(request));
    const { response } = await handler.handle({
      method,
      hostname,
      port: Number(port),
      path: `/${this.name}/${encodedKey}`,
      headers,
      body,
    });
    const pieces: Buffer[] = [];
    for await (const piece of response.body) pieces.push(Buffer.from(piece as Uint8Array));
    const answer = Buffer.concat(pieces);
    if (response.statusCode < 300) return answer;
    const code = /<Code>([^<]+)/.exec(answer.toString())?.[1] ?? String(response.statusCode);
    throw new Error(`${method} of ${this.name}/${key} failed: ${code}`);
  }
}
