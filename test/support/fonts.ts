/**
 * The fonts of the tests, one for each script of the element's languages: measurements must not depend on the fonts of the
 * machine.
 */
const FAMILIES: Readonly<Record<string, string>> = {
  'noto-sans': 'Noto Sans Variable',
  'noto-sans-arabic': 'Noto Sans Arabic Variable',
  'noto-sans-bengali': 'Noto Sans Bengali Variable',
  'noto-sans-devanagari': 'Noto Sans Devanagari Variable',
  'noto-sans-hebrew': 'Noto Sans Hebrew Variable',
  'noto-sans-kr': 'Noto Sans KR Variable',
  'noto-sans-sc': 'Noto Sans SC Variable',
  'noto-sans-thai': 'Noto Sans Thai Variable',
};

/** For `font-family`, once `addFonts` has resolved. */
export const FONT_FAMILY = Object.values(FAMILIES)
  .map((family) => `'${family}'`)
  .join(', ');

/** Adds their style sheets to the page; a browser loads only what a text needs. */
export async function addFonts(): Promise<void> {
  await Promise.all(
    Object.keys(FAMILIES).map(
      (name) =>
        new Promise((resolve, reject) => {
          const link = document.createElement('link');
          link.rel = 'stylesheet';
          link.href = new URL(
            `../../node_modules/@fontsource-variable/${name}/index.css`,
            import.meta.url,
          ).href;
          link.addEventListener('load', resolve);
          link.addEventListener('error', () => {
            reject(new Error(`${link.href} cannot be loaded`));
          });
          document.head.append(link);
        }),
    ),
  );
}

/**
 * Loads the fonts that a text needs. (`document.fonts.ready` alone can resolve before a layout has asked for them.)
 *
 * @throws where one of them cannot be loaded
 */
export async function loadFontsFor(text: string): Promise<void> {
  await Promise.all(Object.values(FAMILIES).map((family) => document.fonts.load(`16px '${family}'`, text)));
}
