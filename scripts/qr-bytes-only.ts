import type { Plugin } from 'vite';

/**
 * `qrcode` looks for digits, capitals and Kanji in a text, to pack them tighter. An address with a uuid in it has
 * nothing to gain from that, and a page would carry 2.3 kB of brotli for it: here every text is bytes.
 */
const SEGMENTS = `
  const ByteData = require('./byte-data');
  const bytes = (text) => [new ByteData(text)];
  module.exports = { rawSplit: bytes, fromString: bytes };
`;
const REPLACED: Readonly<Record<string, string>> = {
  '/qrcode/lib/core/segments.js': SEGMENTS,
  // What the modes are told apart by.
  '/qrcode/lib/core/regex.js': '',
};

/** Leaves out of what is built all modes of a QR code but bytes. */
export function qrBytesOnly(): Plugin {
  return {
    name: 'qr-bytes-only',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      const end = Object.keys(REPLACED).find((path) => id.replaceAll('\\', '/').endsWith(path));
      return end === undefined ? null : REPLACED[end];
    },
  };
}
