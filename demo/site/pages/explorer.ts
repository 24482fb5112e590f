import type { XummPayloadStatus } from '../../../src/index.js';

/** Shows each part in the card while its name is pointed at or has the focus, and says where there is none just now. */
export function explorer(element: XummPayloadStatus, list: HTMLElement, report: HTMLElement): void {
  const style = document.head.appendChild(document.createElement('style'));
  const clear = (): void => {
    style.textContent = '';
    report.textContent = '';
  };
  for (const button of list.querySelectorAll<HTMLElement>('[data-part]')) {
    const part = button.dataset['part'] ?? '';
    const find = (): Element | null => element.renderRoot.querySelector(`[part~="${part}"]`);
    const show = (): void => {
      style.textContent = `xumm-payload-status::part(${part}) { outline: 3px solid #d6336c; outline-offset: -1px }`;
      report.textContent = `${button.title}${find() ? '' : ' (not in this state)'}`;
    };
    for (const type of ['pointerenter', 'focus', 'click']) button.addEventListener(type, show);
    // On a narrow screen the card is further down.
    button.addEventListener('click', () => find()?.scrollIntoView({ block: 'nearest' }));
    for (const type of ['pointerleave', 'blur']) button.addEventListener(type, clear);
  }
}
