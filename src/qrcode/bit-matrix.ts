/** The modules of a symbol, row by row; reserved ones hold no data. */
export class BitMatrix {
  readonly data: Uint8Array;
  readonly #reserved: Uint8Array;

  constructor(readonly size: number) {
    this.data = new Uint8Array(size * size);
    this.#reserved = new Uint8Array(size * size);
  }

  set(row: number, column: number, value: boolean | number, reserved = false): void {
    this.data[row * this.size + column] = Number(value);
    if (reserved) this.#reserved[row * this.size + column] = 1;
  }

  isReserved(row: number, column: number): number {
    return this.#reserved[row * this.size + column] ?? 0;
  }
}
