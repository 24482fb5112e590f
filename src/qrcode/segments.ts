import type { BitBuffer } from './bit-buffer.js';

export interface Segment {
  readonly mode: { readonly bit: number };
  getLength(): number;
  write(buffer: BitBuffer): void;
}

/** The whole text as bytes; digits, capitals and Kanji are not packed tighter. */
export function fromString(text: string): [Segment] {
  const bytes = new TextEncoder().encode(text);
  return [
    {
      mode: { bit: 4 },
      getLength: () => bytes.length,
      write: (buffer) => {
        for (const byte of bytes) buffer.put(byte, 8);
      },
    },
  ];
}

// Other names that the core uses. Here they all do the same.
export { fromString as fromArray, fromString as rawSplit };
