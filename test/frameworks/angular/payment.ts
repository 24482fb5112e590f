import { Component, CUSTOM_ELEMENTS_SCHEMA, input, signal } from '@angular/core';
import 'xumm-payload-status/define';
import type { CreatedPayload, GetStatus } from 'xumm-payload-status';

@Component({
  selector: 'app-payment',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <xumm-payload-status
      [payload]="payload()"
      [getStatus]="getStatus"
      [renewable]="true"
      (xumm-verified)="paid.set(true)"
    />
    @if (paid()) {
      <p>Paid. Thank you.</p>
    }
  `,
})
export class Payment {
  readonly payload = input.required<CreatedPayload>();
  readonly paid = signal(false);
  readonly getStatus: GetStatus = (uuid, { signal }) => fetch(`/api/payloads/${uuid}/status`, { signal });
}
