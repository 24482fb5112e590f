import type { CreatedPayload, XummResolvedEvent } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/preact';

function confirm(event: XummResolvedEvent): void {
  event.respondWith(fetch(`/api/payloads/${event.detail.uuid}/status`).then((answer) => answer.json()));
}

export default function Late({ payload }: { payload: CreatedPayload }) {
  return (
    <xumm-payload-status
      websocket-url={payload.refs?.websocket_status}
      sign-url={payload.next?.always}
      pushed={false}
      renewable={true}
      onxumm-resolved={confirm}
    />
  );
}
