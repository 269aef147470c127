/** Takes bytes as they come and gives their checksum at the end. */
export interface ChecksumState {
  update(chunk: Uint8Array): void;
  digest(): Buffer;
}
