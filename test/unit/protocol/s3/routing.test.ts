import { describe, expect, test } from "vitest";
import type { WireRequest } from "../../../../runtime/core/wire.ts";
import { serviceModels } from "../../../../runtime/protocol/generated/index.ts";
import type { S3Operations } from "../../../../runtime/protocol/generated/s3.ts";
import { textOf } from "../gateway.ts";
import { s3Gateway } from "./fake-s3.ts";

/** Every operation of the model, each of which notes that it was asked. */
function noting() {
  const asked: { operation: string; input: Record<string, unknown> }[] = [];
  const names = Object.keys(serviceModels.get("s3")?.operations ?? {});
  const operations = Object.fromEntries(
    names.map((operation) => [
      operation,
      (input: Record<string, unknown>) => {
        asked.push({ operation, input });
        return {};
      },
    ]),
  ) as Partial<S3Operations>;
  return { ...s3Gateway(operations), asked };
}

async function operationOf(parts: Partial<WireRequest> & { readonly text?: string }) {
  const { ask, asked } = noting();
  const answer = await ask(parts);
  return asked[0]?.operation ?? /<Code>(\w+)<\/Code>/.exec(textOf(answer))?.[1] ?? `status ${answer.status}`;
}

const SIGNED = "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0";

describe("the operation is told by method, path, query and headers", () => {
  test.for<[request: string, operation: string, headers?: Record<string, string>]>([
    ["GET /", "ListBuckets"],
    ["GET /?x-id=ListDirectoryBuckets", "ListDirectoryBuckets"],
    ["PUT /b", "CreateBucket"],
    ["PUT /b/", "CreateBucket"],
    ["HEAD /b", "HeadBucket"],
    ["DELETE /b", "DeleteBucket"],
    ["GET /b", "ListObjects"],
    ["GET /b?prefix=p&unknown=1", "ListObjects"],
    ["GET /b?list-type=2", "ListObjectsV2"],
    ["GET /b?list-type=1", "ListObjects"],
    ["GET /b?versions&prefix=p", "ListObjectVersions"],
    ["GET /b?uploads", "ListMultipartUploads"],
    ["GET /b?location", "GetBucketLocation"],
    ["GET /b?notification=", "GetBucketNotificationConfiguration"],
    ["GET /b?analytics", "ListBucketAnalyticsConfigurations"],
    ["GET /b?analytics&id=i", "GetBucketAnalyticsConfiguration"],
    ["DELETE /b?analytics", "InvalidArgument"],
    ["DELETE /b?acl", "MethodNotAllowed"],
    ["DELETE /b?lifecycle", "DeleteBucketLifecycle"],
    ["GET /b?acl&policy", "InvalidArgument"],
    ["GET /b/k", "GetObject"],
    ["GET /b/k?x-id=GetObject&versionId=v", "GetObject"],
    ["GET /b/k?partNumber=2", "GetObject"],
    ["GET /b/k?uploadId=u", "ListParts"],
    ["GET /b/k?tagging", "GetObjectTagging"],
    ["GET /b/k?attributes", "InvalidArgument"],
    ["GET /b/k?attributes", "GetObjectAttributes", { "x-amz-object-attributes": "ETag" }],
    ["HEAD /b/k", "HeadObject"],
    ["PUT /b/k", "PutObject"],
    ["PUT /b/k?x-id=PutObject", "PutObject"],
    ["PUT /b/k", "CopyObject", { "x-amz-copy-source": "b/other" }],
    ["PUT /b/k?partNumber=1&uploadId=u", "UploadPart"],
    ["PUT /b/k?partNumber=1&uploadId=u", "UploadPartCopy", { "x-amz-copy-source": "b/other" }],
    ["POST /b/k?uploads", "CreateMultipartUpload"],
    ["POST /b/k?uploads=", "CreateMultipartUpload", { "content-type": "application/x-www-form-urlencoded" }],
    ["POST /b/k?uploadId=u", "CompleteMultipartUpload"],
    ["POST /b/k?restore", "RestoreObject"],
    ["POST /b/k", "MethodNotAllowed"],
    ["PATCH /b/k", "MethodNotAllowed"],
    ["POST /b", "PreconditionFailed"],
    ["DELETE /b/k", "DeleteObject"],
    ["DELETE /b/k?uploadId=u", "AbortMultipartUpload"],
    ["GET //k", "InvalidURI"],
    ["GET /b/%zz", "InvalidURI"],
    ["GET /b/%ff", "InvalidURI"],
  ])("%s is %s", async ([request, operation, headers = {}]) => {
    const [method = "", url = ""] = request.split(" ");
    expect(await operationOf({ method, url, headers: { authorization: SIGNED, ...headers } })).toBe(operation);
  });
});

