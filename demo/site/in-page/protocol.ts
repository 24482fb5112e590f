/** What a page sends to the page that contains the servers. `id` names one question or one socket. */
export type ToHost =
  | {
      readonly kind: 'ask';
      readonly id: string;
      readonly url: string;
      readonly method: string;
      readonly headers: readonly [string, string][];
      readonly body: string | null;
    }
  | { readonly kind: 'open'; readonly id: string; readonly url: string }
  | { readonly kind: 'say'; readonly id: string }
  | { readonly kind: 'close'; readonly id: string };

/** What the servers send back. */
export type FromHost =
  /** The servers have just begun: earlier messages reached nobody, or servers that are gone. */
  | { readonly kind: 'begun' }
  | {
      readonly kind: 'answer';
      readonly id: string;
      readonly status: number;
      readonly headers: readonly [string, string][];
      readonly body: string;
    }
  | { readonly kind: 'opened'; readonly id: string }
  | { readonly kind: 'frame'; readonly id: string; readonly data: string | Uint8Array }
  /** It is over, whether it was open or not; 1006 means without a close frame. */
  | { readonly kind: 'closed'; readonly id: string; readonly code: number; readonly reason: string };

const TO_HOST: readonly string[] = ['ask', 'open', 'say', 'close'] satisfies ToHost['kind'][];

/** Both directions use one wire. */
export const isToHost = (message: ToHost | FromHost): message is ToHost => TO_HOST.includes(message.kind);

/** Carries messages between pages, or within one. */
export type Wire = Pick<BroadcastChannel, 'postMessage'> & EventTarget;

export const onMessage = (wire: Wire, listener: (message: ToHost | FromHost) => void): void => {
  wire.addEventListener('message', (event) => {
    listener((event as MessageEvent<ToHost | FromHost>).data);
  });
};
