import type { SnsTopicView } from "../../runtime/core/deliver.ts";
import {
  type ConfirmationRequest,
  type PublishedMessage,
  type SnsEnvelope,
  type SnsSignature,
  toConfirmationDocument,
  toSnsEnvelope,
} from "../payloads/sns-envelope.ts";
import type { SnsSigner } from "./signing/signer.ts";
import { confirmationStringToSign, stringToSign } from "./signing/string-to-sign.ts";
import type { SnsUrls } from "./sns-urls.ts";

/**
 * Makes SNS's signed documents. A message is signed and written once however many subscriptions get it: what is made for a
 * notification is kept as long as the notification itself.
 */
export class SnsDocuments {
  readonly #signer: SnsSigner;
  readonly #urls: SnsUrls;
  readonly #signatures = new WeakMap<PublishedMessage, Promise<SnsSignature>>();
  readonly #envelopes = new WeakMap<PublishedMessage, SnsEnvelope | Promise<SnsEnvelope>>();

  constructor(signer: SnsSigner, urls: SnsUrls) {
    this.#signer = signer;
    this.#urls = urls;
  }

  signature(topic: SnsTopicView, message: PublishedMessage): Promise<SnsSignature> {
    let signature = this.#signatures.get(message);
    if (signature === undefined) {
      signature = this.#sign(topic, stringToSign(topic.topicArn, message));
      this.#signatures.set(message, signature);
    }
    return signature;
  }

  /** At once when it needs no signature, or when another subscription had it before. */
  envelope(topic: SnsTopicView, message: PublishedMessage): SnsEnvelope | Promise<SnsEnvelope> {
    let envelope = this.#envelopes.get(message);
    if (envelope === undefined) {
      envelope = topic.isFifo ? toSnsEnvelope(topic.topicArn, message, undefined) : this.#signed(topic, message);
      this.#envelopes.set(message, envelope);
    }
    return envelope;
  }

  async confirmation(topic: SnsTopicView, request: ConfirmationRequest, subscriptionArn: string): Promise<string> {
    const { topicArn } = topic;
    const context = { topicArn, subscriptionArn, subscribeUrl: this.#urls.subscribe(topicArn, request.token) };
    const signature = await this.#sign(topic, confirmationStringToSign(request, context));
    return toConfirmationDocument(request, context, signature);
  }

  async #signed(topic: SnsTopicView, message: PublishedMessage): Promise<SnsEnvelope> {
    const envelope = toSnsEnvelope(topic.topicArn, message, await this.signature(topic, message));
    this.#envelopes.set(message, envelope);
    return envelope;
  }

  async #sign({ topicArn, signatureVersion }: SnsTopicView, text: string): Promise<SnsSignature> {
    const signature = await this.#signer.sign(signatureVersion, text);
    const { fileName } = await this.#signer.certificate();
    return { version: signatureVersion, signature, signingCertUrl: this.#urls.signingCert(topicArn, fileName) };
  }
}
