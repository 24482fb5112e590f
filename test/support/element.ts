import { EVENT_NAMES, type XummEventName } from '../../src/event-names.js';
import { XummPayloadStatus, type Environment } from '../../src/index.js';

export interface Heard {
  readonly type: string;
  readonly detail: Record<string, unknown>;
  /** The element's state when the event was dispatched. */
  readonly state: string;
}

/** Records every event, where it has bubbled to. */
export function record(element: XummPayloadStatus, target: EventTarget = element): Heard[] {
  const heard: Heard[] = [];
  for (const name of EVENT_NAMES)
    target.addEventListener(name, (event) => {
      const { detail } = event as CustomEvent<Record<string, unknown>>;
      heard.push({ type: event.type, detail, state: element.state });
    });
  return heard;
}

/** The names of the events without those of connection and countdown, whose number depends on timing. */
export const namesOf = (heard: readonly Heard[]): string[] =>
  heard
    .map(({ type }) => type)
    .filter(
      (type) =>
        type !== 'xumm-connection-change' && type !== 'xumm-countdown' && type !== 'xumm-state-change',
    );

let count = 0;

/** An element in an environment of its own; each has its own tag. */
export function createIn(environment: Environment, set: Partial<XummPayloadStatus> = {}): XummPayloadStatus {
  class InAnotherWorld extends XummPayloadStatus {
    static override environment = environment;
  }
  customElements.define(`xumm-payload-status-${++count}`, InAnotherWorld);
  const element = new InAnotherWorld();
  Object.assign(element, set);
  return element;
}

/** The text of a part in the shadow tree, with white space folded. */
export const textOf = (element: XummPayloadStatus, selector = '.card'): string =>
  (element.renderRoot.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();

export const partOf = (element: XummPayloadStatus, part: string): HTMLElement | null =>
  element.renderRoot.querySelector<HTMLElement>(`[part~="${part}"]`);

/** Resolves with the next event of this name that meets the condition. */
export const nextEvent = (
  element: EventTarget,
  name: XummEventName,
  condition: (detail: Record<string, unknown>) => boolean = () => true,
): Promise<Record<string, unknown>> =>
  new Promise((resolve) => {
    element.addEventListener(name, function listen(event) {
      const { detail } = event as CustomEvent<Record<string, unknown>>;
      if (!condition(detail)) return;
      element.removeEventListener(name, listen);
      resolve(detail);
    });
  });

/** Resolves when the element is in the state, at once if it already is. */
export async function reached(element: XummPayloadStatus, state: XummPayloadStatus['state']): Promise<void> {
  await element.updateComplete;
  if (element.state !== state)
    await nextEvent(element, 'xumm-state-change', (detail) => detail['state'] === state);
  await element.updateComplete;
}
