import type { CreatedPayload, XummResolvedEvent } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/preact';

function confirm(event: XummResolvedEvent): void {
  event.respondWith(fetch(`/api/payloads/${event.detail.uuid}/status`));
}

export default function Late({ payload }: { payload: CreatedPayload }) {
  return (
    <xumm-payload-status
      websocket-url={payload.refs?.websocket_status}
      sign-url={payload.next?.always}
      pushed={false}
      renewable={true}
      status-url="/api/payloads/{uuid}/status"
      onxumm-resolved={confirm}
    />
  );
}
