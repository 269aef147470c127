/**
 * S3's form uploads: `multipart/form-data` with fields, then one file that may be large.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7578
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
import { bodyOfPieces } from "../core/body-stream.ts";
import type { BodyStream } from "../core/body-stream.ts";
import { malformedPost, maxPostPreDataLengthExceeded, oneFileExpected } from "./s3-errors.ts";
import type { PostObjectForm } from "./service.ts";

/** Bytes of all fields before the file. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html "can't be larger than 20 KB" */
const MAX_FIELDS_BYTES = 20 * 1024;
/** Bytes of one part's headers; ours. */
const MAX_HEAD_BYTES = 8 * 1024;

/** @throws {AwsError} `MalformedPOSTRequest`, `MaxPostPreDataLengthExceeded`, `InvalidArgument` when there is no file */
export async function readPostForm(body: BodyStream, contentType: string): Promise<Omit<PostObjectForm, "bucket">> {
  const reader = new PartReader(body, boundaryOf(contentType));
  const fields = new Map<string, string>();
  let fieldsBytes = 0;
  await reader.skipPreamble();
  while (await reader.hasPart()) {
    const head = await reader.head();
    // AWS takes everything under the name `file` for the file, whether or not it has a file name.
    if (head.name.toLowerCase() === "file") {
      return { fields, file: bodyOfPieces(reader.content()), fileName: head.fileName };
    }
    const parts: Uint8Array[] = [];
    for await (const piece of reader.content()) {
      fieldsBytes += piece.length;
      if (fieldsBytes > MAX_FIELDS_BYTES) throw maxPostPreDataLengthExceeded();
      parts.push(piece);
    }
    fields.set(head.name.toLowerCase(), Buffer.concat(parts).toString("utf8"));
  }
  throw oneFileExpected();
}

function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw malformedPost();
  return boundary;
}

interface PartHead {
  readonly name: string;
  readonly fileName: string;
}

const HEAD_END = Buffer.from("\r\n\r\n");
const CRLF = Buffer.from("\r\n");

/** Cuts a multipart body into its parts, holding no more than one piece and one delimiter of it. */
class PartReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #delimiter: Buffer;
  #held: Buffer = Buffer.alloc(0);

  constructor(body: BodyStream, boundary: string) {
    this.#pieces = body[Symbol.asyncIterator]();
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  /** Up to and with the first boundary. */
  async skipPreamble(): Promise<void> {
    // The first boundary has no line before it, unless there is a preamble.
    this.#held = Buffer.from(CRLF);
    for await (const _ of this.content());
  }

  /** After a boundary: whether another part follows, or the end. */
  async hasPart(): Promise<boolean> {
    await this.#hold(2);
    const next = this.#held.subarray(0, 2).toString("latin1");
    if (next !== "\r\n" && next !== "--") throw malformedPost();
    this.#held = this.#held.subarray(2);
    return next === "\r\n";
  }

  async head(): Promise<PartHead> {
    let end = this.#held.indexOf(HEAD_END);
    while (end < 0) {
      if (this.#held.length > MAX_HEAD_BYTES) throw malformedPost();
      await this.#more();
      end = this.#held.indexOf(HEAD_END);
    }
    const text = this.#held.subarray(0, end).toString("utf8");
    this.#held = this.#held.subarray(end + HEAD_END.length);
    const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(text)?.[1] ?? "";
    const name = parameter(disposition, "name");
    if (name === undefined) throw malformedPost();
    return { name, fileName: parameter(disposition, "filename") ?? "" };
  }

  /** The part's bytes, up to the next boundary, which is taken as well. */
  async *content(): AsyncGenerator<Buffer, void> {
    for (;;) {
      const end = this.#held.indexOf(this.#delimiter);
      if (end >= 0) {
        const last = this.#held.subarray(0, end);
        this.#held = this.#held.subarray(end + this.#delimiter.length);
        if (last.length > 0) yield last;
        return;
      }
      // The end of what is held may be the beginning of a boundary.
      const sure = this.#held.length - this.#delimiter.length + 1;
      if (sure > 0) {
        const piece = this.#held.subarray(0, sure);
        this.#held = this.#held.subarray(sure);
        yield piece;
      }
      await this.#more();
    }
  }

  async #hold(bytes: number): Promise<void> {
    while (this.#held.length < bytes) await this.#more();
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#pieces.next();
    if (done === true) throw malformedPost();
    this.#held = Buffer.concat([this.#held, value]);
  }
}

/** Browsers escape a quote as `%22`, others as `\"`. */
function parameter(disposition: string, name: string): string | undefined {
  const [, quoted, plain] =
    new RegExp(String.raw`;\s*${name}=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))`, "i").exec(disposition) ?? [];
  return quoted?.replaceAll(/\\(["\\])/g, "$1") ?? plain;
}
