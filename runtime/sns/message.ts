import type { SnsNotification } from "../core/deliver.ts";
import { isObject } from "./json.ts";
import { attributesDocument, type MessageTarget } from "./filter.ts";
import type { MessageAttributes } from "./message-attributes.ts";
import type { MessageDraft } from "./message-draft.ts";

type Notification = Extract<SnsNotification, { type: "Notification" }>;

/** What the topic adds to a draft. */
export interface Publication {
  readonly messageId: string;
  /** Epoch milliseconds. */
  readonly publishedAt: number;
  readonly fifo?: Notification["fifo"];
  readonly traceHeader?: string | undefined;
  readonly replayed?: true;
}

/**
 * A message as a topic has taken it, for all of its subscriptions.
 *
 * What several subscriptions need is made once and given to all as the same object: receivers remember by it what they make
 * (a signature, an envelope's beginning).
 */
export class PublishedMessage {
  readonly messageId: string;
  readonly publishedAt: number;
  readonly bytes: number;
  readonly messageGroupId: string | undefined;
  readonly #draft: MessageDraft;
  readonly #publication: Publication;
  /** By text. */
  readonly #notifications = new Map<string, Notification>();
  readonly #bodies = new Map<string, object | undefined>();
  #attributesDocument: object | undefined;

  constructor(draft: MessageDraft, publication: Publication) {
    this.#draft = draft;
    this.#publication = publication;
    this.messageId = publication.messageId;
    this.publishedAt = publication.publishedAt;
    this.bytes = draft.bytes;
    this.messageGroupId = draft.messageGroupId;
  }

  get attributes(): MessageAttributes {
    return this.#draft.attributes;
  }

  /** What an endpoint gets. */
  notificationFor(target: MessageTarget): Notification {
    const text = this.#textFor(target);
    let notification = this.#notifications.get(text);
    if (notification === undefined) {
      notification = this.#notify(text);
      this.#notifications.set(text, notification);
    }
    return notification;
  }

  /** The attributes as a filter policy sees them. */
  attributesDocument(): object {
    return (this.#attributesDocument ??= attributesDocument(this.#draft.attributes));
  }

  /** The body as a filter policy sees it; `undefined` when it is not a JSON object. */
  bodyDocument(target: MessageTarget): object | undefined {
    const text = this.#textFor(target);
    if (!this.#bodies.has(text)) this.#bodies.set(text, parseBody(text));
    return this.#bodies.get(text);
  }

  /** The same message out of the archive: same id and instant. */
  replayed(): PublishedMessage {
    return new PublishedMessage(this.#draft, { ...this.#publication, replayed: true });
  }

  #textFor(target: MessageTarget): string {
    const { texts, text } = this.#draft;
    return texts === undefined ? text : (texts[textKey(target)] ?? texts["default"] ?? "");
  }

  #notify(message: string): Notification {
    const { messageId, publishedAt, fifo, traceHeader, replayed } = this.#publication;
    const { subject, attributes, messageGroupId } = this.#draft;
    return {
      type: "Notification",
      messageId,
      message,
      subject,
      messageAttributes: attributes,
      publishedAt,
      ...(fifo === undefined ? undefined : { fifo }),
      ...(fifo !== undefined || messageGroupId === undefined ? undefined : { messageGroupId }),
      ...(traceHeader === undefined ? undefined : { traceHeader }),
      ...(replayed === undefined ? undefined : { replayed }),
    };
  }
}

/** `MessageStructure=json` has a text by protocol, for devices one by platform: `arn:...:endpoint/GCM/app/...`. */
function textKey({ protocol, endpoint }: MessageTarget): string {
  return protocol === "application" ? (endpoint.split("/")[1] ?? protocol) : protocol;
}

function parseBody(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
