import type { ChecksumState } from "./checksum-state.ts";

/**
 * The polynomial of CRC-64/NVME, bits reversed.
 *
 * @see https://nvmexpress.org/wp-content/uploads/NVM-Express-NVM-Command-Set-Specification-1.0d-2023.12.28-Ratified.pdf section 5.2.1.3.4
 */
export const CRC64NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n;

/** The high and the low half of eight tables of 256: eight bytes a step, without BigInt. */
interface Tables {
  readonly high: Int32Array;
  readonly low: Int32Array;
}

let tables: Tables | undefined;

export class Crc64Nvme implements ChecksumState {
  #high = -1;
  #low = -1;

  update(chunk: Uint8Array): void {
    tables ??= makeTables();
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const whole = chunk.byteLength - (chunk.byteLength % 8);
    this.#updateWords(view, whole, tables);
    this.#updateBytes(view, whole, tables);
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~this.#high, 0);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }

  #updateWords(view: DataView, end: number, { high, low }: Tables): void {
    let crcHigh = this.#high;
    let crcLow = this.#low;
    for (let at = 0; at < end; at += 8) {
      const a = crcLow ^ view.getInt32(at, true);
      const b = crcHigh ^ view.getInt32(at + 4, true);
      const i7 = 1792 | (a & 255);
      const i6 = 1536 | ((a >>> 8) & 255);
      const i5 = 1280 | ((a >>> 16) & 255);
      const i4 = 1024 | (a >>> 24);
      const i3 = 768 | (b & 255);
      const i2 = 512 | ((b >>> 8) & 255);
      const i1 = 256 | ((b >>> 16) & 255);
      const i0 = b >>> 24;
      crcLow =
        at8(low, i7) ^
        at8(low, i6) ^
        at8(low, i5) ^
        at8(low, i4) ^
        at8(low, i3) ^
        at8(low, i2) ^
        at8(low, i1) ^
        at8(low, i0);
      crcHigh =
        at8(high, i7) ^
        at8(high, i6) ^
        at8(high, i5) ^
        at8(high, i4) ^
        at8(high, i3) ^
        at8(high, i2) ^
        at8(high, i1) ^
        at8(high, i0);
    }
    this.#high = crcHigh;
    this.#low = crcLow;
  }

  #updateBytes(view: DataView, start: number, { high, low }: Tables): void {
    for (let at = start; at < view.byteLength; at++) {
      const index = (this.#low ^ view.getUint8(at)) & 255;
      this.#low = ((this.#low >>> 8) | (this.#high << 24)) ^ at8(low, index);
      this.#high = (this.#high >>> 8) ^ at8(high, index);
    }
  }
}

function at8(table: Int32Array, index: number): number {
  return table[index] ?? 0;
}

function makeTables(): Tables {
  const high = new Int32Array(8 * 256);
  const low = new Int32Array(8 * 256);
  const polyHigh = Number(CRC64NVME_POLYNOMIAL >> 32n);
  const polyLow = Number(CRC64NVME_POLYNOMIAL & 0xffffffffn);
  for (let byte = 0; byte < 256; byte++) {
    let crcHigh = 0;
    let crcLow = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (crcLow & 1) === 1;
      crcLow = (crcLow >>> 1) | (crcHigh << 31);
      crcHigh >>>= 1;
      if (isOdd) {
        crcLow ^= polyLow;
        crcHigh ^= polyHigh;
      }
    }
    high[byte] = crcHigh;
    low[byte] = crcLow;
  }
  for (let index = 256; index < high.length; index++) {
    const beforeHigh = at8(high, index - 256);
    const beforeLow = at8(low, index - 256);
    const byte = beforeLow & 255;
    low[index] = ((beforeLow >>> 8) | (beforeHigh << 24)) ^ at8(low, byte);
    high[index] = (beforeHigh >>> 8) ^ at8(high, byte);
  }
  return { high, low };
}
