/**
 * A key as S3's event records spell it: form-encoded, `/` kept. Recorded: `a@b` is `a%40b`, `testupload/dir1/testfile.txt` stays
 * (s3_notifications_sqs--TestS3NotificationsToSQS.key_encoding, notifications_with_filter); a space is `+` by AWS's guide. The
 * rest is Java's `URLEncoder`: letters, digits and `. - * _` stay, everything else is the `%XX` of its UTF-8 bytes.
 *
 * A handler has the key back with `decodeURIComponent(key.replaceAll("+", " "))`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/URLEncoder.html
 */
export function formEncodedKey(key: string): string {
  // Keys come from UTF-8, but half of a surrogate pair would make encodeURIComponent throw.
  const text = LONE_SURROGATE.test(key) ? Buffer.from(key).toString() : key;
  return encodeURIComponent(text).replaceAll(DIFFERENT, (found) => SPELLINGS[found] ?? found);
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Where `encodeURIComponent` differs: it keeps `! ' ( ) ~`, and encodes `/` and the space. */
const DIFFERENT = /[!'()~]|%20|%2F/g;
const SPELLINGS: Readonly<Record<string, string>> = {
  "!": "%21",
  "'": "%27",
  "(": "%28",
  ")": "%29",
  "~": "%7E",
  "%20": "+",
  "%2F": "/",
};
