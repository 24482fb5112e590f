/** TypeScript takes any value of any name with a hyphen in JSX, so most names here have none. */
export const wrong = () => (
  <>
    {/* @ts-expect-error there is no such property */}
    <xumm-payload-status websocketUri="wss://xumm.app/sign/1" />
    {/* @ts-expect-error a string, not a number */}
    <xumm-payload-status statusUrl={1} />
    {/* @ts-expect-error not any string is a boolean */}
    <xumm-payload-status renewable="maybe" />
    {/* @ts-expect-error a payload has a uuid */}
    <xumm-payload-status payload={{ id: '1' }} />
    {/* @ts-expect-error it has to promise an answer */}
    <xumm-payload-status getStatus={() => 'verified'} />
    {/* @ts-expect-error nobody sets the state */}
    <xumm-payload-status state="verified" />
    {/* @ts-expect-error events keep their names */}
    <xumm-payload-status onXummVerified={() => undefined} />
    {/* @ts-expect-error this detail has no amount */}
    <xumm-payload-status onxumm-verified={({ detail }) => detail.amount} />
    {/* @ts-expect-error a countdown has no signature */}
    <xumm-payload-status onxumm-countdown={({ detail }) => detail.signed} />
    {/* @ts-expect-error only xumm-resolved is answered */}
    <xumm-payload-status onxumm-verified={(event) => event.respondWith(true)} />
  </>
);
