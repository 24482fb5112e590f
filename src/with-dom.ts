/** Takes the place of `without-dom` and `on-server` in the one-script file, which does nothing where there is no page. */
export const isOnServer = (): boolean => false;

export const endLoan = (): void => undefined;
