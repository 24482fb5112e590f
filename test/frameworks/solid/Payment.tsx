import { createSignal, Show } from 'solid-js';
import 'xumm-payload-status/define';
import type { CreatedPayload, GetStatus } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/solid';

const getStatus: GetStatus = (uuid, { signal }) => fetch(`/api/payloads/${uuid}/status`, { signal });

export default function Payment(props: { payload: CreatedPayload }) {
  const [paid, setPaid] = createSignal(false);
  return (
    <>
      <xumm-payload-status
        prop:payload={props.payload}
        prop:getStatus={getStatus}
        prop:renewable={true}
        on:xumm-verified={() => setPaid(true)}
      />
      <Show when={paid()}>
        <p>Paid. Thank you.</p>
      </Show>
    </>
  );
}
