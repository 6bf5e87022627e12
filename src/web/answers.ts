// The answers that many handlers give.

import type { VNode } from 'preact';
import { MessagePage } from './pages/message-page.tsx';
import type { Answer, Visit } from './visit.ts';

export function page(vnode: VNode, status = 200): Answer {
  return { kind: 'page', status, page: vnode };
}

export function redirect(to: string): Answer {
  return { kind: 'redirect', to };
}

type Said = 'notFound' | 'forged' | 'bad' | 'down' | 'broken';

const STATUS: Readonly<Record<Said, number>> = {
  notFound: 404,
  forged: 403,
  bad: 400,
  down: 503,
  broken: 500,
};

/** One sentence and a way on. What is not for a visitor to see is `notFound`, never forbidden. */
export function say(visit: Visit, what: Said, status = STATUS[what]): Answer {
  const { error } = visit.words;
  return page(MessagePage({ visit, title: error[what], hint: error[`${what}Hint`] }), status);
}

export function sayTooMany(visit: Visit, waitMs: number): Answer {
  const { error } = visit.words;
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  const vnode = MessagePage({ visit, title: error.tooMany, hint: error.tooManyHint(minutes) });
  return { kind: 'page', status: 429, page: vnode, retryAfter: minutes * 60 };
}
