/**
 * Lends lit what it asks for while it is imported, where there is no DOM: a worker, an edge runtime. So importing the
 * element throws nothing there. The element module imports this one first, and calls `endLoan()` once lit is loaded:
 * modules run one after the other, so nobody else sees what was lent.
 */
const lent: string[] = [];

function lend(name: string, get: () => unknown): void {
  if (name in globalThis) return;
  Object.defineProperty(globalThis, name, { get, configurable: true });
  lent.push(name);
}

if (!('HTMLElement' in globalThis)) {
  const { customElements } = globalThis as { customElements?: unknown };
  const HTMLElement = Object;
  // The build of lit for Node has an HTMLElement of its own, for drawing on a server. It sets a registry before it asks.
  lend('HTMLElement', () => (globalThis.customElements === customElements ? HTMLElement : undefined));
  lend('document', () => ({ createTreeWalker: () => null, createComment: () => null }));
  lend('CustomEvent', () => Event);
}

export function endLoan(): void {
  for (const name of lent.splice(0)) Reflect.deleteProperty(globalThis, name);
}
