import { Component, CUSTOM_ELEMENTS_SCHEMA, input } from '@angular/core';
import type { CreatedPayload, XummResolvedEvent } from 'xumm-payload-status';

@Component({
  selector: 'app-late',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <xumm-payload-status
      [attr.websocket-url]="payload().refs?.websocket_status"
      [attr.sign-url]="payload().next?.always"
      [attr.pushed]="false"
      [attr.renewable]="true"
      [attr.status-url]="statusUrl"
      (xumm-resolved)="confirm($event)"
    />
  `,
})
export class Late {
  readonly payload = input.required<CreatedPayload>();
  readonly statusUrl = '/api/payloads/{uuid}/status';

  confirm(event: XummResolvedEvent): void {
    event.respondWith(fetch(`/api/payloads/${event.detail.uuid}/status`));
  }
}
