import { parseArn } from "../../runtime/core/arn.ts";

/** Where the URLs in SNS's documents lead. */
export interface SnsUrlOptions {
  /** Asked for every document; the port may be known late. No trailing slash. */
  readonly endpointUrl: () => string;
  /**
   * Documents name AWS's hosts (`https://sns.us-east-1.amazonaws.com`) instead, for code that insists on them. Nothing there
   * knows our topics and keys.
   */
  readonly awsHosts?: boolean;
}

/** The URLs that SNS puts into its documents, in the form of the recordings. */
export class SnsUrls {
  readonly #options: SnsUrlOptions;

  constructor(options: SnsUrlOptions) {
    this.#options = options;
  }

  signingCert(topicArn: string, fileName: string): string {
    return `${this.#base(topicArn)}/${fileName}`;
  }

  unsubscribe(topicArn: string, subscriptionArn: string): string {
    return `${this.#base(topicArn)}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;
  }

  subscribe(topicArn: string, token: string): string {
    return `${this.#base(topicArn)}/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`;
  }

  #base(topicArn: string): string {
    if (this.#options.awsHosts !== true) return this.#options.endpointUrl();
    const { partition, region = "" } = parseArn(topicArn) ?? {};
    return `https://sns.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}`;
  }
}
