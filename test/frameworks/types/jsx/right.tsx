import type { CreatedPayload, GetStatus, XummResolvedEvent } from 'xumm-payload-status';

declare const payload: CreatedPayload;
declare const getStatus: GetStatus;
declare const confirm: (event: XummResolvedEvent) => void;
declare const say: (text: string) => void;

export const right = () => (
  <>
    <xumm-payload-status
      id="card"
      lang="de"
      websocket-url={payload.refs?.websocket_status}
      sign-url="https://xumm.app/sign/1"
      status-url="/api/payloads/{uuid}/status"
      auto-return="true"
      network="mainnet"
      pushed={false}
    />
    <xumm-payload-status
      payload={payload}
      getStatus={getStatus}
      renewable={true}
      messages={{ verifiedTitle: 'Paid' }}
      onxumm-resolved={confirm}
      onxumm-verified={({ detail }) => say(detail.txid ?? 'none')}
      onxumm-error={({ detail, currentTarget }) => say(detail.code + currentTarget.state)}
    >
      <h2 slot="header">Pay</h2>
    </xumm-payload-status>
  </>
);
