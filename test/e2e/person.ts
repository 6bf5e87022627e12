// A person with a browser that runs no JavaScript: keeps cookies, reads forms, presses buttons.

export type Page = { readonly status: number; readonly url: string; readonly text: string };

export type Person = {
  get(path: string): Promise<Page>;
  /** Sends the form whose action is `action` on the page last seen, with its hidden fields and these. */
  press(action: string, fields: Readonly<Record<string, string>>): Promise<Page>;
};

export function plainText(html: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  };
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ');
}

export function openBrowser(base: string, language: 'ja' | 'en' = 'en'): Person {
  const cookies = new Map<string, string>();
  let last: Page = { status: 0, url: base, text: '' };

  async function go(url: string, init: RequestInit): Promise<Page> {
    const headers = {
      ...init.headers,
      'accept-language': language,
      cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; '),
    };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400)
      return go(new URL(location, url).href, { method: 'GET' });
    last = { status: response.status, url, text: await response.text() };
    return last;
  }

  return {
    get: (path) => go(new URL(path, base).href, { method: 'GET' }),
    press(action, fields) {
      const form = [...last.text.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)]
        .map(([html]) => html)
        .find((html) => html.includes(`action="${action}"`));
      if (form === undefined)
        throw new Error(`no form ${action} on ${last.url}: ${plainText(last.text).slice(0, 500)}`);
      const body = new URLSearchParams();
      for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
        body.append(
          /name="([^"]*)"/.exec(input)?.[1] ?? '',
          plainText(/value="([^"]*)"/.exec(input)?.[1] ?? ''),
        );
      }
      for (const [key, value] of Object.entries(fields)) body.set(key, value);
      return go(new URL(action, base).href, {
        method: 'POST',
        body,
        headers: { origin: new URL(base).origin, 'content-type': 'application/x-www-form-urlencoded' },
      });
    },
  };
}
