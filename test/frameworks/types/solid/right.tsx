import type { CreatedPayload, GetStatus, XummResolvedEvent } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/solid';

declare const payload: CreatedPayload;
declare const getStatus: GetStatus;
declare const confirm: (event: XummResolvedEvent) => void;
declare const say: (text: string) => void;

export const right = () => (
  <>
    <xumm-payload-status
      id="card"
      lang="de"
      attr:websocket-url={payload.refs?.websocket_status}
      attr:sign-url="https://xumm.app/sign/1"
      attr:status-url="/api/payloads/{uuid}/status"
      attr:auto-return="true"
      attr:network="mainnet"
      attr:pushed={false}
    />
    <xumm-payload-status
      prop:payload={payload}
      prop:getStatus={getStatus}
      prop:renewable={true}
      prop:messages={{ verifiedTitle: 'Paid' }}
      on:xumm-resolved={confirm}
      on:xumm-verified={({ detail }) => say(detail.txid ?? 'none')}
      on:xumm-error={({ detail, currentTarget }) => say(detail.code + currentTarget.state)}
    >
      <h2 slot="header">Pay</h2>
    </xumm-payload-status>
  </>
);
