import { StrictMode, useState } from 'react';
import 'xumm-payload-status/define';
import type { CreatedPayload } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/react';
import { payloads } from '../given.js';

const [first, ...rest] = payloads as [CreatedPayload, ...CreatedPayload[]];

export default function Cases() {
  const [errors, setErrors] = useState<string[]>([]);
  const [list, setList] = useState(rest);
  const [isOpen, setOpen] = useState(false);
  const [isAway, setAway] = useState(false);
  return (
    <StrictMode>
      {/* A function that is another one at each render, and a handler that brings the next render. */}
      <section id="inline">
        <xumm-payload-status
          payload={first}
          getStatus={(uuid) => fetch(`/broken/${uuid}`)}
          onxumm-error={(event) => {
            const { code } = event.detail;
            setErrors((before) => [...before, code]);
          }}
        />
        <p>{errors.join()}</p>
      </section>
      <section id="undefined">
        <xumm-payload-status
          getStatus={undefined}
          network={undefined}
          websocketUrl={first.refs?.websocket_status}
          payload={undefined}
          renewable={undefined}
          messages={undefined}
          layout={undefined}
        />
      </section>
      <section id="list">
        {list.map((payload) => (
          <xumm-payload-status key={payload.uuid} payload={payload} />
        ))}
        <button type="button" onClick={() => setList([...list].reverse())}>
          Turn round
        </button>
      </section>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <dialog id="dialog" open={isOpen}>
        {isOpen && <xumm-payload-status payload={first} />}
      </dialog>
      <section id="kept">
        {!isAway && <xumm-payload-status payload={first} />}
        <button type="button" onClick={() => setAway(!isAway)}>
          Away and back
        </button>
      </section>
    </StrictMode>
  );
}
