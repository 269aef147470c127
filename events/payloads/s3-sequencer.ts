/** Sequences count microseconds. */
const PER_SECOND = 1_000_000;
const HEX_DIGITS = 8;

/**
 * A sequence as S3 writes it: upper-case hexadecimal of one length, so that texts of one key compare as their changes happened.
 * In real records `00643717F9F8B85354` is `00`, the seconds since the epoch (2023-04-12T20:43:37Z), and the fraction of that second
 * in units of 2^-32 (0.97): it lies a moment before the record's `eventTime`.
 *
 * @param sequence microseconds since the epoch, an integer
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function sequencerText(sequence: number): string {
  const seconds = Math.floor(sequence / PER_SECOND);
  const fraction = Math.floor(((sequence - seconds * PER_SECOND) * 2 ** 32) / PER_SECOND);
  return `00${hexText(seconds)}${hexText(fraction)}`;
}

function hexText(value: number): string {
  return value.toString(16).toUpperCase().padStart(HEX_DIGITS, "0");
}
