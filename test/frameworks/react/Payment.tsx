import { useState } from 'react';
import 'xumm-payload-status/define';
import type { CreatedPayload, GetStatus } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/react';

const getStatus: GetStatus = (uuid, { signal }) => fetch(`/api/payloads/${uuid}/status`, { signal });

export default function Payment({ payload }: { payload: CreatedPayload }) {
  const [paid, setPaid] = useState(false);
  return (
    <>
      <xumm-payload-status
        payload={payload}
        getStatus={getStatus}
        renewable
        onxumm-verified={() => setPaid(true)}
      />
      {paid && <p>Paid. Thank you.</p>}
    </>
  );
}
