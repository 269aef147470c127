import type { ChecksumState } from "./checksum-state.ts";

/** The Castagnoli polynomial, bits reversed. https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4 */
export const CRC32C_POLYNOMIAL = 0x82f63b78;

/** Eight tables of 256: eight bytes a step. */
let tables: Int32Array | undefined;

export class Crc32c implements ChecksumState {
  #value = -1;

  update(chunk: Uint8Array): void {
    tables ??= makeTables();
    this.#value = crc32c(chunk, this.#value, tables);
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(~this.#value);
    return bytes;
  }
}

function crc32c(chunk: Uint8Array, start: number, table: Int32Array): number {
  let crc = start;
  let at = 0;
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (const end = chunk.byteLength - 7; at < end; at += 8) {
    const low = crc ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    crc =
      lookup(table, 7, low & 255) ^
      lookup(table, 6, (low >>> 8) & 255) ^
      lookup(table, 5, (low >>> 16) & 255) ^
      lookup(table, 4, low >>> 24) ^
      lookup(table, 3, high & 255) ^
      lookup(table, 2, (high >>> 8) & 255) ^
      lookup(table, 1, (high >>> 16) & 255) ^
      lookup(table, 0, high >>> 24);
  }
  for (; at < chunk.byteLength; at++) crc = lookup(table, 0, (crc ^ view.getUint8(at)) & 255) ^ (crc >>> 8);
  return crc;
}

function lookup(table: Int32Array, slice: number, byte: number): number {
  return table[(slice << 8) | byte] ?? 0;
}

function makeTables(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? CRC32C_POLYNOMIAL : 0);
    made[byte] = crc;
  }
  for (let index = 256; index < made.length; index++) {
    const before = made[index - 256] ?? 0;
    made[index] = (before >>> 8) ^ lookup(made, 0, before & 255);
  }
  return made;
}
