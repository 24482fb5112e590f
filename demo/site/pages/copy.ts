import { find } from './dom.js';
import { copyButton } from './snippet.js';

/** Each button with `data-copy` copies the element with that id, and shows the result beside itself. */
export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const report = document.createElement('span');
    report.setAttribute('role', 'status');
    button.before(report);
    copyButton(button, find(`#${button.dataset['copy'] ?? ''}`, HTMLElement), report);
  }
}
