import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../../../runtime/core/errors.ts";
import { readPostForm } from "../../../../runtime/protocol/post-form.ts";
import { collect, streamOf } from "./fake-s3.ts";

const TYPE = "multipart/form-data; boundary=frontier";

function part(disposition: string, content: string): string {
  return `--frontier\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
}

async function read(pieces: Iterable<Uint8Array>, contentType = TYPE) {
  const { fields, file, fileName } = await readPostForm(streamOf(pieces), contentType);
  return { fields: Object.fromEntries(fields), fileName, content: (await collect(file)).toString() };
}

async function codeOf(text: string, contentType = TYPE): Promise<string> {
  const error: unknown = await read([Buffer.from(text)], contentType).catch((thrown: unknown) => thrown);
  return error instanceof AwsError ? error.code : "none";
}

const FORM =
  part('name="key"', "uploads/${filename}") +
  part('name="X-Amz-Meta-City"', "Köln") +
  `${part('name="file"; filename="a \\"b\\".txt"', "one\r\n--front\r\ntwo")}--frontier--\r\n`;

describe("a form upload", () => {
  test("has its fields by lower-case name, then one file", async () => {
    expect(await read([Buffer.from(FORM)])).toEqual({
      fields: { key: "uploads/${filename}", "x-amz-meta-city": "Köln" },
      fileName: 'a "b".txt',
      content: "one\r\n--front\r\ntwo",
    });
  });

  test("is the same however it is cut", async () => {
    const whole = await read([Buffer.from(FORM)]);
    const bytes = Buffer.from(FORM);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
        const ends = [...new Set(cuts)].toSorted((a, b) => a - b);
        const pieces = [0, ...ends].map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length));
        expect(await read(pieces)).toEqual(whole);
      }),
    );
  });

  test("may quote its boundary and have a preamble; fields after the file do not count", async () => {
    const text = `ignored\r\n${part('name="file"', "x")}${part('name="acl"', "private")}--frontier--`;
    const form = await read([Buffer.from(text)], 'multipart/form-data; charset=utf-8; boundary="frontier"');
    expect(form).toEqual({ fields: {}, fileName: "", content: "x" });
  });
});

describe("a form that is none is refused", () => {
  test.for<[what: string, text: string, contentType: string, code: string]>([
    ["without a boundary", FORM, "multipart/form-data", "MalformedPOSTRequest"],
    ["with another boundary", FORM, "multipart/form-data; boundary=other", "MalformedPOSTRequest"],
    ["that ends within its file", FORM.slice(0, -20), TYPE, "MalformedPOSTRequest"],
    ["with a part without a name", part("", "x"), TYPE, "MalformedPOSTRequest"],
    ["without a file", `${part('name="key"', "k")}--frontier--`, TYPE, "InvalidArgument"],
    [
      "with more than 20 KB before its file",
      part('name="key"', "k".repeat(30_000)),
      TYPE,
      "MaxPostPreDataLengthExceeded",
    ],
    ["with endless headers", `--frontier\r\n${"x".repeat(9000)}`, TYPE, "MalformedPOSTRequest"],
  ])("%s", async ([, text, contentType, code]) => {
    expect(await codeOf(text, contentType)).toBe(code);
  });
});
