import assert from 'node:assert/strict';

export interface PayloadStatus {
  readonly opened: boolean;
  readonly expired: boolean;
  readonly resolved: boolean;
  readonly signed?: boolean;
  readonly txid?: string;
  readonly verification?: string;
}

export interface Form {
  readonly action: string;
  readonly fields: Record<string, string>;
}

/** A browser as a server sees it: it keeps cookies, says which page asks, and follows no redirects. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  #restNonce: string | null = null;

  /** @param headers sent with each request */
  constructor(
    readonly origin: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ ...this.headers, ...(init.headers as Record<string, string>) });
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookies) headers.set('Cookie', cookies);
    const response = await fetch(new URL(path, this.origin), { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }

  async text(path: string): Promise<string> {
    return (await this.ask(path)).text();
  }

  /** Asks WordPress's REST API as the logged-in user. */
  async askApi(path: string): Promise<Response> {
    this.#restNonce ??= await this.text('/wp-admin/admin-ajax.php?action=rest-nonce');
    return this.ask(path, { headers: { 'X-WP-Nonce': this.#restNonce } });
  }

  /** The page's content as text, without the theme. */
  async read(path: string): Promise<string> {
    const html = await (await this.ask(path)).text();
    return /<main>(.*)<\/main>/s.exec(html)?.[1] ?? html;
  }

  /** The form for an item on a page, by the item's name, and by its post if several have it. */
  async form(path: string, name: string, place?: number): Promise<Form> {
    const html = await this.read(path);
    for (const [form] of html.matchAll(/<form [^>]*>.*?<\/form>/gs)) {
      const fields = Object.fromEntries(
        [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
          ([, key = '', value = '']) => [key, value],
        ),
      );
      const isThere = place === undefined || fields['place'] === String(place);
      if (isThere && fields['item']?.replace(/-[0-9a-f]{8}$/, '') === name)
        return { action: /action="([^"]*)"/.exec(form)?.[1] ?? '', fields };
    }
    assert.fail(`There is no button "${name}" on ${path}:\n${html}`);
  }

  send({ action, fields }: Form, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask(action, {
      method: 'POST',
      headers: { Origin: this.origin, Accept: 'application/json', ...headers },
      body: new URLSearchParams(fields),
    });
  }

  /** Presses a button, and follows the redirect to the page that shows the payload. */
  async start(path: string, name: string): Promise<{ readonly uuid: string; readonly page: string }> {
    const response = await this.send(await this.form(path, name));
    assert.equal(response.status, 303, await response.text());
    const page = new URL(response.headers.get('Location') ?? '', this.origin).href;
    return { uuid: new URL(page).searchParams.get('xumm_payload') ?? '', page };
  }

  askStatus(uuid: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask(`/wp-json/xumm-payload-status/v1/payloads/${uuid}/status`, { headers });
  }

  async status(uuid: string): Promise<PayloadStatus> {
    const response = await this.askStatus(uuid);
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as PayloadStatus;
  }

  async logIn(name: string): Promise<void> {
    await this.ask('/wp-login.php'); // for its test cookie
    const answer = await this.ask('/wp-login.php', {
      method: 'POST',
      body: new URLSearchParams({
        log: name,
        pwd: `${name}-password`,
        'wp-submit': 'Log In',
        testcookie: '1',
      }),
    });
    assert.equal(answer.status, 302, `${name} can log in`);
  }

  /** Publishes by the REST API, like the editor; it keeps only the content that this user may write. */
  async write(content: string, fields: Record<string, unknown> = { status: 'publish' }): Promise<Post> {
    return this.#save('/wp-json/wp/v2/posts', { title: 'A post', content, ...fields });
  }

  rewrite(id: number, content: string, status = 'publish'): Promise<Post> {
    return this.#save(`/wp-json/wp/v2/posts/${id}`, { content, status });
  }

  async #save(path: string, fields: Record<string, unknown>): Promise<Post> {
    this.#restNonce ??= await this.text('/wp-admin/admin-ajax.php?action=rest-nonce');
    const response = await this.ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-WP-Nonce': this.#restNonce },
      body: JSON.stringify(fields),
    });
    const post = (await response.json()) as { id: number; link: string };
    assert(response.ok, JSON.stringify(post));
    const { pathname, search } = new URL(post.link);
    return { id: post.id, path: `${pathname}${search}` };
  }
}

export interface Post {
  readonly id: number;
  readonly path: string;
}

/** `<HTTP status> <code>` of a failure, which must look like WordPress's own. */
export async function failure(response: Response): Promise<string> {
  const body = (await response.json()) as { code: string; message: string };
  assert.match(body.message, /^[A-Z].+/, 'there is a sentence');
  return `${response.status} ${body.code}`;
}
