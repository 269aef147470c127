import type {
  CarriedMessage,
  HttpRequestInput,
  S3EventInput,
  S3NotificationInput,
} from "../../events/payloads/factories/index.ts";
import type { SnsMessageAttribute } from "../../runtime/core/deliver.ts";
import { UserError } from "../../runtime/core/errors.ts";
import { toMessageAttributes } from "./send.ts";
import { readTextArgument } from "./standard-input.ts";

/** The flags of the command, as given. */
export interface EventOptions {
  readonly list?: boolean;
  readonly via?: readonly ViaService[];
  readonly raw?: boolean;
  readonly body?: string;
  readonly old?: string;
  readonly subject?: string;
  readonly attribute?: readonly string[];
  readonly group?: string;
  readonly deduplicationId?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly size?: number;
  readonly etag?: string;
  readonly versionId?: string;
  readonly versioned?: boolean;
  readonly storageClass?: string;
  readonly eventVersion?: string;
  readonly name?: string;
  readonly source?: string;
  readonly detailType?: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly header?: readonly string[];
  readonly cookie?: readonly string[];
  readonly receiveCount?: number;
  readonly window?: number;
  readonly count?: number;
  readonly region?: string;
  readonly account?: string;
  readonly seed?: string;
  readonly time?: string;
  readonly compact?: boolean;
}

export type ViaService = "eventbridge" | "sns" | "sqs";

/** The flags, read and sorted by what they are for. */
export interface EventRequest {
  readonly message: CarriedMessage;
  readonly s3: S3EventInput & S3NotificationInput;
  readonly eventBridge: {
    readonly source?: string | undefined;
    readonly detailType?: string | undefined;
    readonly detail?: unknown;
  };
  readonly http: HttpRequestInput;
  /** Of the rule or table. */
  readonly name: string | undefined;
  /** Of a table. */
  readonly item: object | undefined;
  readonly oldItem: object | undefined;
  readonly count: number;
}

/** @throws {UserError} `FILE_NOT_READABLE`, `BAD_ATTRIBUTE`, `BAD_HEADER` */
export function eventRequest(options: EventOptions): EventRequest {
  const body = textOf(options.body);
  return {
    message: {
      text: body ?? '{"hello":"world"}',
      subject: options.subject,
      attributes: attributesOf(options.attribute),
      messageGroupId: options.group,
      messageDeduplicationId: options.deduplicationId,
    },
    s3: {
      bucketName: options.bucket,
      key: options.key,
      size: options.size,
      eTag: options.etag,
      versionId: options.versionId,
      versioned: options.versioned,
      storageClass: options.storageClass,
      eventVersion: options.eventVersion,
    },
    eventBridge: { source: options.source, detailType: options.detailType, detail: objectOf(body) },
    http: httpOf(options, body),
    name: options.name,
    item: objectOf(body),
    oldItem: objectOf(textOf(options.old)),
    count: options.count ?? 1,
  };
}

function httpOf(
  { method, path, query, header = [], cookie }: EventOptions,
  body: string | undefined,
): HttpRequestInput {
  return { method, path, query, headers: header.map(headerOf), cookies: cookie, body };
}

function headerOf(text: string): [string, string] {
  const match = /^([^:\s]+):\s*(.*)$/s.exec(text);
  if (match === null) throw new UserError("BAD_HEADER", `The header "${text}" is not "name: value".`);
  return [match[1] ?? "", match[2] ?? ""];
}

/** `@file` and `-` are read. */
function textOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === "-") return readTextArgument("-");
  return value.startsWith("@") ? readTextArgument(value.slice(1)) : value;
}

/** Kinds that need an object refuse a body that is none; the others never look here. */
function objectOf(text: string | undefined): object | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function attributesOf(attributes: readonly string[] = []): Readonly<Record<string, SnsMessageAttribute>> {
  const wire = Object.entries(toMessageAttributes(attributes) ?? {});
  return Object.fromEntries(
    wire.map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { dataType: DataType, value: StringValue ?? BinaryValue ?? "" },
    ]),
  );
}
