const ROOT = "POST / ";

/** An HTTP/1.1 request as bytes, ready to be written many times. */
function httpRequest(start: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Buffer {
  const lines = Object.entries({
    host: "127.0.0.1:4566",
    ...headers,
    "content-length": String(body.byteLength),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${start}HTTP/1.1\r\n${lines.join("")}\r\n`), body]);
}

/** A request of S3 as the newest JavaScript SDK writes it, path style. */
export function s3Request(
  method: string,
  path: string,
  {
    headers = {},
    body = new Uint8Array(),
  }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: Uint8Array } = {},
): Buffer {
  return httpRequest(`${method} ${path} `, { ...signedHeaders("s3"), ...headers }, body);
}

/** The same request for another path. */
export function withPath(request: Buffer, path: string): Buffer {
  return Buffer.concat([Buffer.from(`POST ${path} `), request.subarray(ROOT.length)]);
}

/** A request of SQS's JSON protocol as the newest JavaScript SDK writes it. */
export function sqsRequest(operation: string, input: object): Buffer {
  const headers = {
    ...signedHeaders("sqs"),
    "x-amz-target": `AmazonSQS.${operation}`,
    "content-type": "application/x-amz-json-1.0",
  };
  return httpRequest(ROOT, headers, Buffer.from(JSON.stringify(input)));
}

/** A request of SNS's Query protocol as the newest JavaScript SDK writes it. */
export function snsRequest(action: string, parameters: Readonly<Record<string, string>>): Buffer {
  const form = new URLSearchParams({ Action: action, Version: "2010-03-31", ...parameters });
  const headers = { ...signedHeaders("sns"), "content-type": "application/x-www-form-urlencoded" };
  return httpRequest(ROOT, headers, Buffer.from(form.toString()));
}

function signedHeaders(service: string): Record<string, string> {
  return {
    "x-amz-user-agent": "aws-sdk-js/3.0.0",
    "user-agent": `aws-sdk-js/3.0.0 ua/2.1 os/linux lang/js md/nodejs#20 api/${service}#3.0.0 m/E,N`,
    "amz-sdk-invocation-id": "0f3f2a1e-6f0a-4a7e-9a54-1f2d3c4b5a69",
    "amz-sdk-request": "attempt=1; max=3",
    "x-amz-date": "20260101T000000Z",
    "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    authorization: `AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=${"0".repeat(64)}`,
    connection: "keep-alive",
  };
}
