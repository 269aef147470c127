import type { S3Event } from "aws-lambda";

export interface Upload {
  readonly bucket: string;
  /** As the uploader spelt it. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** The uploads in S3's text. The test event that S3 sends when notifications are configured has no records. */
export function uploadsIn(text: string): Upload[] {
  const { Records = [] } = JSON.parse(text) as Partial<S3Event>;
  return Records.map(({ s3 }) => ({ bucket: s3.bucket.name, key: decodedKey(s3.object.key), size: s3.object.size }));
}

/** Keys in events are form-encoded: a space is a plus, and a plus is `%2B`. */
function decodedKey(key: string): string {
  return decodeURIComponent(key.replaceAll("+", " "));
}
