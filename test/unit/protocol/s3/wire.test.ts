import { describe, expect, test } from "vitest";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { withAnswer } from "../../../../runtime/protocol/answer.ts";
import { textOf } from "../gateway.ts";
import { collect, NOW, s3Gateway, streamOf } from "./fake-s3.ts";

const XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

describe("an answer", () => {
  test("is a document as AWS writes it", async () => {
    const { ask } = s3Gateway({
      ListObjectsV2: () => ({
        Name: "b",
        Prefix: "",
        IsTruncated: false,
        Contents: [{ Key: "a&b\r", LastModified: NOW, ETag: '"e"', Size: 1 }],
        CommonPrefixes: [{ Prefix: "p/" }],
      }),
    });
    const answer = await ask({ url: "/b?list-type=2" });
    expect(textOf(answer)).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult ${XMLNS}><IsTruncated>false</IsTruncated>` +
        "<Contents><Key>a&amp;b&#xD;</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>" +
        "<ETag>&quot;e&quot;</ETag><Size>1</Size></Contents>" +
        "<Name>b</Name><Prefix></Prefix><CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes></ListBucketResult>",
    );
    expect(answer.headers).toMatchObject({
      "Content-Type": "application/xml",
      Server: "AmazonS3",
      "x-amz-request-id": expect.stringMatching(/^[0-9A-F]{16}$/) as string,
    });
  });

  test("has attributes and their namespace where the model has them", async () => {
    const { ask } = s3Gateway({
      GetBucketAcl: () => ({
        Owner: { ID: "o" },
        Grants: [{ Grantee: { Type: "CanonicalUser", ID: "o" }, Permission: "FULL_CONTROL" }],
      }),
    });
    expect(textOf(await ask({ url: "/b?acl" }))).toContain(
      `<AccessControlPolicy ${XMLNS}><Owner><ID>o</ID></Owner><AccessControlList><Grant>` +
        '<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>o</ID></Grantee>' +
        "<Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>",
    );
  });

  test.for([
    [undefined, `<LocationConstraint ${XMLNS}/>`],
    ["eu-west-1", `<LocationConstraint ${XMLNS}>eu-west-1</LocationConstraint>`],
  ] as const)("about a bucket's location is one bare element: %s", async ([LocationConstraint, expected]) => {
    const { ask } = s3Gateway({ GetBucketLocation: () => ({ LocationConstraint }) });
    expect(textOf(await ask({ url: "/b?location" }))).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${expected}`);
  });

  test("has the model's status, AWS's own, or the operation's", async () => {
    const { ask } = s3Gateway({
      DeleteObject: () => ({ VersionId: "v" }),
      PutBucketPolicy: () => undefined,
      RestoreObject: () => withAnswer({}, { status: 202, headers: { "x-amz-restore-note": "n" } }),
    });
    expect(await ask({ method: "DELETE", url: "/b/k" })).toMatchObject({
      status: 204,
      body: "",
      headers: { "x-amz-version-id": "v" },
    });
    expect(await ask({ method: "PUT", url: "/b?policy", text: "{}" })).toMatchObject({ status: 204 });
    expect(await ask({ method: "POST", url: "/b/k?restore" })).toMatchObject({
      status: 202,
      headers: { "x-amz-restore-note": "n" },
    });
  });

  test("has headers that no header can hold made fit", async () => {
    const { ask } = s3Gateway({
      GetObject: () => ({ ContentDisposition: "a\r\nX-Evil: 1", ContentLanguage: "한", Metadata: { city: "Köln" } }),
    });
    const { headers } = await ask({ url: "/b/k" });
    expect(headers["Content-Disposition"]).toBe("a  X-Evil: 1");
    expect(Buffer.from(headers["Content-Language"] ?? "", "latin1").toString()).toBe("한");
    expect(Buffer.from(headers["x-amz-meta-city"] ?? "", "latin1").toString()).toBe("Köln");
  });

  test("to HEAD has the headers of GET and no body", async () => {
    const { ask } = s3Gateway({ HeadObject: () => ({ ContentLength: 7, ETag: '"e"', LastModified: NOW }) });
    expect(await ask({ method: "HEAD", url: "/b/k" })).toMatchObject({
      status: 200,
      body: "",
      headers: { "Content-Length": "7", ETag: '"e"', "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT" },
    });
  });
});

