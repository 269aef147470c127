import { describe, expect, test } from "vitest";
import { type SnsCaller, snsCaller } from "../../conformance/sns/sns-caller.ts";

const PLACE = { region: "us-east-1", accountId: "000000000000" };
const CREDENTIALS = { PlatformCredential: "secret", PlatformPrincipal: "app" };

async function application(aws: SnsCaller, name = "app"): Promise<string> {
  const input = { Name: name, Platform: "GCM", Attributes: CREDENTIALS };
  const { PlatformApplicationArn: arn } = await aws.call("CreatePlatformApplication", input);
  return arn ?? "";
}

async function endpoint(aws: SnsCaller, applicationArn: string, more: object = {}): Promise<string> {
  const input = { PlatformApplicationArn: applicationArn, Token: "token", ...more };
  const { EndpointArn: arn } = await aws.call("CreatePlatformEndpoint", input);
  return arn ?? "";
}

describe("platform applications", () => {
  test("never show their credentials", async () => {
    const aws = snsCaller();
    const arn = await application(aws);

    expect(arn).toBe("arn:aws:sns:us-east-1:000000000000:app/GCM/app");
    expect(await aws.call("GetPlatformApplicationAttributes", { PlatformApplicationArn: arn })).toEqual({
      Attributes: { Enabled: "true" },
    });
    expect(await aws.call("ListPlatformApplications", {})).toMatchObject({
      PlatformApplications: [{ PlatformApplicationArn: arn, Attributes: { Enabled: "true" } }],
    });
  });

  test.each([
    [{ Name: "" }, " Reason: cannot be empty"],
    [{ Name: "a b" }, "a b Reason: must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'"],
    [{ Platform: "PIGEON" }, "Platform Reason: PIGEON is not supported"],
    [
      { Platform: "APNS", Attributes: { PlatformCredential: "x" } },
      "Attributes Reason: PlatformCredential attribute provided without PlatformPrincipal",
    ],
    [
      { Attributes: { PlatformPrincipal: "x" } },
      "Attributes Reason: PlatformPrincipal attribute provided without PlatformCredential",
    ],
  ])("are refused with %j", async (input, reason) => {
    const aws = snsCaller();
    const whole = { Name: "app", Platform: "GCM", Attributes: CREDENTIALS, ...input };

    expect(await aws.record("CreatePlatformApplication", whole)).toMatchObject({
      Error: { Code: "InvalidParameter", Message: `Invalid parameter: ${reason}` },
    });
  });

  test("of Google need no principal", async () => {
    const aws = snsCaller();
    const input = { Name: "app", Platform: "GCM", Attributes: { PlatformCredential: "key" } };

    expect(await aws.call("CreatePlatformApplication", input)).toEqual({
      PlatformApplicationArn: "arn:aws:sns:us-east-1:000000000000:app/GCM/app",
    });
  });

  test("what is no ARN cannot be deleted", async () => {
    const aws = snsCaller();
    const reason = "Reason: An ARN must have at least 6 elements, not 1";

    expect(await aws.record("DeletePlatformApplication", { PlatformApplicationArn: "app" })).toMatchObject({
      Error: { Message: `Invalid parameter: PlatformApplicationArn ${reason}` },
    });
    expect(await aws.record("DeleteEndpoint", { EndpointArn: "endpoint" })).toMatchObject({
      Error: { Message: `Invalid parameter: EndpointArn ${reason}` },
    });
  });

  test("can be changed and deleted", async () => {
    const aws = snsCaller();
    const PlatformApplicationArn = await application(aws);
    const created = { EventEndpointCreated: "arn:aws:sns:us-east-1:000000000000:topic" };

    await aws.call("SetPlatformApplicationAttributes", { PlatformApplicationArn, Attributes: created });
    const changed = await aws.call("GetPlatformApplicationAttributes", { PlatformApplicationArn });
    await aws.call("DeletePlatformApplication", { PlatformApplicationArn });

    expect(changed.Attributes).toEqual({ Enabled: "true", ...created });
    expect(await aws.record("GetPlatformApplicationAttributes", { PlatformApplicationArn })).toMatchObject({
      Error: { Code: "NotFound", Message: "PlatformApplication does not exist" },
    });
  });
});

