// Powers and logarithms in the field of 256 elements.
const power = new Uint8Array(255);
const logarithm = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent++) {
  power[exponent] = value;
  logarithm[value] = exponent;
  value <<= 1;
  if (value > 255) value ^= 0x11d;
}

const at = (list: Uint8Array, index: number): number => list[index] ?? 0;

/** `factor` times 2 to the `exponent`. */
const times = (factor: number, exponent: number): number =>
  factor && at(power, (at(logarithm, factor) + exponent) % 255);

export class ReedSolomonEncoder {
  /** The generator polynomial without its first coefficient, which is 1. */
  readonly #generator: Uint8Array;

  constructor(degree: number) {
    this.#generator = new Uint8Array(degree);
    this.#generator[degree - 1] = 1;
    for (let root = 0; root < degree; root++)
      this.#generator.forEach((value, index, all) => {
        all[index] = times(value, root) ^ at(all, index + 1);
      });
  }

  /** The check bytes of some data: the remainder of a division by the generator polynomial. */
  encode(data: Uint8Array): Uint8Array {
    const rest = new Uint8Array(this.#generator.length);
    for (const byte of data) {
      const factor = byte ^ at(rest, 0);
      rest.copyWithin(0, 1);
      rest[rest.length - 1] = 0;
      this.#generator.forEach((value, index) => {
        rest[index] = at(rest, index) ^ times(factor, at(logarithm, value));
      });
    }
    return rest;
  }
}