describe("an error", () => {
  const failing = (error: unknown) => {
    const thrower = () => {
      throw error;
    };
    return s3Gateway({ GetObject: thrower, HeadObject: thrower });
  };

  test("is a document with its members and both ids, and is in the journal", async () => {
    const members = { Key: "k<", Retry: undefined, Size: 3 };
    const { ask, journal } = failing(
      new AwsError("NoSuchKey", "It's not here.", { members, headers: { "x-amz-a": "1" } }),
    );
    const answer = await ask({ url: "/b/k" });
    const ids = `<RequestId>${answer.headers["x-amz-request-id"]}</RequestId><HostId>${answer.headers["x-amz-id-2"]}</HostId>`;
    expect(textOf(answer)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>It\'s not here.</Message>' +
        `<Key>k&lt;</Key><Size>3</Size>${ids}</Error>`,
    );
    expect(answer).toMatchObject({ status: 404, headers: { "Content-Type": "application/xml", "x-amz-a": "1" } });
    expect(journal.entries()).toContainEqual(
      expect.objectContaining({ kind: "http.answered", service: "s3", operation: "GetObject", errorCode: "NoSuchKey" }),
    );
  });

  test("to HEAD has no body", async () => {
    const { ask } = failing(new AwsError("NoSuchKey", "It's not here."));
    expect(await ask({ method: "HEAD", url: "/b/k" })).toMatchObject({ status: 404, body: "" });
  });

  test("of a precondition is 304 without a body", async () => {
    const { ask } = failing(new AwsError("NotModified", "Not Modified", { status: 304, headers: { etag: '"e"' } }));
    const answer = await ask({ url: "/b/k" });
    expect(answer).toMatchObject({ status: 304, body: "", headers: { etag: '"e"' } });
    expect(answer.headers["Content-Type"]).toBeUndefined();
  });

  test("that is a bug of ours has S3's code for one", async () => {
    const { ask } = failing(new TypeError("x is not a function"));
    expect(textOf(await ask({ url: "/b/k" }))).toContain("<Code>InternalError</Code>");
  });
});

describe("an input", () => {
  async function tagging(text: string) {
    const inputs: unknown[] = [];
    const { ask } = s3Gateway({
      PutBucketTagging({ Tagging }) {
        inputs.push(Tagging);
      },
    });
    const answer = textOf(await ask({ method: "PUT", url: "/b?tagging", text }));
    return inputs[0] ?? /<Code>(\w+)/.exec(answer)?.[1];
  }

  test("is read whatever its namespace, prefix, order and spaces", async () => {
    const expected = { TagSet: [{ Key: "a", Value: " b&c " }] };
    const tag = "<Tag><Value> b&amp;c </Value><Key>a</Key></Tag>";
    expect(await tagging(`<Tagging ${XMLNS}>\n <TagSet>${tag}</TagSet>\n</Tagging>`)).toEqual(expected);
    expect(await tagging(`<?xml version="1.0"?><Tagging><TagSet>${tag}</TagSet></Tagging>`)).toEqual(expected);
    const prefixed = tag.replaceAll(/<(\/?)/g, "<$1s:");
    expect(await tagging(`<s:Tagging xmlns:s="u"><s:TagSet>${prefixed}</s:TagSet></s:Tagging>`)).toEqual(expected);
    expect(await tagging("<Tagging><TagSet><Tag><Key><![CDATA[a<]]></Key><Value/></Tag></TagSet></Tagging>")).toEqual({
      TagSet: [{ Key: "a<", Value: "" }],
    });
    expect(await tagging("<Tagging><New>1</New><TagSet/></Tagging>")).toEqual({ TagSet: [] });
  });

  test.for([
    ["no XML", "tags"],
    ["an open element", "<Tagging><TagSet></Tagging>"],
    ["another root", "<Tags><TagSet/></Tags>"],
    ["a document type", '<!DOCTYPE a [<!ENTITY e "x">]><Tagging><TagSet/></Tagging>'],
    ["an entity of its own", "<Tagging><TagSet><Tag><Key>&e;</Key></Tag></TagSet></Tagging>"],
    ["two of what there is one of", "<Tagging><TagSet><Tag><Key>a</Key><Key>b</Key></Tag></TagSet></Tagging>"],
    ["elements where text belongs", "<Tagging><TagSet><Tag><Key><a/></Key></Tag></TagSet></Tagging>"],
    ["a deep nest", `<Tagging>${"<a>".repeat(100)}${"</a>".repeat(100)}</Tagging>`],
  ] as const)("is refused when it is %s", async ([, text]) => {
    expect(await tagging(text)).toBe("MalformedXML");
  });

  test("is refused when a member is no value of its type", async () => {
    const { ask } = s3Gateway({ CompleteMultipartUpload: () => ({}) });
    const text = "<CompleteMultipartUpload><Part><PartNumber>one</PartNumber></Part></CompleteMultipartUpload>";
    expect(textOf(await ask({ method: "POST", url: "/b/k?uploadId=u", text }))).toContain("<Code>MalformedXML</Code>");
  });

  test.for([
    ["/b?max-keys=ten", "Provided max-keys not an integer or within integer range", "max-keys", "ten"],
    ["/b?max-keys=99999999999", "Provided max-keys not an integer or within integer range", "max-keys", "99999999999"],
    ["/b/k?partNumber=x", "Part number must be an integer between 1 and 10000, inclusive", "partNumber", "x"],
  ] as const)("in the query is refused when it is no number: %s", async ([url, message, name, value]) => {
    const { ask } = s3Gateway({ ListObjects: () => ({}), GetObject: () => ({}) });
    expect(textOf(await ask({ url }))).toContain(
      `<Code>InvalidArgument</Code><Message>${message}</Message><ArgumentName>${name}</ArgumentName><ArgumentValue>${value}<`,
    );
  });

  test("may be in headers, with their prefixes, dates and lists", async () => {
    const inputs: object[] = [];
    const { ask } = s3Gateway({
      GetObjectAttributes(input) {
        inputs.push(input);
        return {};
      },
      GetObject(input) {
        inputs.push(input);
        return {};
      },
    });
    await ask({ url: "/b/k?attributes", headers: { "x-amz-object-attributes": "ETag, Checksum" } });
    const since = { "if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT", "if-unmodified-since": "yesterday" };
    await ask({ url: "/b/k?response-content-type=a%2Bb", headers: since });
    expect(inputs).toEqual([
      { Bucket: "b", Key: "k", ObjectAttributes: ["ETag", "Checksum"] },
      { Bucket: "b", Key: "k", IfModifiedSince: NOW, ResponseContentType: "a+b" },
    ]);
  });
});

