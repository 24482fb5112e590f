import { Component } from '@angular/core';
import { provideClientHydration } from '@angular/platform-browser';
import { provideRouter, RouterOutlet, withComponentInputBinding } from '@angular/router';
import { Payment } from './payment';

@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class Root {}

/** What the test created stands in the query. */
export const providers = [
  provideRouter([{ path: 'payment', component: Payment }], withComponentInputBinding()),
  provideClientHydration(),
];
