/** Node has these too, but a test runner takes them from the window, because they belong together. */
const TAKEN = [
  'AbortController',
  'AbortSignal',
  'CloseEvent',
  'CustomEvent',
  'Event',
  'EventTarget',
  'MessageEvent',
  'WebSocket',
];

const namesOf = (object: object | null): string[] =>
  object === null || object === Object.prototype
    ? []
    : [...Object.getOwnPropertyNames(object), ...namesOf(Reflect.getPrototypeOf(object))];

/** Makes a window's names global, like Vitest and Jest do for jsdom and happy-dom. */
export function makeGlobal(window: object): void {
  const define = (name: string, get: () => unknown): void => {
    Object.defineProperty(globalThis, name, { get, configurable: true });
  };
  for (const name of namesOf(window))
    if (TAKEN.includes(name) || !(name in globalThis))
      define(name, () => {
        const value: unknown = Reflect.get(window, name);
        // A function such as `getComputedStyle` belongs to its window; a class does not.
        return typeof value === 'function' && !/^[A-Z]/.test(name) ? (value.bind(window) as unknown) : value;
      });
  for (const name of ['window', 'self', 'top', 'parent']) define(name, () => globalThis);
}