describe("an object's body", () => {
  async function putting(headers: Record<string, string>, body: Buffer | undefined = Buffer.from("hello")) {
    const puts: { content: string; encoding: string | undefined; length: number | undefined; trailers: object }[] = [];
    const { ask } = s3Gateway({
      async PutObject({ Body, ContentEncoding, ContentLength, Metadata }) {
        const content = (await collect(Body)).toString();
        puts.push({
          content,
          encoding: ContentEncoding,
          length: ContentLength,
          trailers: { ...Body.trailers, ...Metadata },
        });
        return {};
      },
    });
    const parts = { method: "PUT", url: "/b/k", headers };
    const answer = await ask(
      headers["transfer-encoding"] === undefined ? { ...parts, body } : { ...parts, bodyStream: streamOf([body]) },
    );
    return puts[0] ?? /<Code>(\w+)/.exec(textOf(answer))?.[1];
  }

  const CHUNKED = { "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-decoded-content-length": "5" };
  const chunks = Buffer.from("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n");

  test("is what was sent, with metadata as UTF-8", async () => {
    const city = Buffer.from("Köln").toString("latin1");
    expect(await putting({ "content-encoding": "gzip", "x-amz-meta-city": city })).toEqual({
      content: "hello",
      encoding: "gzip",
      length: 5,
      trailers: { city: "Köln" },
    });
  });

  test.for([
    [{}, undefined],
    [{ "content-encoding": "aws-chunked" }, undefined],
    [{ "content-encoding": "aws-chunked, gzip" }, "gzip"],
    [{ "transfer-encoding": "chunked", "content-encoding": "gzip,aws-chunked" }, "gzip"],
  ] as const)("is decoded from chunks: %o", async ([headers, encoding]) => {
    expect(await putting({ ...CHUNKED, ...headers }, chunks)).toEqual({
      content: "hello",
      encoding,
      length: 5,
      trailers: { "x-amz-checksum-crc32": "NhCmhg==" },
    });
  });

  test.for<[Record<string, string>, string]>([
    [{ "transfer-encoding": "chunked" }, "NotImplemented"],
    [{ "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" }, "MissingContentLength"],
    [{ ...CHUNKED, "x-amz-decoded-content-length": "6" }, "IncompleteBody"],
    [{ ...CHUNKED, "x-amz-trailer": "x-amz-checksum-sha1" }, "MalformedTrailerError"],
  ])("is refused: %o", async ([headers, code]) => {
    expect(await putting(headers, chunks)).toBe(code);
  });
});
