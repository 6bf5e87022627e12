// Every page of the route table, with something in it: a route that is added is looked at by all tests that look at every
// page.

import { findDocument, topics } from '../../src/docs/documents.ts';
import type { MailId } from '../../src/store/store.ts';
import { readGuide } from '../../src/web/pages/markdown.tsx';
import { ROUTES } from '../../src/web/routes.ts';

/** No pages: redirections, a stream, pictures of guides. */
const NO_PAGES = new Set(['/', '/held/live', '/help/img/:name', '/sign-in/oidc', '/sign-in/oidc/callback']);

export type Contents = {
  /** Mails that are held. */
  readonly ids: readonly MailId[];
  /** Of links in notices about them. */
  readonly tokens: readonly string[];
};

function pathsOf(path: string, { ids, tokens }: Contents): readonly string[] {
  if (path === '/policy/versions/:n') return ['/policy/versions/1'];
  if (path.includes(':id')) return ids.map((id) => path.replace(':id', id));
  if (path === '/held/several') return [`/held/several?do=return${ids.map((id) => `&id=${id}`).join('')}`];
  if (path === '/setup/:token') return ['/setup/x'];
  if (path.includes(':token')) return tokens.map((token) => path.replace(':token', token));
  if (path !== '/help/:topic') return [path];
  return topics().flatMap((topic) => {
    const parts = (['en', 'ja'] as const).map(
      (language) => readGuide(findDocument(topic, language) ?? '').parts,
    );
    const most = Math.min(...parts.map(({ length }) => length));
    return Array.from({ length: most }, (_, n) => `/help/${topic}?part=${n + 1}`);
  });
}

export type PageOfTable = {
  readonly route: string;
  /** Shown to somebody who has signed in; else to anybody. */
  readonly isSigned: boolean;
  readonly paths: (contents: Contents) => readonly string[];
};

export const EVERY_PAGE: readonly PageOfTable[] = ROUTES.flatMap(({ method, path, roles }) =>
  method !== 'GET' || roles === 'machines' || NO_PAGES.has(path)
    ? []
    : [
        {
          route: path,
          isSigned: roles !== 'everyone',
          paths: (contents) => pathsOf(path, contents),
        },
      ],
);

/** The token of the link in the text of a notice. */
export const tokenIn = (text: string): string => /\/confirm\/(\S+)/.exec(text)?.[1] ?? '';
