/** The choices in the playground; an empty text means the element's own default. */
export interface Choices {
  readonly product: string;
  readonly hasBackend: boolean;
  readonly lang: string;
  readonly dir: string;
  readonly theme: string;
  readonly width: string;
  readonly accent: string;
  readonly radius: string;
  readonly renewable: boolean;
  readonly pushed: boolean;
  readonly network: string | null;
}

/** The markup that a page would write for it. */
export function markupOf(choices: Choices): string {
  const attributes = [
    'websocket-url="wss://xumm.app/sign/3fb2a5ee-1b0c-4f0e-9a3c-7d2f1c5e8b90"',
    choices.hasBackend && 'status-url="/api/payloads/{uuid}/status"',
    choices.network !== null && `network="${choices.network}"`,
    choices.lang !== 'en' && `lang="${choices.lang}"`,
    choices.dir && `dir="${choices.dir}"`,
    choices.renewable && 'renewable',
    choices.pushed && 'pushed',
  ];
  const language =
    choices.lang === 'en'
      ? ''
      : `<script type="module">\n  import 'xumm-payload-status/locales/${choices.lang}';\n</script>\n\n`;
  const rules = [
    choices.theme && `color-scheme: ${choices.theme};`,
    choices.accent && `--xumm-accent: ${choices.accent};`,
    choices.radius && `--xumm-radius: ${choices.radius};`,
  ];
  const lines = (parts: readonly (string | false)[], indent: string): string =>
    parts
      .filter((part) => part !== false && part !== '')
      .map((part) => `${indent}${String(part)}\n`)
      .join('');
  const style = lines(rules, '    ');
  return (
    `${language}<xumm-payload-status\n${lines(attributes, '  ')}></xumm-payload-status>` +
    (style && `\n\n<style>\n  xumm-payload-status {\n${style}  }\n</style>`)
  );
}