describe("platform endpoints", () => {
  test("the same token with the same attributes is the same endpoint, with others an error", async () => {
    const aws = snsCaller();
    const app = await application(aws);
    const first = await endpoint(aws, app, { CustomUserData: "me" });
    const other = { PlatformApplicationArn: app, Token: "token", CustomUserData: "you" };

    expect(await endpoint(aws, app, { Attributes: { CustomUserData: "me" } })).toBe(first);
    expect(await aws.record("CreatePlatformEndpoint", other)).toMatchObject({
      Error: {
        Message: `Invalid parameter: Token Reason: Endpoint ${first} already exists with the same Token, but different attributes.`,
      },
    });
    expect(await aws.call("ListEndpointsByPlatformApplication", { PlatformApplicationArn: app })).toMatchObject({
      Endpoints: [{ EndpointArn: first, Attributes: { Enabled: "true", Token: "token", CustomUserData: "me" } }],
    });
  });

  test("what is published to one arrives there", async () => {
    const aws = snsCaller();
    const TargetArn = await endpoint(aws, await application(aws));

    const { MessageId } = await aws.call("Publish", { TargetArn, Message: "hello" });

    expect(aws.delivered).toMatchObject([
      {
        subscription: { protocol: "application", endpoint: TargetArn },
        notification: { type: "Notification", messageId: MessageId, message: "hello" },
      },
    ]);
  });

  test("the text for its platform arrives, else the default", async () => {
    const aws = snsCaller();
    const TargetArn = await endpoint(aws, await application(aws));
    const publish = (texts: object): Promise<unknown> =>
      aws.call("Publish", { TargetArn, Message: JSON.stringify(texts), MessageStructure: "json" });

    await publish({ GCM: "for Android", APNS: "for iOS" });
    await publish({ default: "for all", APNS: "for iOS" });

    expect(aws.received()).toEqual({ messages: ["for Android", "for all"] });
  });

  test("a text for it must be there", async () => {
    const aws = snsCaller();
    const TargetArn = await endpoint(aws, await application(aws));
    const input = { TargetArn, Message: '{"APNS":"for iOS"}', MessageStructure: "json" };

    expect(await aws.record("Publish", input)).toMatchObject({
      Error: { Message: "Invalid parameter: JSON must contain an entry for 'default' or 'GCM'." },
    });
    expect(aws.delivered).toEqual([]);
  });

  test("one that is disabled says so before it looks at the message", async () => {
    const aws = snsCaller();
    const TargetArn = await endpoint(aws, await application(aws), { Attributes: { Enabled: "false" } });

    expect(await aws.record("Publish", { TargetArn, Message: "msg", MessageStructure: "json" })).toMatchObject({
      Error: { Code: "EndpointDisabled", Message: "Endpoint is disabled" },
    });
  });

  test("only one that is there can be subscribed", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const target = { TopicArn, Protocol: "application", Endpoint: await endpoint(aws, await application(aws)) };

    expect(await aws.record("Subscribe", target)).toMatchObject({ ResponseMetadata: { HTTPStatusCode: 200 } });
    await aws.call("DeleteEndpoint", { EndpointArn: target.Endpoint });
    expect(await aws.record("Subscribe", target)).toMatchObject({
      Error: {
        Code: "InvalidParameter",
        Message: `Invalid parameter: Endpoint Reason: Endpoint does not exist for endpoint arn${target.Endpoint}`,
      },
    });
  });

  test("one that is disabled takes nothing", async () => {
    const aws = snsCaller();
    const TargetArn = await endpoint(aws, await application(aws));

    await aws.call("SetEndpointAttributes", { EndpointArn: TargetArn, Attributes: { Enabled: "false" } });

    expect(await aws.record("Publish", { TargetArn, Message: "hello" })).toMatchObject({
      Error: { Code: "EndpointDisabled", Message: "Endpoint is disabled" },
    });
    expect(aws.delivered).toEqual([]);
  });

  test("one that is deleted is unknown", async () => {
    const aws = snsCaller();
    const EndpointArn = await endpoint(aws, await application(aws));

    await aws.call("DeleteEndpoint", { EndpointArn });

    expect(await aws.record("GetEndpointAttributes", { EndpointArn })).toMatchObject({
      Error: { Code: "NotFound", Message: "Endpoint does not exist" },
    });
  });

  test.each([
    [{ Color: "red" }, "Attributes Reason: Invalid attribute name: Color"],
    [
      { CustomUserData: "a".repeat(2049) },
      "Attributes Reason: Invalid value for attribute: CustomUserData: must be at most 2048 bytes long in UTF-8 encoding",
    ],
  ])("refuse the attributes %j", async (attributes, reason) => {
    const aws = snsCaller();
    const input = { PlatformApplicationArn: await application(aws), Token: "token", Attributes: attributes };

    expect(await aws.record("CreatePlatformEndpoint", input as never)).toMatchObject({
      Error: { Message: `Invalid parameter: ${reason}` },
    });
  });
});

