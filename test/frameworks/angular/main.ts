import { NgComponentOutlet } from '@angular/common';
import { Component, type Type } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { isLate, offer, payload } from '../given.js';

@Component({
  selector: 'app-root',
  imports: [NgComponentOutlet],
  template: '<ng-container *ngComponentOutlet="component; inputs: { payload }" />',
})
class Root {
  static component: Type<unknown>;
  readonly component = Root.component;
  readonly payload = payload;
}

const load = async (): Promise<Type<unknown>> =>
  isLate ? (await import('./late.js')).Late : (await import('./payment.js')).Payment;

void load().then(async (component) => {
  Root.component = component;
  const app = await bootstrapApplication(Root);
  offer(() => {
    app.destroy();
  });
});
