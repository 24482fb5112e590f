/** Bits in the order in which they were added, eight per byte. */
export class BitBuffer {
  readonly buffer: number[] = [];
  #length = 0;

  put(value: number, length: number): void {
    while (length--) this.putBit((value >> length) & 1);
  }

  putBit(bit: number | false): void {
    this.buffer[this.#length >> 3] = ((this.buffer[this.#length >> 3] ?? 0) << 1) | Number(bit);
    this.#length++;
  }

  getLengthInBits(): number {
    return this.#length;
  }
}
