/** Where a response stream goes, in order: `start` once, any number of `write`, then the outcome ends it. */
export interface ResponseSink {
  /** @param contentType what the runtime declares: `application/octet-stream`, or Lambda's integration type whose first bytes are a JSON prelude */
  start(contentType: string): void;
  write(chunk: Uint8Array): void;
}
