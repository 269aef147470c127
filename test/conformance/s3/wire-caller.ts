import { createHash } from "node:crypto";
import { type XmlElement, parseXml } from "@rgrove/parse-xml";
import { Journal } from "../../../runtime/core/journal.ts";
import { seededRandom } from "../../../runtime/core/random.ts";
import type { WireResponse } from "../../../runtime/core/wire.ts";
import { createDispatcher } from "../../../runtime/protocol/dispatcher.ts";
import { type S3Caller, s3Caller } from "./s3-caller.ts";

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** By default a document comes with the digest that S3 wants. */
  readonly withDigest?: boolean;
}

/** A fresh S3, asked with requests as they are on the wire; recorded tests that use no SDK are done again with it. */
export interface WireCaller {
  /** The same S3, as an SDK sees it. */
  readonly aws: S3Caller;
  /** @param path within the bucket, with its query */
  send(method: string, path: string, sent?: Sent): Promise<WireResponse>;
}

export async function wireCaller(): Promise<WireCaller> {
  const aws = await s3Caller();
  const { clock, s3, bucket } = aws;
  const random = seededRandom("recordings");
  const dispatch = createDispatcher({ services: [s3.service], journal: new Journal(clock), random, clock });
  return {
    aws,
    async send(method, path, { headers = {}, body = "", withDigest = true } = {}) {
      const bytes = Buffer.from(body);
      const digest = withDigest && path.startsWith("/?") && body !== "" ? { "content-md5": md5Of(bytes) } : {};
      return dispatch({
        method,
        url: path,
        headers: { host: `${bucket}.s3.amazonaws.com`, "content-length": String(bytes.length), ...digest, ...headers },
        body: bytes,
        endpoint: "http://127.0.0.1:4566",
        onHangUp: () => undefined,
      });
    },
  };
}

function md5Of(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("base64");
}

export async function textOf({ body }: WireResponse): Promise<string> {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

/** A document as the recorder's parser gives it: names with text or with what is inside. */
export function parsed(xml: string): Record<string, unknown> {
  const { root } = parseXml(xml);
  return root === null ? {} : { [root.name]: contentOf(root) };
}

function contentOf(element: XmlElement): unknown {
  const children = element.children.filter((child): child is XmlElement => child.type === "element");
  if (children.length === 0) return element.text === "" ? null : element.text;
  const content: Record<string, unknown> = {};
  for (const child of children) {
    const before = content[child.name];
    const value = contentOf(child);
    if (before === undefined) content[child.name] = value;
    else content[child.name] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return content;
}
