import jsqr from 'jsqr';

// A CommonJS module that is the function itself, whatever its types say.
const decode = jsqr as unknown as typeof jsqr.default;

/** The text of the QR code in a picture, dark on light only, as a phone's scanner reads it. */
export const readQrCode = ({
  data,
  width,
  height,
}: {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}): string | undefined => decode(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
