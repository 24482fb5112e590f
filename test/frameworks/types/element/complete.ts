/** The types for frameworks list by hand what a page may set: everything, and nothing else. */
import type { LitElement } from 'lit';
import type { XummPayloadStatus } from 'xumm-payload-status';
import type { Properties } from '../../node_modules/xumm-payload-status/types/props.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type IsWritable<T, K extends keyof T> = Same<Pick<T, K>, { -readonly [P in K]: T[P] }>;
type Own = Exclude<keyof XummPayloadStatus, keyof LitElement>;
type Settable = {
  [K in Own]: IsWritable<XummPayloadStatus, K> extends true
    ? XummPayloadStatus[K] extends () => unknown
      ? never
      : K
    : never;
}[Own];

export const complete: Same<Settable, keyof Properties> = true;
