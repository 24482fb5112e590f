import { html, nothing, type TemplateResult } from 'lit';
import type { Snapshot } from '../payload/snapshot.js';
import { stepsFor, type StepName, type StepStatus } from '../payload/steps.js';
import type { ViewContext } from './context.js';
import { icon, type IconName } from './icons.js';
import { said } from './said.js';
import { comma } from './spoken.js';

const parts: Record<StepStatus, string> = {
  done: 'step step-done',
  current: 'step step-current',
  failed: 'step step-current',
  'to-do': 'step',
};

/** A rejection is a cross. What is not known yet, or is over, is no failure. */
function failure({ state, unverifiedReason }: Snapshot): IconName {
  if (state === 'rejected' || unverifiedReason === 'refused') return 'cross';
  return state === 'unverified' ? 'warning' : 'clock';
}

/** The steps as an ordered list. Colour is never the only sign of a step's state. */
export function steps({ snapshot, terms, language, isPhone, isPushed }: ViewContext): TemplateResult {
  const failed = failure(snapshot);
  const mark = { done: icon('check'), failed: icon(failed), current: nothing, 'to-do': nothing };
  const words = { done: terms.stepDone, failed: terms.stepFailed, current: '', 'to-do': '' };
  const name = (step: StepName): string =>
    step === 'scan' && (isPhone || isPushed) ? terms.open : terms[step];
  return html`<ol part="steps" class="steps ${snapshot.state} ${failed}" aria-label=${terms.steps}
    >${stepsFor(snapshot).map(
      (step) =>
        html`<li
          part=${parts[step.status]}
          class="step ${step.status}"
          aria-current=${step.status === 'current' || step.status === 'failed' ? 'step' : nothing}
          >${mark[step.status]}<span>${said(name(step.name))}</span>${words[step.status] ? html`<span class="hidden">${said(`${comma(language)} ${words[step.status]}`)}</span>` : nothing}</li
        >`,
    )}</ol
  >`;
}
