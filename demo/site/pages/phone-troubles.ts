import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneView, Scenario, Trouble } from '../../platform/index.js';

/** The chosen trouble of each group; none: normal. */
export type TroubleChoices = Partial<Record<Trouble['group'], Trouble | null>>;

export interface Menu {
  readonly view: PhoneView;
  readonly scenarios: readonly Scenario[];
  readonly scenario: Scenario | null;
  readonly troubles: readonly Trouble[];
  readonly chosen: TroubleChoices;
  readonly isSigning: boolean;
}

export interface MenuHands {
  readonly choose: (scenario: Scenario | null) => void;
  readonly trouble: (group: Trouble['group'], trouble: Trouble | null) => Promise<void>;
}

const SCENARIO_GROUPS: readonly (readonly [Scenario['group'], string])[] = [
  ['person', 'The person'],
  ['reports', 'What the wallet reports'],
  ['ledger', 'What the ledger makes of it'],
  ['sign-in', 'The signature'],
];

const TROUBLE_GROUPS: readonly (readonly [Trouble['group'], string])[] = [
  ['ledger', 'The ledger servers'],
  ['webhook', 'The webhook'],
  ['platform', 'The platform'],
];

/** The phone has its own buttons for these. */
const BY_HAND = ['as-asked', 'declined', 'left'];

interface Option {
  readonly id: string;
  readonly label: string;
  readonly effect: string;
}

const option = (
  name: string,
  { id, label, effect }: Option,
  isChosen: boolean,
  choose: () => void,
): TemplateResult =>
  html`<label>
    <input type="radio" name=${name} value=${id} .checked=${isChosen} @change=${choose} />
    <span>${label}<small>${effect}</small></span>
  </label>`;

const group = (legend: string, options: readonly TemplateResult[]): TemplateResult | typeof nothing =>
  options.length === 0
    ? nothing
    : html`<fieldset>
        <legend>${legend}</legend>
        ${options}
      </fieldset>`;

/** What happens to this payload. */
function scenarioMenu({ view, scenarios, scenario, isSigning }: Menu, hands: MenuHands): TemplateResult {
  const kind = view.tx_type === 'SignIn' ? 'sign-in' : 'payment';
  const isStarted = view.state !== 'created';
  const fitting = scenarios.filter(
    (each) =>
      !BY_HAND.includes(each.id) &&
      (each.kind === 'any' || each.kind === kind) &&
      // Once it is opened, how it is opened can no longer be chosen.
      (!isStarted || each.steps[0] === 'open'),
  );
  const asAsked = { id: 'as-asked', label: 'Sign as asked', effect: 'The shop confirms it.' };
  return html`
    <details>
      <summary>${scenario === null ? 'Let something go wrong' : `Will go wrong: ${scenario.label}`}</summary>
      <div class="menu" ?inert=${isSigning}>
        ${option('scenario', asAsked, scenario === null, () => {
          hands.choose(null);
        })}
        ${SCENARIO_GROUPS.map(([name, legend]) =>
          group(
            legend,
            fitting
              .filter((each) => each.group === name)
              .map((each) =>
                option('scenario', each, each.id === scenario?.id, () => {
                  hands.choose(each);
                }),
              ),
          ),
        )}
      </div>
    </details>
  `;
}

/** Troubles that affect all payloads until they are turned off. */
function troubleMenu({ troubles, chosen }: Menu, hands: MenuHands): TemplateResult {
  const active = Object.values(chosen).filter((each) => each !== null);
  return html`
    <details>
      <summary>
        ${active.length === 0 ? 'Trouble behind the scenes' : `Behind the scenes: ${active.map(({ label }) => label).join(', ')}`}
      </summary>
      <div class="menu">
        ${TROUBLE_GROUPS.map(([name, legend]) =>
          group(legend, [
            option(
              name,
              { id: 'none', label: 'As it should be', effect: '' },
              (chosen[name] ?? null) === null,
              () => void hands.trouble(name, null),
            ),
            ...troubles
              .filter((each) => each.group === name)
              .map((each) =>
                option(name, each, each.id === chosen[name]?.id, () => void hands.trouble(name, each)),
              ),
          ]),
        )}
      </div>
    </details>
  `;
}

export const menus = (menu: Menu, hands: MenuHands): TemplateResult =>
  html`${scenarioMenu(menu, hands)}${troubleMenu(menu, hands)}`;
