import { createVerify, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CERTIFICATE_PATTERN, certificateHandler } from "../../../../events/index.ts";
import type { SnsSigner } from "../../../../events/index.ts";
import type { WireRequest, WireResponse } from "../../../../runtime/core/wire.ts";
import { confirmation, ENDPOINT, published, topicArn, World } from "./world.ts";

type Document = Readonly<Record<string, string>>;

/** What AWS tells a receiver to do, written from its page and not from our signer. */
const SIGNED_KEYS = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
};

function isGenuine(document: Document, pem: string, algorithm: string): boolean {
  const keys = SIGNED_KEYS[document["Type"] as keyof typeof SIGNED_KEYS].filter((key) => key in document);
  const text = keys.map((key) => `${key}\n${document[key] ?? ""}\n`).join("");
  return createVerify(algorithm)
    .update(text)
    .verify(new X509Certificate(pem).publicKey, document["Signature"] ?? "", "base64");
}

async function fetched(signer: SnsSigner, url: string): Promise<WireResponse> {
  const request: WireRequest = {
    method: "GET",
    url,
    headers: {},
    body: Buffer.alloc(0),
    endpoint: ENDPOINT,
    onHangUp() {},
  };
  return await certificateHandler(signer)(request);
}

async function certificateOf(world: World, document: Document): Promise<string> {
  const url = document["SigningCertURL"] ?? "";
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4566\/SimpleNotificationService-[0-9a-f]{32}\.pem$/);
  const { status, body } = await fetched(world.signer, new URL(url).pathname);
  expect(status).toBe(200);
  if (typeof body !== "string") throw new Error("a certificate is text");
  return body;
}

describe("signatures", () => {
  test.each([
    ["1", "RSA-SHA1"],
    ["2", "RSA-SHA256"],
  ] as const)("version %s verifies with %s and the certificate that the document names", async (version, algorithm) => {
    const world = new World();
    const queue = world.queue("orders");
    const notification = published({
      subject: "Hi",
      message: "ö\n😀",
      messageAttributes: { a: { dataType: "String", value: "x" } },
    });

    await world.deliver({ protocol: "sqs", endpoint: queue.arn }, notification, {
      topic: { signatureVersion: version },
    });
    const [message] = await world.receive(queue);
    const document = JSON.parse(message?.body ?? "") as Document;
    const pem = await certificateOf(world, document);

    expect(document["SignatureVersion"]).toBe(version);
    expect(isGenuine(document, pem, algorithm)).toBe(true);
    expect(isGenuine({ ...document, Subject: "Ho" }, pem, algorithm)).toBe(false);
  });

  test.each(["SubscriptionConfirmation", "UnsubscribeConfirmation"] as const)("of a %s verifies", async (type) => {
    const world = new World();

    await world.deliver({ protocol: "email-json", endpoint: "a@example.com" }, confirmation(type));
    const document = JSON.parse(world.inbox.list()[0]?.text ?? "") as Document;

    expect(document["SubscribeURL"]).toBe(
      `http://127.0.0.1:4566/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37fb`,
    );
    expect(isGenuine(document, await certificateOf(world, document), "RSA-SHA1")).toBe(true);
  });

  test("of a function's event is the topic's version, although the event says 1", async () => {
    const world = new World();

    await world.deliver(
      { protocol: "lambda", endpoint: "arn:aws:lambda:eu-west-1:123456789012:function:handle" },
      published(),
      { topic: { signatureVersion: "2" } },
    );
    const [{ Sns }] = (
      JSON.parse(world.invocations[0]?.payload ?? "") as { Records: [{ Sns: Record<string, string> }] }
    ).Records;
    const { Subject: _, ...document } = Sns;

    expect(document["SignatureVersion"]).toBe("1");
    expect(
      isGenuine(
        document,
        await certificateOf(world, { SigningCertURL: document["SigningCertUrl"] ?? "" }),
        "RSA-SHA256",
      ),
    ).toBe(true);
  });
});

describe("the certificate", () => {
  test("is an RSA-2048 certificate that its own key signed, valid now", async () => {
    const world = new World();
    const certificate = new X509Certificate((await world.signer.certificate()).pem);
    const now = world.clock.now();

    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toBe("CN=sns.amazonaws.com");
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.ca).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(Date.parse(certificate.validFrom)).toBe(now - 24 * 3600 * 1000);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(now + 9 * 365 * 24 * 3600 * 1000);
  });

  test("another key's certificate has another name, so that no validator keeps an old one", async () => {
    const [one, other] = await Promise.all([new World().signer.certificate(), new World().signer.certificate()]);

    expect(one.fileName).not.toBe(other.fileName);
  });

  test("no other file is served", async () => {
    const { signer } = new World();

    expect((await fetched(signer, "/SimpleNotificationService-0.pem")).status).toBe(404);
    expect((await signer.certificate()).fileName).toMatch(/^SimpleNotificationService-/);
    expect(CERTIFICATE_PATTERN).toBe("/SimpleNotificationService-*");
  });
});

test("documents name AWS's hosts when asked to", async () => {
  const world = new World();
  const queue = world.queue("orders");

  await world.deliver({ protocol: "sqs", endpoint: queue.arn }, published(), { dependencies: { awsHosts: true } });
  const document = JSON.parse((await world.receive(queue))[0]?.body ?? "") as Document;

  expect(document["SigningCertURL"]).toMatch(/^https:\/\/sns\.eu-west-1\.amazonaws\.com\/SimpleNotificationService-/);
  expect(document["UnsubscribeURL"]).toMatch(/^https:\/\/sns\.eu-west-1\.amazonaws\.com\/\?Action=Unsubscribe/);
});
