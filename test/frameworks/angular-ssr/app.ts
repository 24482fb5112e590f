import { Component } from '@angular/core';
import { provideClientHydration } from '@angular/platform-browser';
import { provideRouter, RouterOutlet, withComponentInputBinding } from '@angular/router';
import { Payment } from './payment';

@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class Root {}

/** The payload that the test created is in the query. */
export const providers = [
  provideRouter([{ path: 'payment', component: Payment }], withComponentInputBinding()),
  provideClientHydration(),
];
