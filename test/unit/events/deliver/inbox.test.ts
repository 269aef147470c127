import { describe, expect, test } from "vitest";
import { confirmation, ENDPOINT, published, subscriptionArn, topicArn, World } from "./world.ts";

describe("what would leave for a person or a device", () => {
  test("an e-mail has a subject and the way out of the subscription", async () => {
    const world = new World();

    const outcome = await world.deliver({ protocol: "email", endpoint: "a@example.com" });

    expect(outcome).toEqual({ kind: "delivered", statusCode: 200 });
    expect(world.inbox.list()).toMatchObject([
      {
        number: 1,
        protocol: "email",
        endpoint: "a@example.com",
        subject: "AWS Notification Message",
        topicArn,
        subscriptionArn,
      },
    ]);
    const text = world.inbox.list()[0]?.text ?? "";
    expect(text.startsWith("Hello world!\n\n--\n")).toBe(true);
    expect(text.endsWith(`${ENDPOINT}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`)).toBe(true);
  });

  test("an e-mail has the publisher's subject", async () => {
    const world = new World();

    await world.deliver({ protocol: "email", endpoint: "a@example.com" }, published({ subject: "Hi" }));

    expect(world.inbox.list()[0]?.subject).toBe("Hi");
  });

  test("a JSON e-mail is the signed envelope", async () => {
    const world = new World();

    await world.deliver({ protocol: "email-json", endpoint: "a@example.com" });

    expect(JSON.parse(world.inbox.list()[0]?.text ?? "")).toMatchObject({
      Type: "Notification",
      SignatureVersion: "1",
    });
  });

  test("a text message begins with ten characters of the topic's display name", async () => {
    const world = new World();

    await world.deliver({ protocol: "sms", endpoint: "+15550100" }, published(), {
      topic: { displayName: "Orders of today" },
    });
    await world.deliver({ protocol: "sms", endpoint: "+15550100" });

    expect(world.inbox.list().map(({ text, subject }) => [text, subject])).toEqual([
      ["Orders of > Hello world!", undefined],
      ["Hello world!", undefined],
    ]);
  });

  test("a push notification is the platform's own payload", async () => {
    const world = new World();
    const message = '{"aps":{"alert":"hi"}}';

    await world.deliver(
      { protocol: "application", endpoint: "arn:aws:sns:eu-west-1:1:endpoint/APNS/a/b" },
      published({ message }),
    );

    expect(world.inbox.list()[0]?.text).toBe(message);
  });

  test("confirmations have the URL to visit", async () => {
    const world = new World();

    await world.deliver({ protocol: "email", endpoint: "a@example.com" }, confirmation("SubscriptionConfirmation"));
    await world.deliver({ protocol: "email", endpoint: "a@example.com" }, confirmation("UnsubscribeConfirmation"));

    const url = `${ENDPOINT}/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37fb`;
    expect(world.inbox.list().map(({ type, subject }) => [type, subject])).toEqual([
      ["SubscriptionConfirmation", "AWS Notification - Subscription Confirmation"],
      ["UnsubscribeConfirmation", "AWS Notification - Unsubscribe Confirmation"],
    ]);
    for (const { text } of world.inbox.list()) expect(text).toContain(url);
  });

  test("is a fact with its size, and not with its text", async () => {
    const world = new World();

    await world.deliver({ protocol: "application", endpoint: "device" }, published({ message: "ö" }));

    const [fact] = world.facts("inbox.received");
    expect(fact).toMatchObject({ number: 1, protocol: "application", endpoint: "device", topicArn, textBytes: 2 });
  });
});

describe("the inbox", () => {
  test("keeps the newest items, which keep their numbers", async () => {
    const world = new World();

    for (const message of ["1", "2", "3", "4"]) {
      await world.deliver({ protocol: "application", endpoint: "device" }, published({ message }));
    }

    expect(world.inbox.list().map(({ number, text }) => [number, text])).toEqual([
      [2, "2"],
      [3, "3"],
      [4, "4"],
    ]);
  });

  test("can be emptied", async () => {
    const world = new World();
    await world.deliver({ protocol: "application", endpoint: "device" });
    const before = world.inbox.list();

    world.inbox.clear();

    expect(world.inbox.list()).toEqual([]);
    expect(before).toHaveLength(1);
  });
});