describe("the bucket stands in the host or first in the path", () => {
  test.for<[host: string, url: string, bucket: string | undefined, key: string | undefined]>([
    ["127.0.0.1:4566", "/b/a/k", "b", "a/k"],
    ["localhost:4566", "/b/k", "b", "k"],
    ["[::1]:4566", "/b/k", "b", "k"],
    ["host.docker.internal:4566", "/b/k", "b", "k"],
    ["s3.localhost:4566", "/b/k", "b", "k"],
    ["s3.eu-west-1.localhost", "/b/k", "b", "k"],
    ["s3.localhost.localstack.cloud:4566", "/b/k", "b", "k"],
    ["b.s3.localhost:4566", "/a/k", "b", "a/k"],
    ["B.S3.localhost:4566", "/k", "b", "k"],
    ["my.dotted.bucket.s3.localhost:4566", "/k", "my.dotted.bucket", "k"],
    ["b.s3.us-east-1.localhost:4566", "/k", "b", "k"],
    ["b.localhost:4566", "/k", "b", "k"],
    ["b.s3.localhost.localstack.cloud:4566", "/k", "b", "k"],
    ["b.s3.eu-central-1.localhost.localstack.cloud", "/k", "b", "k"],
    ["b.s3.amazonaws.com", "/k", "b", "k"],
    ["b.s3.us-gov-west-1.amazonaws.com", "/k", "b", "k"],
    ["127.0.0.1:4566", "/b//k", "b", "/k"],
    ["127.0.0.1:4566", "/b/k/", "b", "k/"],
    ["127.0.0.1:4566", "/b/../k", "b", "../k"],
    ["127.0.0.1:4566", "/b/a%2Fk+%20%2B%ED%95%9C?versionId=1", "b", "a/k+ +한"],
    ["127.0.0.1:4566", "http://127.0.0.1:4566/b/k", "b", "k"],
  ])("%s %s", async ([host, url, bucket, key]) => {
    const { ask, asked } = noting();
    await ask({ url, headers: { host } });
    expect(asked[0]?.input).toMatchObject({ Bucket: bucket, Key: key });
  });

  test("a host's root is the bucket itself", async () => {
    expect(await operationOf({ url: "/", headers: { host: "b.localhost:4566" } })).toBe("ListObjects");
    expect(await operationOf({ url: "/?list-type=2", headers: { host: "b.s3.localhost" } })).toBe("ListObjectsV2");
  });

  test("another service's name is a bucket only when the request is signed for S3", async () => {
    const host = "events.eu-west-1.localhost:4566";
    expect(await operationOf({ url: "/events", headers: { host } })).toBe("ListObjects");
    expect(await operationOf({ url: "/k", headers: { host, authorization: SIGNED } })).toBe("GetObject");
  });

  test("the region is the signature's, then the host's", async () => {
    const regions: string[] = [];
    const { ask } = s3Gateway({
      HeadBucket(_, { region }) {
        regions.push(region);
        return {};
      },
    });
    const host = "b.s3.us-west-2.localhost";
    await ask({ method: "HEAD", headers: { host } });
    await ask({ method: "HEAD", headers: { host, authorization: SIGNED } });
    await ask({ method: "HEAD", url: "/b" });
    expect(regions).toEqual(["us-west-2", "eu-west-1", "us-east-1"]);
  });
});

describe("requests of other services stay theirs", () => {
  test.for<[what: string, parts: Partial<WireRequest> & { readonly text?: string }, expected: string]>([
    ["a queue's URL", { url: "/000000000000/orders" }, "<UnknownOperationException/>"],
    ["an Action in the query", { url: "/?Action=ListQueues" }, ">found<"],
    [
      "a form",
      { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, text: "Action=ListQueues" },
      ">found<",
    ],
    ["a target", { method: "POST", headers: { "x-amz-target": "AmazonSQS.ListQueues" } }, '"found"'],
    ["a function's path", { url: "/2015-03-31/functions/f" }, "lambda"],
    [
      "a signature for another service",
      { url: "/b/k", headers: { authorization: SIGNED.replace("/s3/", "/dynamodb/") } },
      "dynamodb",
    ],
  ])("%s", async ([, parts, expected]) => {
    const { ask, asked } = noting();
    expect(textOf(await ask(parts))).toContain(expected);
    expect(asked).toEqual([]);
  });
});
