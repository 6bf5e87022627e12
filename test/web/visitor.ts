// A browser without JavaScript that shows every single answer: keeps cookies, follows nothing, and sends forms with
// whatever a test puts in them.

export type Seen = {
  readonly status: number;
  readonly headers: Headers;
  readonly location: string | null;
  readonly html: string;
  /** Without tags, entities resolved, white space drawn together. */
  readonly text: string;
};

export type Visitor = {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Seen>;
  /** With the token of the page last seen and our own Origin, unless given otherwise. */
  post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Seen>;
  /** The hidden fields of the form for `action` on the page last seen. */
  hiddenFields(action: string): Record<string, string>;
};

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

export function unescaped(html: string): string {
  return html.replace(/&(lt|gt|quot|#39|amp);/g, (entity, name) => ENTITIES[name] ?? entity);
}

export function textOf(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function hiddenFieldsIn(form: string): Record<string, string> {
  const inputs = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => input);
  const attribute = (input: string, name: string) =>
    unescaped(new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? '');
  return Object.fromEntries(inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]));
}

let visitors = 0;

/** Each comes from an address of its own, as a reverse proxy would tell. */
export function openVisitor(base: string, language: 'ja' | 'en' = 'en', client?: string): Visitor {
  visitors += 1;
  const forwarded = client ?? `198.51.100.${100 + (visitors % 100)}`;
  const cookies = new Map<string, string>();
  let last = '';

  async function ask(path: string, init: RequestInit): Promise<Seen> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      'accept-language': language,
      'x-forwarded-for': forwarded,
      ...(cookie !== '' && { cookie }),
      ...init.headers,
    };
    const response = await fetch(new URL(path, base), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const html = await response.text();
    if (html !== '') last = html;
    const { status } = response;
    return {
      status,
      headers: response.headers,
      location: response.headers.get('location'),
      html,
      text: textOf(html),
    };
  }

  return {
    cookies,
    get: (path, headers = {}) => ask(path, { method: 'GET', headers }),
    post(path, fields, headers = {}) {
      const csrf = /name="csrf" value="([^"]*)"/.exec(last)?.[1] ?? '';
      const pairs = Object.entries({ csrf, ...fields }).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, String(one)]),
      );
      const body = new URLSearchParams(pairs);
      return ask(path, { method: 'POST', body, headers: { origin: new URL(base).origin, ...headers } });
    },
    hiddenFields(action) {
      const forms = [...last.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([html]) => html);
      const form = forms.find((html) => html.includes(`action="${action}"`));
      if (form === undefined) throw new Error(`no form ${action}: ${textOf(last).slice(0, 300)}`);
      return hiddenFieldsIn(form);
    },
  };
}
