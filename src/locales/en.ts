/**
 * Every sentence the element says. `{time}` and `{host}` are replaced. Neutral on purpose: the element does not know
 * whether the request is a payment, a sign-in or something else; `messages` lets the page say it.
 */
export const en = {
  card: 'Sign request',
  idleTitle: 'No sign request yet',
  idleText: 'The code appears here as soon as there is one.',
  scanTitle: 'Scan with Xaman',
  scanText: 'Open Xaman on your phone and scan this code to review the request.',
  openTitle: 'Sign with Xaman',
  openText: 'Xaman opens on this phone. Come back here when you are done.',
  pushedTitle: 'Sent to your phone',
  pushedText: 'Open the Xaman notification on your phone to review the request.',
  timeUpText: 'Time is up, checking…',
  openedTitle: 'Continue on your phone',
  openedHereTitle: 'Continue in Xaman',
  openedText: 'The request is open in Xaman. Review it there, then sign or reject.',
  preSignedText: 'Confirm your signature in Xaman.',
  dispatchedTitle: 'Submitting…',
  dispatchedText: 'Xaman is sending it to the ledger. Keep this page open.',
  lateText: 'Time is up. If you already signed, do not pay again: this page keeps watching.',
  signedTitle: 'Signed, not yet confirmed',
  signedText: 'Your signature arrived. Whether it took effect is not known here.',
  verifyingTitle: 'Signed. Confirming…',
  verifyingText: 'Signed, not yet confirmed. This takes a few seconds.',
  verifiedTitle: 'Confirmed',
  verifiedText: 'The signature was checked and holds.',
  refusedTitle: 'Not confirmed',
  unverifiedTitle: 'Not confirmed yet',
  unverifiedText: 'Signed, but not confirmed: do not pay twice.',
  rejectedTitle: 'Rejected',
  rejectedText: 'You rejected the request. Nothing was signed.',
  expiredTitle: 'This request has expired',
  cancelledTitle: 'This request was cancelled',
  expiredText: 'If you already signed, do not pay again.',
  unsignedText: 'Nothing was signed.',
  notFoundTitle: 'Request not found',
  notFoundText: 'Xaman does not know this request. If you already signed, do not pay again.',
  errorTitle: 'This request cannot be shown',
  errorText: 'Something is not set up right on this page. Nothing was opened.',
  openLink: 'Open in Xaman',
  continueLink: 'Continue in Xaman',
  copyLink: 'Copy link',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  otherDevice: 'Use another device',
  showCode: 'I did not get it: show QR code',
  showCodeAgain: 'Show QR code again',
  hideCode: 'Hide QR code',
  newRequest: 'New request',
  checkAgain: 'Check again',
  viewTransaction: 'View transaction',
  continue: 'Continue',
  continueTo: 'Continue to {host}',
  codeLabel: 'QR code of the sign request, to scan with Xaman',
  steps: 'Progress',
  scan: 'Scan',
  review: 'Review',
  sign: 'Sign',
  confirm: 'Confirm',
  stepDone: 'done',
  stepFailed: 'failed',
  timeLeft: '{time} left',
  lost: 'Connection lost. Reconnecting…',
  offline: 'You are offline. This page reconnects by itself.',
  closed: 'No live connection.',
};

/** The sentences of one language: a missing or an unknown one fails the build. */
export type Terms = Readonly<Record<keyof typeof en, string>>;

/** The sentences of a language, but for those that the page has words of its own for. */
export function withMessages(terms: Terms, messages: unknown): Terms {
  if (typeof messages !== 'object' || messages === null) return terms;
  const own: Partial<Record<keyof Terms, string>> = {};
  try {
    for (const name of Object.keys(terms) as (keyof Terms)[]) {
      const message: unknown = Object.hasOwn(messages, name) && (messages as Terms)[name];
      if (typeof message === 'string') own[name] = message;
    }
  } catch {
    return terms; // an object that throws says nothing
  }
  return { ...terms, ...own };
}

/** Puts values into a sentence's `{names}`. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (name, key: string) =>
    Object.hasOwn(values, key) ? String(values[key]) : name,
  );
