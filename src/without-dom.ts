/**
 * Without a DOM (in a worker or an edge runtime) this defines what lit needs while it is imported, so that importing the
 * element does not throw. The element module imports this first, and calls `endLoan()` when lit is loaded. Modules run one
 * after the other, so nobody else sees these definitions.
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
  // Lit's build for Node has its own HTMLElement, for server rendering. It defines a registry before it needs one.
  lend('HTMLElement', () => (globalThis.customElements === customElements ? HTMLElement : undefined));
  lend('document', () => ({ createTreeWalker: () => null, createComment: () => null }));
  lend('CustomEvent', () => Object);
}

export function endLoan(): void {
  for (const name of lent.splice(0)) Reflect.deleteProperty(globalThis, name);
}
