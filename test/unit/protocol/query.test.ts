import { describe, expect, test } from "vitest";
import type { SqsOperations } from "../../../runtime/protocol/generated/sqs.ts";
import { formRequest, gateway, jsonOf, jsonRequest, now, request, textOf } from "./gateway.ts";

const QUEUE_URL = "http://127.0.0.1:4566/000000000000/orders";

/** The input that an operation gets from a form. */
function inputOf(operation: keyof SqsOperations, form: string, url = "/"): unknown {
  let seen: unknown;
  const spy = (input: unknown) => {
    seen = input;
    return {};
  };
  const { dispatch } = gateway({ [operation]: spy });
  const response = now(dispatch(formRequest(`Action=${operation}&Version=2012-11-05&${form}`, url)));
  expect(textOf(response)).not.toContain("<Error>");
  return seen;
}

describe("a form means what the JSON means", () => {
  const cases: readonly (readonly [keyof SqsOperations, string, unknown])[] = [
    [
      "SendMessage",
      "QueueUrl=u&MessageBody=a+b%2B%0D%0A%C3%A9&DelaySeconds=5" +
        "&MessageAttribute.1.Name=kind&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=csv" +
        "&MessageAttribute.2.Name=raw&MessageAttribute.2.Value.DataType=Binary&MessageAttribute.2.Value.BinaryValue=AAEC",
      {
        QueueUrl: "u",
        MessageBody: "a b+\r\né",
        DelaySeconds: 5,
        MessageAttributes: {
          kind: { DataType: "String", StringValue: "csv" },
          raw: { DataType: "Binary", BinaryValue: Buffer.from([0, 1, 2]) },
        },
      },
    ],
    [
      "SendMessageBatch",
      "QueueUrl=u&SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody=2" +
        "&SendMessageBatchRequestEntry.10.Id=c&SendMessageBatchRequestEntry.10.MessageBody=3" +
        "&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=1",
      {
        QueueUrl: "u",
        Entries: [
          { Id: "a", MessageBody: "1" },
          { Id: "b", MessageBody: "2" },
          { Id: "c", MessageBody: "3" },
        ],
      },
    ],
    [
      "CreateQueue",
      "QueueName=q&Attribute.1.Name=DelaySeconds&Attribute.1.Value=9&Tag.1.Key=team&Tag.1.Value=x",
      { QueueName: "q", Attributes: { DelaySeconds: "9" }, tags: { team: "x" } },
    ],
    [
      "ReceiveMessage",
      "QueueUrl=u&AttributeName=All&MessageAttributeName.1=a&MessageAttributeName.2=b",
      // The model gives both members of system attributes the same name in a form.
      {
        QueueUrl: "u",
        AttributeNames: ["All"],
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["a", "b"],
      },
    ],
  ];

  test.for(cases)("%s", ([operation, form, expected]) => {
    expect(inputOf(operation, form)).toEqual(expected);
  });
});

test("a queue's own URL stands for its QueueUrl", () => {
  expect(inputOf("PurgeQueue", "", "/000000000000/orders")).toEqual({ QueueUrl: QUEUE_URL });
});

test("a queue's own URL keeps its region", () => {
  expect(inputOf("PurgeQueue", "", "/000000000000/orders?region=eu-west-1")).toEqual({
    QueueUrl: `${QUEUE_URL}?region=eu-west-1`,
  });
});

test("a QueueUrl in the form wins over the path", () => {
  expect(inputOf("PurgeQueue", "QueueUrl=other", "/000000000000/orders")).toEqual({ QueueUrl: "other" });
});

test("a GET on a queue's URL is an operation when it has an Action", () => {
  const { dispatch } = gateway({ GetQueueAttributes: ({ QueueUrl }) => ({ Attributes: { QueueArn: QueueUrl } }) });
  const url = "/000000000000/orders?Action=GetQueueAttributes&AttributeName.1=All";
  const response = now(dispatch(request({ method: "GET", url })));
  expect(textOf(response)).toContain(
    `<Attribute><Name>QueueArn</Name><Value>${QUEUE_URL}</Value></Attribute></GetQueueAttributesResult>`,
  );
});

