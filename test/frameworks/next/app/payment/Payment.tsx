'use client';

import { useEffect, useRef, useState } from 'react';
import type { CreatedPayload, XummPayloadStatus } from 'xumm-payload-status';
import type {} from 'xumm-payload-status/react';

export default function Payment({ payload }: { payload: CreatedPayload }) {
  const card = useRef<XummPayloadStatus>(null);
  const [paid, setPaid] = useState(false);

  // React attaches no listeners of a custom element, and sets no properties, when it hydrates.
  useEffect(() => {
    const element = card.current;
    const confirm = () => setPaid(true);
    element?.addEventListener('xumm-verified', confirm);
    void import('xumm-payload-status/define');
    return () => element?.removeEventListener('xumm-verified', confirm);
  }, []);

  return (
    <>
      <xumm-payload-status
        ref={card}
        payload={JSON.stringify(payload)}
        status-url="/api/payloads/{uuid}/status"
        renewable
      />
      {paid && <p>Paid. Thank you.</p>}
    </>
  );
}
