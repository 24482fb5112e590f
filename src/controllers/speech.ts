import type { LitElement } from 'lit';
import type { Spoken } from '../view/spoken.js';

/**
 * Writes into the live region, one line per sentence, so that a line that comes or goes does not make a screen reader
 * repeat the others. A title that two states share is said once. It writes after each update instead of rendering,
 * because only then is it known whether the focus moved to the same words. If something replaced nodes in the region, the
 * next words replace them.
 */
export function speak(host: LitElement, hasFocusMoved: () => boolean, read: () => readonly Spoken[]): void {
  let said: readonly Spoken[] = [];
  host.addController({
    hostUpdated() {
      const lines = host.shadowRoot?.querySelector('[role=status]')?.children ?? [];
      const all = read();
      for (const [index, { title, text }] of all.entries()) {
        const line = lines[index];
        const before = said[index] ?? { title: '', text: '' };
        if (!line || title + text === before.title + before.text) continue;
        line.textContent = hasFocusMoved() || title === before.title ? text : title + text;
      }
      said = all;
    },
  });
}