test("an answer is XML in the service's namespace, carriage returns kept", () => {
  const { dispatch } = gateway({ ReceiveMessage: () => ({ Messages: [{ Body: 'a\r\n<"&>' }, { Body: "b" }] }) });
  const response = now(dispatch(formRequest("Action=ReceiveMessage&Version=2012-11-05&QueueUrl=u")));
  expect(response.status).toBe(200);
  expect(textOf(response)).toBe(
    '<?xml version="1.0"?><ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><ReceiveMessageResult>' +
      "<Message><Body>a&#xD;\n&lt;&quot;&amp;&gt;</Body></Message><Message><Body>b</Body></Message></ReceiveMessageResult>" +
      `<ResponseMetadata><RequestId>${response.headers["x-amzn-RequestId"]}</RequestId></ResponseMetadata></ReceiveMessageResponse>`,
  );
});

test("an empty answer is an empty element", () => {
  const { dispatch } = gateway({ ReceiveMessage: () => ({}) });

  expect(textOf(now(dispatch(formRequest(`Action=ReceiveMessage&QueueUrl=u`))))).toContain("<ReceiveMessageResult/>");
});

describe("a client that accepts JSON", () => {
  const ask = (action: string, operations: Partial<SqsOperations>) =>
    now(
      gateway(operations).dispatch({
        ...formRequest(`Action=${action}&Version=2012-11-05`, "/000000000000/orders"),
        headers: JSON_FORM,
      }),
    );
  const JSON_FORM = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };

  test("gets keys in order, null for what is missing, and maps as lists", () => {
    const message = { MessageId: "1", Body: "a\rb", Attributes: { SenderId: "AIDA" } };
    const response = ask("ReceiveMessage", { ReceiveMessage: () => ({ Messages: [message] }) });
    const requestId = response.headers["x-amzn-RequestId"];

    expect(response.headers["Content-Type"]).toBe("application/json");
    expect(textOf(response)).toBe(
      '{"ReceiveMessageResponse":{"ReceiveMessageResult":{"messages":[{"Attributes":[{"Name":"SenderId","Value":"AIDA"}],' +
        '"Body":"a\\rb","MD5OfBody":null,"MD5OfMessageAttributes":null,"MessageAttributes":null,"MessageId":"1",' +
        `"ReceiptHandle":null}]},"ResponseMetadata":{"RequestId":"${String(requestId)}"}}}`,
    );
  });

  test("gets errors as JSON", () => {
    const response = ask("FooBar", {});

    expect(response.status).toBe(400);
    expect(jsonOf(response)).toMatchObject({
      Error: { Code: "InvalidAction", Message: "The action FooBar is not valid for this endpoint.", Type: "Sender" },
    });
  });
});

test("an operation without output answers its metadata only", () => {
  const { dispatch } = gateway({ PurgeQueue: () => undefined });
  const query = now(dispatch(formRequest("Action=PurgeQueue&Version=2012-11-05&QueueUrl=u")));
  expect(textOf(query)).toMatch(/^<\?xml version="1.0"\?><PurgeQueueResponse xmlns="[^"]+"><ResponseMetadata>/);
  expect(textOf(now(dispatch(jsonRequest("PurgeQueue", { QueueUrl: "u" }))))).toBe("{}");
});

describe("forms that cannot be read", () => {
  test.for([
    ["broken percent-encoding", "Action=PurgeQueue&QueueUrl=%zz"],
    ["a name of a thousand dots", `Action=PurgeQueue&QueueUrl=u&${"a.".repeat(1000)}=1`],
    ["text for a number", "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=u&MaxNumberOfMessages=ten"],
  ] as const)("%s is MalformedInput", ([, form]) => {
    const { dispatch } = gateway({ PurgeQueue: () => undefined, ReceiveMessage: () => ({}) });
    const response = now(dispatch(formRequest(form)));
    expect(response.status).toBe(400);
    expect(textOf(response)).toContain("<Code>MalformedInput</Code>");
  });
});

test("JSON answers hold only members that the model knows", () => {
  const output = { MessageId: "m", secret: 1 };
  const { dispatch } = gateway({ SendMessage: () => output });
  expect(jsonOf(now(dispatch(jsonRequest("SendMessage", { QueueUrl: "u", MessageBody: "b" }))))).toEqual({
    MessageId: "m",
  });
});
