import { describe, expect, test } from "vitest";
import { parseQueueUrl, queueUrl } from "../../../runtime/sqs/queue-url.ts";

const ACCOUNT = "123456789012";

describe("the URL of a queue", () => {
  test("has two path segments, and names the region when it is not home", () => {
    const url = (region: string): string =>
      queueUrl("http://127.0.0.1:4566", { region, accountId: ACCOUNT }, "orders", "us-east-1");

    expect(url("us-east-1")).toBe(`http://127.0.0.1:4566/${ACCOUNT}/orders`);
    expect(url("eu-west-1")).toBe(`http://127.0.0.1:4566/${ACCOUNT}/orders?region=eu-west-1`);
  });

  test.each([
    [`http://127.0.0.1:4566/${ACCOUNT}/orders`, undefined],
    [`http://localhost:4566/${ACCOUNT}/orders?region=eu-west-1`, "eu-west-1"],
    [`https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/orders`, "eu-central-1"],
    [`https://sqs-fips.us-gov-west-1.amazonaws.com/${ACCOUNT}/orders`, "us-gov-west-1"],
    [`https://vpce-0a1b.sqs.us-east-2.vpce.amazonaws.com/${ACCOUNT}/orders`, "us-east-2"],
    [`https://eu-west-1.queue.amazonaws.com/${ACCOUNT}/orders`, "eu-west-1"],
    [`https://queue.amazonaws.com/${ACCOUNT}/orders`, "us-east-1"],
    [`http://any.host:1/${ACCOUNT}/orders/`, undefined],
    [`http://eu-west-1.queue.localhost:4566/${ACCOUNT}/orders`, "eu-west-1"],
    [`http://localhost:4566/queue/eu-west-1/${ACCOUNT}/orders`, "eu-west-1"],
    [`/${ACCOUNT}/orders`, undefined],
    [`/${ACCOUNT}/orders?region=eu-west-1`, "eu-west-1"],
  ])("%s is read", (url, region) => {
    expect(parseQueueUrl(url)).toEqual({ name: "orders", accountId: ACCOUNT, region });
  });

  test.each(["orders", "http://localhost:9324/queue/orders"])("may be the bare name: %s", (url) => {
    expect(parseQueueUrl(url)).toEqual({ name: "orders", accountId: undefined, region: undefined });
  });

  test.each(["", "/", "http://127.0.0.1:4566", "http://127.0.0.1:4566/", "/abc/orders"])("%j names no queue", (url) => {
    expect(parseQueueUrl(url)).toBeUndefined();
  });
});
