import type { LitElement } from 'lit';

/**
 * Keeps the focus in the card when what had it disappears: it moves to the title, or to what the page put into an
 * outcome's slot.
 *
 * @returns whether the last update moved the focus, so that a screen reader reads the newly focused element by itself
 */
export function keepFocus(host: LitElement): () => boolean {
  let hadFocus = false;
  let hasMoved = false;
  /**
   * By something that is shown, of the card or of the page. Not by `:focus-within`: in Firefox it matches nothing while
   * another window has the focus.
   */
  const isFocused = (): boolean =>
    host.shadowRoot?.activeElement != null ||
    Array.from(host.renderRoot.querySelectorAll('slot'))
      .flatMap((slot) => slot.assignedElements({ flatten: true }))
      .some((each) => each.contains((each.getRootNode() as Document).activeElement));

  host.addController({
    hostUpdate() {
      hadFocus = isFocused();
    },
    hostUpdated() {
      hasMoved = hadFocus && !isFocused();
      if (!hasMoved) return;
      const outcome = host.renderRoot.querySelector('.outcome');
      const slotted = outcome?.querySelector('slot')?.assignedElements({ flatten: true }) ?? [];
      // The first that is shown takes the focus. The title is not shown beside the page's own words.
      for (const target of [
        host.renderRoot.querySelector('.title'),
        ...slotted,
        outcome,
      ] as (HTMLElement | null)[]) {
        // WebKit gives the focus to a slot's own content even while the slot shows other content.
        if (!target?.getClientRects().length) continue;
        if (!target.hasAttribute('tabindex') && target.tabIndex < 0) {
          // Make it focusable only while it has the focus.
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
        if ((target.getRootNode() as Document).activeElement === target) break;
      }
    },
  });
  return () => hasMoved;
}
