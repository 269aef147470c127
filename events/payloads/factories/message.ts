import type { SnsMessageAttribute } from "../../../runtime/core/deliver.ts";
import type { SendingService } from "../sender-ids.ts";

/** A message on its way from one service to the next. A client's own has a text and nothing that is needed else. */
export interface CarriedMessage {
  readonly text: string;
  /** Of a publish to SNS. */
  readonly subject?: string | undefined;
  readonly attributes?: Readonly<Record<string, SnsMessageAttribute>> | undefined;
  readonly messageGroupId?: string | undefined;
  readonly messageDeduplicationId?: string | undefined;
  /** The sender's `x-amzn-trace-id`. */
  readonly traceHeader?: string | undefined;
  /** Whose hands it was in last; absent: a client's. */
  readonly from?: SendingService | undefined;
}
