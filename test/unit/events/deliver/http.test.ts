import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createHttpClient, type HttpPost } from "../../../../events/deliver/http-client.ts";
import { systemClock } from "../../../../runtime/core/clock.ts";
import { VirtualClock } from "../../../../runtime/core/virtual-clock.ts";
import { confirmation, published, subscriptionArn, topicArn, World } from "./world.ts";

interface Post {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real endpoint; `status` 0 never answers. */
async function endpoint(status = 200): Promise<{ readonly url: string; readonly posts: Post[] }> {
  const posts: Post[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      posts.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (status > 0) response.writeHead(status, { Location: "http://127.0.0.1:1/" }).end("thanks");
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?a=1`, posts };
}

const COMMON = {
  "content-type": "text/plain; charset=UTF-8",
  "user-agent": "Amazon Simple Notification Service Agent",
  "accept-encoding": "gzip,deflate",
  connection: "Keep-Alive",
  "x-amz-sns-topic-arn": topicArn,
};

describe("delivery to an HTTP endpoint", () => {
  test("posts the envelope with SNS's headers and no others", async () => {
    const { url, posts } = await endpoint();

    const outcome = await new World().deliver({ protocol: "http", endpoint: url }, published({ message: "ö" }));

    expect(outcome).toEqual({ kind: "delivered", statusCode: 200 });
    const [post] = posts;
    expect(post).toMatchObject({ method: "POST", url: "/hook?a=1" });
    expect(post?.headers).toEqual({
      ...COMMON,
      host: new URL(url).host,
      "content-length": String(Buffer.byteLength(post?.body ?? "")),
      "x-amz-sns-message-type": "Notification",
      "x-amz-sns-message-id": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
      "x-amz-sns-subscription-arn": subscriptionArn,
    });
    expect(JSON.parse(post?.body ?? "")).toMatchObject({ Type: "Notification", Message: "ö" });
    expect(post?.body).toContain('{\n  "Type" : "Notification",\n');
  });

  test("raw: posts the message alone and says so", async () => {
    const { url, posts } = await endpoint();
    const notification = published({ messageAttributes: { lost: { dataType: "String", value: "x" } } });

    await new World().deliver({ protocol: "http", endpoint: url, rawMessageDelivery: true }, notification);

    expect(posts[0]?.body).toBe("Hello world!");
    expect(posts[0]?.headers).toMatchObject({
      "x-amz-sns-rawdelivery": "true",
      "x-amz-sns-message-type": "Notification",
    });
    expect(posts[0]?.headers).not.toHaveProperty("lost");
  });

  test("asks for confirmation without naming a subscription, never raw", async () => {
    const { url, posts } = await endpoint();
    const pending = {
      protocol: "http",
      endpoint: url,
      subscriptionArn: "PendingConfirmation",
      rawMessageDelivery: true,
    } as const;

    await new World().deliver(pending, confirmation("SubscriptionConfirmation"));

    expect(posts[0]?.headers).toMatchObject({ ...COMMON, "x-amz-sns-message-type": "SubscriptionConfirmation" });
    expect(posts[0]?.headers).not.toHaveProperty("x-amz-sns-subscription-arn");
    expect(posts[0]?.headers).not.toHaveProperty("x-amz-sns-rawdelivery");
    expect(JSON.parse(posts[0]?.body ?? "")).toMatchObject({ Type: "SubscriptionConfirmation", Token: "2336412f37fb" });
  });

  test("tells of the end of a subscription by its ARN", async () => {
    const { url, posts } = await endpoint();

    await new World().deliver({ protocol: "http", endpoint: url }, confirmation("UnsubscribeConfirmation"));

    expect(posts[0]?.headers).toMatchObject({ "x-amz-sns-subscription-arn": subscriptionArn });
    expect(JSON.parse(posts[0]?.body ?? "")).toMatchObject({
      Message: `You have chosen to deactivate subscription ${subscriptionArn}.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`,
    });
  });

  test("takes the content type of the delivery policy", async () => {
    const { url, posts } = await endpoint();

    await new World().deliver({ protocol: "http", endpoint: url, headerContentType: "application/json" });

    expect(posts[0]?.headers["content-type"]).toBe("application/json");
  });

  test.each(["SubscriptionConfirmation", "UnsubscribeConfirmation"] as const)("but not for a %s", async (type) => {
    const { url, posts } = await endpoint();
    const target = { protocol: "http", endpoint: url, headerContentType: "application/json" } as const;

    await new World().deliver(target, confirmation(type));

    expect(posts[0]?.headers["content-type"]).toBe("text/plain; charset=UTF-8");
  });

  test.each([
    [204, { kind: "delivered", statusCode: 204 }],
    [301, { kind: "failed", clientError: true, reason: "The endpoint answered 301.", statusCode: 301 }],
    [404, { kind: "failed", clientError: true, reason: "The endpoint answered 404.", statusCode: 404 }],
    [429, { kind: "failed", clientError: false, reason: "The endpoint answered 429.", statusCode: 429 }],
    [500, { kind: "failed", clientError: false, reason: "The endpoint answered 500.", statusCode: 500 }],
    [503, { kind: "failed", clientError: false, reason: "The endpoint answered 503.", statusCode: 503 }],
  ])("an answer of %i", async (status, outcome) => {
    const { url, posts } = await endpoint(status);

    expect(await new World().deliver({ protocol: "http", endpoint: url })).toEqual(outcome);
    expect(posts).toHaveLength(1);
  });

  test("an endpoint that nobody listens on may be tried again", async () => {
    const { url } = await endpoint();
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));

    const outcome = await new World().deliver({ protocol: "http", endpoint: url });

    expect(outcome).toMatchObject({ kind: "failed", clientError: false });
    expect(outcome.kind === "failed" && outcome.reason).toMatch(/^connect ECONNREFUSED 127\.0\.0\.1:\d+\.$/);
  });

  test("an endpoint that has not answered after 15 seconds may be tried again", async () => {
    const { url, posts } = await endpoint(0);
    const world = new World();

    const outcome = world.deliver({ protocol: "http", endpoint: url });
    await expect.poll(() => posts.length).toBe(1);
    world.clock.advance(15_000);

    expect(await outcome).toEqual({ kind: "failed", clientError: false, reason: "No answer within 15 seconds." });
    expect(world.clock.pending).toBe(0);
  });

  test("the credentials of a URL are sent as basic authentication", async () => {
    const { url, posts } = await endpoint();

    await new World().deliver({ protocol: "http", endpoint: url.replace("//", "//user:pass@") });

    expect(posts[0]?.headers.authorization).toBe(`Basic ${Buffer.from("user:pass").toString("base64")}`);
  });
});

describe("calls beyond this machine", () => {
  const answered = (posts: HttpPost[]) => async (post: HttpPost) => {
    posts.push(post);
    return { kind: "answered", statusCode: 200 } as const;
  };

  test.each([
    "http://example.com/hook",
    "https://169.254.169.254/latest/meta-data",
    "http://localhost.example.com/",
    "http://127.0.0.1.example.com/",
    "http://0.0.0.0:80/",
    "http://[::ffff:10.0.0.1]/",
  ])("%s is refused, and nothing is sent", async (url) => {
    const posts: HttpPost[] = [];

    const outcome = await new World().deliver({ protocol: "http", endpoint: url }, published(), {
      dependencies: { httpClient: answered(posts) },
    });

    expect(outcome).toMatchObject({ kind: "failed", clientError: true });
    expect(outcome.kind === "failed" && outcome.reason).toContain("is not this machine");
    expect(posts).toEqual([]);
  });

  test.each([
    "http://127.0.0.1:1/",
    "http://127.1.2.3/",
    "http://2130706433/",
    "http://[::1]:80/",
    "https://LOCALHOST/",
    "http://a.localhost/",
  ])("%s is this machine", async (url) => {
    const posts: HttpPost[] = [];

    await new World().deliver({ protocol: "http", endpoint: url }, published(), {
      dependencies: { httpClient: answered(posts) },
    });

    expect(posts).toHaveLength(1);
  });

  test("a host that the user allowed by name is called", async () => {
    const posts: HttpPost[] = [];

    await new World().deliver({ protocol: "https", endpoint: "https://hooks.example.com/x" }, published(), {
      dependencies: { httpClient: answered(posts), allowedHosts: ["hooks.example.com"] },
    });

    expect(posts.map(({ url }) => url.href)).toEqual(["https://hooks.example.com/x"]);
  });

  test("what is no URL fails for good", async () => {
    expect(await new World().deliver({ protocol: "http", endpoint: "not a url" })).toEqual({
      kind: "failed",
      clientError: true,
      reason: "not a url is not a URL.",
    });
  });
});

test("an answered post leaves nothing on the clock", async () => {
  const { url } = await endpoint();
  const clock = new VirtualClock();

  await createHttpClient(clock)({ url: new URL(url), headers: {}, body: "", timeoutMs: 1000 });

  await expect.poll(() => clock.pending).toBe(0);
});

test("https is spoken where the URL says so", async () => {
  const { url } = await endpoint();

  const answer = await createHttpClient(systemClock)({
    url: new URL(url.replace("http:", "https:")),
    headers: {},
    body: "",
    timeoutMs: 5000,
  });

  expect(answer).toMatchObject({ kind: "unanswered" });
  expect(answer.kind === "unanswered" && answer.reason).toMatch(/SSL|TLS|wrong version/i);
});
