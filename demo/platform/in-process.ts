/** A `fetch` without a network. Like the real one it ends with its signal. */
export const inProcess =
  (answer: (request: Request) => Response | Promise<Response>): typeof fetch =>
  async (url, init) => {
    const request = new Request(url, init);
    const { signal } = request;
    signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    return Promise.race([answer(request), aborted]);
  };
