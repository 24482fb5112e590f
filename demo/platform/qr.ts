import { Hono } from 'hono';
import type { Payloads } from './payloads.js';
import { answerProblems, Problem } from './problem.js';

type Quality = 'M' | 'Q' | 'H';

/** `<uuid>_<quality>.<png|json>`; the quality is the QR code's error correction. */
const PICTURE = /^([0-9a-f-]{36})_([mqh])\.(png|json)$/i;

/** The pictures of a sign link, `refs.qr_png` and `refs.qr_matrix`, below `/sign`. Other paths there are not answered. */
export function qrRoutes(payloads: Payloads): Hono {
  const routes = new Hono();
  answerProblems(routes);
  routes.get('/:picture{[^/]+\\.(?:png|json)}', async (context) => {
    const [, uuid = '', letter = '', type] = PICTURE.exec(context.req.param('picture')) ?? [];
    if (uuid === '') throw new Problem(404, 'QR codes are at /sign/<uuid>_q.png and /sign/<uuid>_q.json.');
    const text = `${new URL(context.req.url).origin}/sign/${payloads.get(uuid).uuid}`;
    const quality = qualityOf(letter);
    if (type === 'json') return context.json(await qrMatrix(text, quality));
    return context.body(await qrPng(text, quality), 200, { 'Content-Type': 'image/png' });
  });
  return routes;
}

const qualityOf = (letter: string): Quality => {
  const upper = letter.toUpperCase();
  return upper === 'M' || upper === 'H' ? upper : 'Q';
};

/** Loaded at the first request. It writes a data URL, which the library can do in Node and in a page. */
async function qrPng(text: string, quality: Quality): Promise<Uint8Array<ArrayBuffer>> {
  const { toDataURL } = await import('qrcode');
  const url = await toDataURL(text, { errorCorrectionLevel: quality, margin: 4, scale: 8 });
  return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
}

/** Row by row, 1 is dark; without the quiet zone. */
async function qrMatrix(text: string, quality: Quality): Promise<{ uri: string; matrix: number[][] }> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: quality });
  const line = Array.from({ length: modules.size }, (_, index) => index);
  return { uri: text, matrix: line.map((row) => line.map((column) => (modules.get(row, column) ? 1 : 0))) };
}
