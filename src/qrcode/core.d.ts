/** The encoder without qrcode's renderers; @types/qrcode does not know the path. */
declare module 'qrcode/lib/core/qrcode.js' {
  export { create, type QRCode } from 'qrcode';
}