describe("SMS", () => {
  test("settings are kept for an account", async () => {
    const aws = snsCaller();

    await aws.call("SetSMSAttributes", { attributes: { DefaultSMSType: "Transactional", DefaultSenderID: "Shop" } });

    expect(await aws.call("GetSMSAttributes", {})).toEqual({
      attributes: { MonthlySpendLimit: "1", DefaultSMSType: "Transactional", DefaultSenderID: "Shop" },
    });
    expect(await aws.call("GetSMSAttributes", { attributes: ["DefaultSenderID"] })).toEqual({
      attributes: { DefaultSenderID: "Shop" },
    });
    expect(await aws.call("GetSMSAttributes", {}, { region: "eu-west-1" })).toEqual({
      attributes: { MonthlySpendLimit: "1" },
    });
  });

  test.each([
    [{ Color: "red" }, "Color is not a valid attribute"],
    [{ DefaultSMSType: "Loud" }, "DefaultSMSType is invalid"],
    [{ DefaultSenderID: "12345" }, "DefaultSenderID is not a valid attribute"],
  ])("the settings %j are refused", async (attributes, message) => {
    const answer = await snsCaller().record("SetSMSAttributes", { attributes });

    expect(answer).toMatchObject({ Error: { Code: "InvalidParameter", Message: message } });
  });

  test("a number that has opted out gets nothing until it opts in", async () => {
    const aws = snsCaller();
    const TopicArn = await aws.topic();
    const phoneNumber = "+12345678";
    await aws.call("Subscribe", { TopicArn, Protocol: "sms", Endpoint: phoneNumber });

    aws.sns.optOut(PLACE, phoneNumber);
    await aws.call("Publish", { PhoneNumber: phoneNumber, Message: "one" });
    await aws.call("Publish", { TopicArn, Message: "two" });
    const reasons = aws.journal.entries().filter(({ kind }) => kind === "sns.messageFilteredOut");
    const listed = await aws.call("ListPhoneNumbersOptedOut", {});
    const checked = await aws.call("CheckIfPhoneNumberIsOptedOut", { phoneNumber });
    await aws.call("OptInPhoneNumber", { phoneNumber });
    await aws.call("Publish", { PhoneNumber: phoneNumber, Message: "three" });

    expect(reasons).toMatchObject([
      { subscriptionArn: phoneNumber, reason: "the phone number has opted out" },
      { reason: "the phone number has opted out" },
    ]);
    expect([listed.phoneNumbers, checked.isOptedOut]).toEqual([[phoneNumber], true]);
    expect(aws.received()).toEqual({ messages: ["three"] });
  });

  test("no account is in the sandbox, but its numbers are kept", async () => {
    const aws = snsCaller();
    const PhoneNumber = "+12345678";
    await aws.call("CreateSMSSandboxPhoneNumber", { PhoneNumber });
    const listed = await aws.call("ListSMSSandboxPhoneNumbers", {});
    const verified = await aws.record("VerifySMSSandboxPhoneNumber", { PhoneNumber, OneTimePassword: "wrong" });
    await aws.call("DeleteSMSSandboxPhoneNumber", { PhoneNumber });

    expect(await aws.call("GetSMSSandboxAccountStatus", {})).toEqual({ IsInSandbox: false });
    expect(listed.PhoneNumbers).toEqual([{ PhoneNumber, Status: "Pending" }]);
    expect(verified).toMatchObject({ Error: { Code: "VerificationException" } });
    expect(await aws.call("ListSMSSandboxPhoneNumbers", {})).toMatchObject({ PhoneNumbers: [] });
    expect(await aws.record("DeleteSMSSandboxPhoneNumber", { PhoneNumber })).toMatchObject({
      Error: { Code: "ResourceNotFound" },
    });
    expect(await aws.call("ListOriginationNumbers", {})).toEqual({ PhoneNumbers: [] });
  });

  test.each(["CheckIfPhoneNumberIsOptedOut", "OptInPhoneNumber"] as const)("%s wants a number", async (operation) => {
    expect(await snsCaller().record(operation, { phoneNumber: "invalid-number" })).toMatchObject({
      Error: { Message: "Invalid parameter: PhoneNumber Reason: input incorrectly formatted" },
    });
  });
});
