export type FaultCode =
  'invalid-url' | 'untrusted-host' | 'payload-mismatch' | 'not-found' | 'bad-frame' | 'status-failed';

/** What went wrong, and a sentence that tells a developer how to fix it. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
}

export const fault = (code: FaultCode, message: string): { readonly fault: Fault } => ({
  fault: { code, message },
});
