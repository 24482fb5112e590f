import { html, nothing, type TemplateResult } from 'lit';
import { stepsFor, type StepStatus } from '../payload/steps.js';
import type { ViewContext } from './context.js';
import { icon } from './icons.js';
import { said } from './said.js';

const parts: Record<StepStatus, string> = {
  done: 'step step-done',
  current: 'step step-current',
  failed: 'step step-current',
  'to-do': 'step',
};

/** Where the payload stands, as an ordered list; no status is told by colour alone. */
export function steps({ snapshot, terms }: ViewContext): TemplateResult {
  const mark = { done: icon('check'), failed: icon('cross'), current: nothing, 'to-do': nothing };
  const words = { done: terms.stepDone, failed: terms.stepFailed, current: '', 'to-do': '' };
  return html`<ol part="steps" class="steps" aria-label=${terms.steps}
    >${stepsFor(snapshot).map(
      ({ name, status }) =>
        html`<li
          part=${parts[status]}
          class="step ${status}"
          aria-current=${status === 'current' || status === 'failed' ? 'step' : nothing}
          ><span class="dot">${mark[status]}</span
          ><span>${said(terms[name])}</span
          >${words[status] ? html`<span class="hidden">${said(`, ${words[status]}`)}</span>` : nothing}</li
        >`,
    )}</ol
  >`;
}
