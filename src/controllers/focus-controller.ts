import type { LitElement } from 'lit';

/**
 * Keeps the focus in the card when the focused button disappears: it moves to the title, or to what the page put into an
 * outcome's slot.
 *
 * @returns whether the last update moved the focus, so that a screen reader reads the newly focused element by itself
 */
export function keepFocus(host: LitElement): () => boolean {
  let hadFocus = false;
  let hasMoved = false;
  const isFocused = (): boolean => Boolean(host.shadowRoot?.activeElement);

  host.addController({
    hostUpdate() {
      hadFocus = isFocused();
    },
    hostUpdated() {
      hasMoved = hadFocus && !isFocused();
      if (!hasMoved) return;
      const root = host.shadowRoot;
      const [filled] = root?.querySelector<HTMLSlotElement>('.outcome slot')?.assignedElements() ?? [];
      const target = (filled as HTMLElement | undefined) ?? root?.querySelector<HTMLElement>('.title');
      if (!target) return;
      if (target === filled && !target.hasAttribute('tabindex') && target.tabIndex < 0) {
        // This is the page's own element: make it focusable only while it has the focus.
        target.tabIndex = -1;
        target.addEventListener(
          'blur',
          () => {
            target.removeAttribute('tabindex');
          },
          { once: true },
        );
      }
      target.focus({ preventScroll: true });
    },
  });
  return () => hasMoved;
}
