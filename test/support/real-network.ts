/** The browser's own sockets and fetches, and a way to wait until no answer is outstanding. */
export class RealNetwork {
  readonly sockets: WebSocket[] = [];
  readonly WebSocket: new (url: string) => WebSocket;
  readonly #greeting: (index: number) => number;
  #owed = 0;
  readonly #debts = new Map<WebSocket, { frames: number; readonly pay: () => void }>();
  readonly #received = new Map<WebSocket, number>();
  readonly #muted = new Set<WebSocket>();
  readonly #changes = new EventTarget();

  /** @param greeting frames that the server sends to a socket as soon as it is open */
  constructor(greeting: (index: number) => number) {
    this.#greeting = greeting;
    const watch = (socket: WebSocket): void => {
      this.#watch(socket);
    };
    const owe = (socket: WebSocket): void => {
      this.#oweBy(socket);
    };
    this.WebSocket = class extends WebSocket {
      constructor(url: string) {
        super(url);
        watch(this);
      }

      override send(data: string): void {
        owe(this);
        super.send(data);
      }
    };
  }

  /** Outstanding until the element's question is over, when it aborts the signal. */
  readonly fetch = (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    init.signal?.addEventListener('abort', this.#owe(), { once: true });
    return globalThis.fetch(input, init);
  };

  get isBusy(): boolean {
    return this.#owed > 0;
  }

  /** Resolves when nothing is outstanding: every socket greeted or closed, every ping and question answered. */
  quiet(): Promise<void> {
    return this.#until(() => !this.isBusy);
  }

  /** Resolves when the socket has received this many frames, or no more because the element closed it. */
  received(socket: WebSocket, count: number): Promise<void> {
    return this.#until(() => (this.#received.get(socket) ?? 0) >= count || socket.readyState > 1);
  }

  opened(socket: WebSocket): Promise<void> {
    return this.#until(() => socket.readyState > 0);
  }

  closed(socket: WebSocket): Promise<void> {
    return this.#until(() => socket.readyState === 3);
  }

  /** The server will send nothing more on it. */
  mute(socket: WebSocket): void {
    this.#muted.add(socket);
    this.#paidBy(socket);
  }

  #owe(): () => void {
    let isOwed = true;
    this.#owed += 1;
    return () => {
      if (!isOwed) return;
      isOwed = false;
      this.#owed -= 1;
      this.#changed();
    };
  }

  #oweBy(socket: WebSocket, frames = 1): void {
    if (this.#muted.has(socket) || this.#debts.has(socket)) return;
    this.#debts.set(socket, { frames, pay: this.#owe() });
  }

  #paidBy(socket: WebSocket): void {
    this.#debts.get(socket)?.pay();
    this.#debts.delete(socket);
  }

  #heard(socket: WebSocket): void {
    this.#received.set(socket, (this.#received.get(socket) ?? 0) + 1);
    const debt = this.#debts.get(socket);
    if (debt && --debt.frames === 0) this.#paidBy(socket);
    this.#changed();
  }

  #watch(socket: WebSocket): void {
    this.#oweBy(socket, this.#greeting(this.sockets.length));
    this.sockets.push(socket);
    socket.addEventListener('open', () => {
      this.#changed();
    });
    socket.addEventListener('message', () => {
      this.#heard(socket);
    });
    socket.addEventListener('close', () => {
      this.#paidBy(socket);
      this.#changed();
    });
  }

  #changed(): void {
    this.#changes.dispatchEvent(new Event('change'));
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition())
      await new Promise((resolve) => {
        this.#changes.addEventListener('change', resolve, { once: true });
      });
  }
}
