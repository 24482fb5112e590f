import { afterNextRender, Component, CUSTOM_ELEMENTS_SCHEMA, input, signal } from '@angular/core';

@Component({
  selector: 'app-payment',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <xumm-payload-status
      [attr.payload]="payload()"
      [attr.status-url]="statusUrl"
      renewable
      (xumm-verified)="paid.set(true)"
    />
    @if (paid()) {
      <p>Paid. Thank you.</p>
    }
  `,
})
export class Payment {
  /** What "create payload" answered, as JSON text. */
  readonly payload = input.required<string>();
  readonly statusUrl = '/api/payloads/{uuid}/status';
  readonly paid = signal(false);

  constructor() {
    afterNextRender(() => import('xumm-payload-status/define'));
  }
}
