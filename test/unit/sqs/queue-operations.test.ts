import { describe, expect, test } from "vitest";
import { call, Lab, URL_OF_ORDERS } from "./lab.ts";

describe("CreateQueue", () => {
  test.each([
    [undefined, "Value for parameter QueueName is invalid. Reason: Must specify a queue name."],
    ["", "Queue name cannot be empty"],
    ["with space", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"],
    ["with/slash", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"],
    ["orders.fifo", "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"],
    ["a".repeat(81), "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"],
  ])("refuses the name %j", (QueueName, message) => {
    const input = QueueName === undefined ? {} : { QueueName };

    expect(() => call(new Lab(), "CreateQueue", input)).toThrow(
      expect.objectContaining({ code: "InvalidParameterValue", message }),
    );
  });

  test("wants the suffix for a FIFO queue", () => {
    expect(() => new Lab().queue({ FifoQueue: "true" })).toThrow(
      "must end with .fifo suffix and be 1 to 80 in length.",
    );
  });

  test("refuses a name within 60 seconds of the deletion of its queue", () => {
    const lab = new Lab();
    lab.delete(lab.queue());

    lab.clock.advance(59_999);
    expect(() => lab.queue()).toThrow(
      expect.objectContaining({
        code: "QueueDeletedRecently",
        message: "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
      }),
    );
    lab.clock.advance(1);
    expect(() => lab.queue()).not.toThrow();
  });

  test("is not disturbed by messages in the queue or by changed attributes", () => {
    const lab = new Lab();
    const queue = lab.queue({ VisibilityTimeout: "1" });
    queue.send({ body: "work" });
    lab.set(queue, { VisibilityTimeout: "2" });

    expect(lab.queue()).toBe(queue);
    expect(lab.queue({ VisibilityTimeout: "2" })).toBe(queue);
    expect(() => lab.queue({ VisibilityTimeout: "1" })).toThrow("a different value for attribute VisibilityTimeout");
  });

  test("tells listeners of new and deleted queues", () => {
    const lab = new Lab();
    const heard: string[] = [];
    lab.sqs.onQueueCreated(({ name }) => heard.push(`created ${name}`));
    const end = lab.sqs.onQueueDeleted(({ name }) => heard.push(`deleted ${name}`));
    lab.delete(lab.queue());
    end();
    lab.delete(lab.queue({}, "other"));

    expect(heard).toEqual(["created orders", "deleted orders", "created other"]);
  });
});

describe("finding a queue", () => {
  test("of one name in two regions gives two URLs, each with its own messages", () => {
    const lab = new Lab();
    const here = call(lab, "CreateQueue", { QueueName: "orders" });
    const there = call(lab, "CreateQueue", { QueueName: "orders" }, { region: "eu-west-1" });
    expect(there.QueueUrl).not.toBe(here.QueueUrl);

    call(lab, "SendMessage", { QueueUrl: there.QueueUrl ?? "", MessageBody: "there" });

    expect(call(lab, "ReceiveMessage", { QueueUrl: here.QueueUrl ?? "" }, { region: "eu-west-1" })).toHaveProperty(
      "Messages",
    );
    expect(lab.sqs.queueByArn("arn:aws:sqs:us-east-1:000000000000:orders")?.counts.available).toBe(0);
  });

  test("goes by the region in the URL, then the request's, then home", () => {
    const lab = new Lab();
    lab.queue({}, "only-home");
    const found = (url: string, region: string): unknown =>
      call(lab, "GetQueueAttributes", { QueueUrl: url, AttributeNames: ["QueueArn"] }, { region });

    expect(found("http://127.0.0.1:4566/000000000000/only-home", "eu-west-1")).toHaveProperty("Attributes");
    expect(() => found("https://sqs.eu-west-1.amazonaws.com/000000000000/only-home", "us-east-1")).toThrow(
      "The specified queue does not exist.",
    );
  });

  test("takes the request's path when there is no QueueUrl", () => {
    const lab = new Lab();
    lab.queue();
    const sent = call(lab, "SendMessage", { MessageBody: "by path" }, { path: "/000000000000/orders" });

    expect(sent).toHaveProperty("MessageId");
    expect(() => call(lab, "SendMessage", { MessageBody: "nowhere" })).toThrow(
      "The request must contain the parameter QueueUrl.",
    );
  });

  test("that does not exist is answered in the protocol's own words", () => {
    const ask = (protocol: "awsJson" | "awsQuery") => () =>
      call(new Lab(), "GetQueueUrl", { QueueName: "orders" }, { protocol });

    expect(ask("awsJson")).toThrow(/^The specified queue does not exist\.$/);
    expect(ask("awsQuery")).toThrow(/^The specified queue does not exist for this wsdl version\.$/);
  });

  test.each(["CreateQueue", "ListQueues"] as const)("%s is no action of a queue's own URL", (operation) => {
    const at = (path: string) => () =>
      call(new Lab(), operation, { QueueName: "orders" }, { protocol: "awsQuery", path });

    expect(at("/000000000000/orders")).toThrow(
      expect.objectContaining({
        code: "InvalidAction",
        message: `The action ${operation} is not valid for this endpoint.`,
      }),
    );
    expect(at("/some/endpoint")).not.toThrow();
  });

  test("takes a bare name", () => {
    const lab = new Lab();
    lab.queue();

    expect(call(lab, "SendMessage", { QueueUrl: "orders", MessageBody: "by name" })).toHaveProperty("MessageId");
  });

  test("follows the host of the request", () => {
    const lab = new Lab();
    lab.queue();

    expect(call(lab, "GetQueueUrl", { QueueName: "orders" }, { endpoint: "http://queues.test:1" })).toEqual({
      QueueUrl: "http://queues.test:1/000000000000/orders",
    });
  });

  test("ends with its deletion", () => {
    const lab = new Lab();
    const queue = lab.queue();
    call(lab, "SendMessage", { QueueUrl: URL_OF_ORDERS, MessageBody: "work" });
    lab.delete(queue);

    expect(() => call(lab, "SendMessage", { QueueUrl: URL_OF_ORDERS, MessageBody: "work" })).toThrow(
      expect.objectContaining({ code: "QueueDoesNotExist", message: "The specified queue does not exist." }),
    );
  });
});

describe("ListQueues", () => {
  test("gives pages, also when queues come and go between them", () => {
    const lab = new Lab();
    for (const name of ["b1", "a2", "a1", "a3"]) lab.queue({}, name);
    const first = call(lab, "ListQueues", { QueueNamePrefix: "a", MaxResults: 2 });
    lab.queue({}, "a0");
    const second = call(lab, "ListQueues", { QueueNamePrefix: "a", MaxResults: 2, NextToken: first.NextToken ?? "" });

    const names = [first, second].map(({ QueueUrls: urls = [] }) => urls.map((url) => url.split("/").at(-1)));
    expect(names).toEqual([["a1", "a2"], ["a3"]]);
    expect(second.NextToken).toBeUndefined();
  });

  test("has no key when there is no queue", () => {
    expect(call(new Lab(), "ListQueues", {})).toEqual({});
  });

  test("gives a thousand at most, and no token, when nothing was said", () => {
    const lab = new Lab();
    for (let index = 0; index < 1001; index++) lab.queue({}, `queue-${index}`);
    const { QueueUrls: urls, NextToken: token } = call(lab, "ListQueues", {});

    expect(urls).toHaveLength(1000);
    expect(token).toBeUndefined();
  });

  test.each([0, 1001])("refuses MaxResults %i", (MaxResults) => {
    expect(() => call(new Lab(), "ListQueues", { MaxResults })).toThrow(
      "MaxResults must be an integer between 1 and 1000.",
    );
  });
});

describe("permissions", () => {
  const permission = {
    QueueUrl: URL_OF_ORDERS,
    Label: "partner",
    Actions: ["ReceiveMessage"],
    AWSAccountIds: ["668614515564"],
  };
  const policyOf = (lab: Lab): unknown => {
    const request = { QueueUrl: URL_OF_ORDERS, AttributeNames: ["Policy" as const] };
    const text = call(lab, "GetQueueAttributes", request).Attributes?.["Policy"];
    return text === undefined ? undefined : JSON.parse(text);
  };

  test("are written as AWS writes them, one value alone and several in a list", () => {
    const lab = new Lab();
    lab.queue();
    call(lab, "AddPermission", permission);
    call(lab, "AddPermission", {
      ...permission,
      Label: "both",
      Actions: ["SendMessage", "*"],
      AWSAccountIds: ["668614515564", "000000000000"],
    });

    expect(policyOf(lab)).toEqual({
      Version: "2008-10-17",
      Id: "arn:aws:sqs:us-east-1:000000000000:orders/SQSDefaultPolicy",
      Statement: [
        {
          Sid: "partner",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::668614515564:root" },
          Action: "SQS:ReceiveMessage",
          Resource: "arn:aws:sqs:us-east-1:000000000000:orders",
        },
        {
          Sid: "both",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::668614515564:root", "arn:aws:iam::000000000000:root"] },
          Action: ["SQS:SendMessage", "SQS:*"],
          Resource: "arn:aws:sqs:us-east-1:000000000000:orders",
        },
      ],
    });
  });

  test("are removed by label, and the policy with the last one", () => {
    const lab = new Lab();
    lab.queue();
    call(lab, "AddPermission", permission);
    call(lab, "RemovePermission", { QueueUrl: URL_OF_ORDERS, Label: "partner" });

    expect(policyOf(lab)).toBeUndefined();
    expect(() => call(lab, "RemovePermission", { QueueUrl: URL_OF_ORDERS, Label: "partner" })).toThrow(
      "Value partner for parameter Label is invalid. Reason: can't find label.",
    );
  });

  test.each([
    [{ Label: "partner" }, "Value partner for parameter Label is invalid. Reason: Already exists."],
    [
      { Actions: ["DeleteQueue"] },
      "Value SQS:DeleteQueue for parameter ActionName is invalid. Reason: Only the queue owner is allowed to invoke this action.",
    ],
    [
      { Actions: ["Foo"] },
      "Value SQS:Foo for parameter ActionName is invalid. Reason: Please refer to the appropriate WSDL for a list of valid actions.",
    ],
  ])("with %j are refused", (change, message) => {
    const lab = new Lab();
    lab.queue();
    call(lab, "AddPermission", permission);

    expect(() => call(lab, "AddPermission", { ...permission, Label: "other", ...change })).toThrow(message);
  });

  test("are refused beyond 20 statements", () => {
    const lab = new Lab();
    lab.queue();
    for (let index = 0; index < 20; index++) call(lab, "AddPermission", { ...permission, Label: `label${index}` });

    expect(() => call(lab, "AddPermission", permission)).toThrow(expect.objectContaining({ code: "OverLimit" }));
  });
});

describe("tags", () => {
  test("are set at creation and overwritten one by one", () => {
    const lab = new Lab();
    call(lab, "CreateQueue", { QueueName: "orders", tags: { a: "1", b: "2" } });
    call(lab, "TagQueue", { QueueUrl: URL_OF_ORDERS, Tags: { a: "one", A: "other" } });
    call(lab, "UntagQueue", { QueueUrl: URL_OF_ORDERS, TagKeys: ["b", "unknown"] });

    expect(call(lab, "ListQueueTags", { QueueUrl: URL_OF_ORDERS })).toEqual({ Tags: { a: "one", A: "other" } });
  });

  test("are fifty at most", () => {
    const lab = new Lab();
    lab.queue();
    const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag${index}`, "x"]));

    expect(() => call(lab, "TagQueue", { QueueUrl: URL_OF_ORDERS, Tags: tags })).toThrow("Too many tags");
  });
});

describe("ListDeadLetterSourceQueues", () => {
  test("follows the redrive policies of other queues", () => {
    const lab = new Lab();
    const deadLetters = lab.queue({}, "dead-letters");
    const policy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 1 });
    const sources = ["b", "a", "c"].map((name) => lab.queue({ RedrivePolicy: policy }, name));
    const list = (): string[] =>
      call(lab, "ListDeadLetterSourceQueues", { QueueUrl: "dead-letters" }).queueUrls.map(
        (url) => url.split("/").at(-1) ?? "",
      );
    expect(list()).toEqual(["a", "b", "c"]);

    const [b, a] = sources;
    if (a !== undefined) lab.set(a, { RedrivePolicy: "" });
    if (b !== undefined) lab.delete(b);

    expect(list()).toEqual(["c"]);
  });
});

describe("message move tasks", () => {
  test("fail on a message that no queue gave up on, and leave it", () => {
    const lab = new Lab();
    const deadLetters = lab.queue({}, "dead-letters");
    lab.queue({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 1 }) });
    deadLetters.send({ body: "sent here directly" });
    call(lab, "StartMessageMoveTask", { SourceArn: deadLetters.arn });
    lab.clock.advance(1000);

    const { Results: results } = call(lab, "ListMessageMoveTasks", { SourceArn: deadLetters.arn });
    expect(results).toMatchObject([{ Status: "FAILED", FailureReason: "CouldNotDetermineMessageSource" }]);
    expect(deadLetters.counts.available).toBe(1);
  });

  test.each([0, 501])("refuse a rate of %i", (MaxNumberOfMessagesPerSecond) => {
    const lab = new Lab();
    const { arn } = lab.queue();

    expect(() => call(lab, "StartMessageMoveTask", { SourceArn: arn, MaxNumberOfMessagesPerSecond })).toThrow(
      "You must enter a number that's between 1 and 500.",
    );
  });
});
