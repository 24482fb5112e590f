import { useEffect, useState } from 'preact/hooks';
import type { CreatedPayload } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/preact';

export default function Payment({ payload }: { payload: CreatedPayload }) {
  const [paid, setPaid] = useState(false);
  useEffect(() => {
    void import('xumm-payload-status/define');
  }, []);
  return (
    <>
      <xumm-payload-status
        payload={JSON.stringify(payload)}
        status-url="/api/payloads/{uuid}/status"
        renewable
        onxumm-verified={() => setPaid(true)}
      />
      {paid && <p>Paid. Thank you.</p>}
    </>
  );
}
