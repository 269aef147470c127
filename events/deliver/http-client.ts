import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Clock } from "../../runtime/core/clock.ts";

export interface HttpPost {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

export type HttpAnswer =
  | { readonly kind: "answered"; readonly statusCode: number }
  /** No answer came: refused connection, broken connection, timeout. `reason` is one sentence. */
  | { readonly kind: "unanswered"; readonly reason: string };

/** Posts a document and tells what came back; never rejects for anything that the other side does. */
export type HttpClient = (post: HttpPost) => Promise<HttpAnswer>;

/** The machine's network. Redirects are not followed; every post has a connection of its own, which a dead one cannot fail. */
export function createHttpClient(clock: Clock): HttpClient {
  return async (post) => {
    // Loaded when needed: TLS costs a start several milliseconds.
    const { request } = post.url.protocol === "https:" ? await import("node:https") : await import("node:http");
    return await new Promise((resolve) => {
      const sent = request(post.url, {
        method: "POST",
        agent: false,
        headers: allHeaders(post),
      } satisfies RequestOptions);
      const cancel = clock.schedule(post.timeoutMs, () => {
        resolve({ kind: "unanswered", reason: `No answer within ${post.timeoutMs / 1000} seconds.` });
        sent.destroy();
      });
      sent.on("close", cancel);
      onAnswer(sent, resolve);
      sent.end(post.body);
    });
  };
}

function onAnswer(sent: ClientRequest, resolve: (answer: HttpAnswer) => void): void {
  sent.on("error", (error) => resolve({ kind: "unanswered", reason: `${error.message}.` }));
  sent.on("response", (response: IncomingMessage) => {
    // The body says nothing to SNS, but it must be read for the connection to end.
    response.on("error", () => undefined).resume();
    resolve({ kind: "answered", statusCode: response.statusCode ?? 0 });
  });
}

function allHeaders({ headers, body }: HttpPost): Record<string, string> {
  return { ...headers, "Content-Length": String(Buffer.byteLength(body)) };
}
