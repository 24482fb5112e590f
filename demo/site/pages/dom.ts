/** The element of the page that matches; throws if there is none. */
export function find<Type extends Element>(selector: string, type: new () => Type): Type {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page has no ${selector}.`);
  return found;
}

/** An XRPL account, shortened so that it can be read and compared. */
export const shortAccount = (account: string): string =>
  account.length > 14 ? `${account.slice(0, 6)}…${account.slice(-5)}` : account;

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something went wrong.';
