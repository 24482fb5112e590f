import { html, render } from 'lit';
import { control } from './api.js';
import { messageOf } from './dom.js';

interface Trick {
  readonly label: string;
  /** What will be seen. */
  readonly effect: string;
  readonly play: (uuid: string) => Promise<unknown>;
}

const fault = (uuid: string, body: object): Promise<unknown> => control.post(uuid, 'fault', body);

const TRICKS: readonly Trick[] = [
  {
    label: 'Break the connection',
    effect: 'A quiet strip says so, and it is back within a second or two.',
    play: (uuid) => fault(uuid, { kind: 'drop' }),
  },
  {
    label: 'Close it politely',
    effect: 'The same, with a close code to read in the log.',
    play: (uuid) => fault(uuid, { kind: 'close', code: 1001, reason: 'restarting' }),
  },
  {
    label: 'Refuse for 20 s',
    effect: 'It breaks, and each new try fails: the pauses grow. The backend is asked meanwhile.',
    play: async (uuid) => {
      await fault(uuid, { kind: 'refuse', forMs: 20_000 });
      await fault(uuid, { kind: 'drop' });
    },
  },
  {
    label: 'Fall silent',
    effect: 'The connection looks open, but nothing comes. After 35 s the element pings, then reconnects.',
    play: (uuid) => fault(uuid, { kind: 'silence', forMs: 60_000 }),
  },
  {
    label: 'Delay by 3 s',
    effect: 'The phone is ahead, the card follows three seconds later.',
    play: (uuid) => fault(uuid, { kind: 'delay', ms: 3000 }),
  },
  {
    label: 'Say all three times',
    effect: 'The log still shows each step once.',
    play: (uuid) => fault(uuid, { kind: 'repeat', times: 3 }),
  },
  {
    label: 'Shuffle three frames',
    effect: 'Play on the phone: the card may skip a step, and never goes back.',
    play: (uuid) => fault(uuid, { kind: 'reorder', count: 3 }),
  },
  {
    label: 'Send nonsense',
    effect: 'An xumm-error “bad-frame” in the log. The card stays as it is.',
    play: (uuid) => fault(uuid, { kind: 'raw', data: '<b>this is no JSON</b>' }),
  },
  {
    label: 'Claim “signed”, for another',
    effect: 'An xumm-error “payload-mismatch” in the log. Nobody is fooled.',
    play: (uuid) =>
      fault(uuid, {
        kind: 'raw',
        data: '{"payload_uuidv4":"00000000-0000-4000-8000-000000000000","signed":true}',
      }),
  },
  {
    label: 'Let the time run out',
    effect: 'Not opened yet: expired, with a new request to ask for. Opened: a note, and it goes on.',
    play: (uuid) => control.post(uuid, 'expire'),
  },
  {
    label: 'All well again',
    effect: 'Ends every fault that lasts.',
    play: (uuid) => control.clearFaults(uuid),
  },
];

/**
 * The buttons that cause faults.
 *
 * @param report gets one sentence on the result
 * @returns a function to call with the payload that they affect, or null
 */
export function faultButtons(
  list: HTMLElement,
  report: (sentence: string) => void,
): (uuid: string | null) => void {
  const play = async (trick: Trick, uuid: string): Promise<void> => {
    try {
      await trick.play(uuid);
      report(`${trick.label}: done. ${trick.effect}`);
    } catch (error) {
      report(`${trick.label}: not now. ${messageOf(error)}`);
    }
  };
  return (uuid) => {
    render(
      TRICKS.map(
        (trick, index) => html`
          <li>
            <button
              type="button"
              class="quiet"
              ?disabled=${uuid === null}
              aria-describedby="trick-${index}"
              @click=${() => uuid !== null && void play(trick, uuid)}
            >
              ${trick.label}
            </button>
            <p id="trick-${index}">${trick.effect}</p>
          </li>
        `,
      ),
      list,
    );
  };
}
