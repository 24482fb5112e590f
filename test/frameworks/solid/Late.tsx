import type { CreatedPayload, XummResolvedEvent } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/solid';

function confirm(event: XummResolvedEvent): void {
  event.respondWith(fetch(`/api/payloads/${event.detail.uuid}/status`));
}

export default function Late(props: { payload: CreatedPayload }) {
  return (
    <xumm-payload-status
      attr:websocket-url={props.payload.refs?.websocket_status}
      attr:sign-url={props.payload.next?.always}
      attr:pushed="false"
      attr:renewable="true"
      attr:status-url="/api/payloads/{uuid}/status"
      on:xumm-resolved={confirm}
    />
  );
}
