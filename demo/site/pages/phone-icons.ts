import { svg, type SVGTemplateResult } from 'lit';

/** Drawn, because a font may lack a sign or show it as a coloured picture. On a square of 24, as strokes. */
const PATHS = {
  letter: 'M3 6h18v12H3zm0 1 9 6 9-6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6 6 18',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 4.500V12l3 2',
  question: 'M9 9a3 3 0 1 1 4.2 2.700c-.8.4-1.2 1-1.2 2V14m0 3.500h.01',
} as const;

export type PhoneIconName = keyof typeof PATHS;

export const phoneIcon = (name: PhoneIconName): SVGTemplateResult =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
