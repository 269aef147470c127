import type { Scope } from "../runtime/core/arn.ts";
import type { BodyContent } from "../runtime/core/body-stream.ts";
import { bodyOfBytes } from "../runtime/core/body-stream.ts";
import { AwsError } from "../runtime/core/errors.ts";
import type { FactId } from "../runtime/core/journal.ts";
import type { Random } from "../runtime/core/random.ts";
import type { RequestContext } from "../runtime/protocol/service.ts";
import type { S3 } from "../runtime/s3/index.ts";
import { internalContext } from "./internal-context.ts";

/** What Lambda itself asks of S3: it goes through the operations that every client uses. */
export class S3Calls {
  readonly #s3: () => S3;
  readonly #random: Random;
  readonly #scope: Scope;

  /** @param s3 made later than what asks for it */
  constructor(s3: () => S3, random: Random, scope: Scope) {
    this.#s3 = s3;
    this.#random = random;
    this.#scope = scope;
  }

  /** @throws {AwsError} PutObject's, `NoSuchBucket` among them */
  async put(bucket: string, key: string, text: string, causeId: FactId): Promise<void> {
    const { PutObject } = this.#s3().service.operations;
    const Body = bodyOfBytes(Buffer.from(text));
    await PutObject?.({ Bucket: bucket, Key: key, Body }, this.#context(`/${bucket}/${key}`, causeId));
  }

  /** The object's bytes; `undefined` when there is no such object. @throws {AwsError} GetObject's other ones */
  async read(bucket: string, key: string, versionId?: string): Promise<Uint8Array | undefined> {
    const { GetObject } = this.#s3().service.operations;
    const request = { Bucket: bucket, Key: key, VersionId: versionId };
    try {
      const answer = await GetObject?.(request, this.#context(`/${bucket}/${key}`, undefined));
      return answer?.Body === undefined ? undefined : await bytesOf(answer.Body);
    } catch (error) {
      if (error instanceof AwsError && error.code === "NoSuchKey") return undefined;
      throw error;
    }
  }

  #context(path: string, causeId: FactId | undefined): RequestContext {
    const protocol = "restXml";
    return internalContext({
      scope: this.#scope,
      random: this.#random,
      protocol,
      path,
      caller: "lambda.amazonaws.com",
      causeId,
    });
  }
}

async function bytesOf(body: BodyContent): Promise<Uint8Array> {
  if (typeof body === "string") return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  if (body.bytes !== undefined) return body.bytes;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}
