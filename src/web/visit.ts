// One request as a handler sees it, and the answer it gives back. Handlers know neither Fastify nor cookies: app.ts
// makes the visit, send-answer.ts carries out the answer.

import type { VNode } from 'preact';
import type { Language } from '../guard/sentences.ts';
import type { ApiTokenRow } from '../store/api-token.ts';
import type { Actor, UserRole, UserRow } from '../store/store.ts';
import type { Asset } from './assets.ts';
import type { PagePorts } from './ports.ts';
import type { Watch } from './streams.ts';
import type { Words } from './words/en.ts';

/** What a form or a query says, before a handler has parsed it. */
export type Fields = Readonly<Record<string, unknown>>;

export type Visit = {
  readonly ports: PagePorts;
  readonly at: Date;
  readonly language: Language;
  readonly words: Words;
  readonly user: UserRow | null;
  /** By which a program acts for the user; null: a browser asks. */
  readonly token: ApiTokenRow | null;
  /** SHA-256 of the session's id. */
  readonly session: string | null;
  /** What a sign-in at a provider has left with the browser. */
  readonly detour: string | null;
  /** What every form of ours carries in its field `csrf`. */
  readonly csrf: string;
  /** Path and query, for coming back after a detour. */
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Fields;
  readonly form: Fields;
  /** Address of the browser. */
  readonly client: string;
};

export type SignedVisit = Visit & { readonly user: UserRow };

export type Answer =
  | { readonly kind: 'page'; readonly status: number; readonly page: VNode; readonly retryAfter?: number }
  | {
      readonly kind: 'redirect';
      readonly to: string;
      readonly language?: Language;
      /** For the browser to bring back in `Visit.detour`. */
      readonly detour?: string;
    }
  /** The visitor is somebody else from here on: a new session begins, the old one ends. */
  | { readonly kind: 'sign-in'; readonly user: UserRow; readonly to: string }
  | { readonly kind: 'sign-out'; readonly to: string }
  /** Told again whenever it is another text, as server-sent events. */
  | { readonly kind: 'events'; readonly owner: string; readonly watch: Watch }
  | { readonly kind: 'file'; readonly file: Asset }
  | { readonly kind: 'picture'; readonly type: string; readonly octets: Uint8Array }
  /** To be kept as a file; a long one is told a piece at a time. */
  | {
      readonly kind: 'download';
      readonly type: string;
      /** ASCII. */
      readonly name: string;
      readonly text: string | AsyncIterable<string>;
    }
  | { readonly kind: 'health'; readonly isWell: boolean };

type Place = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly hasScript?: boolean;
  /** Where a form is longer than others. */
  readonly mostFormOctets?: number;
};

/** A row of the route table. Whoever is not named in `roles` is answered as if there were nothing at this path. */
export type Route =
  | (Place & {
      readonly roles: 'everyone';
      /** Tries are counted per client and name: somebody may be guessing. */
      readonly isGuessable?: boolean;
      readonly handle: (visit: Visit) => Promise<Answer>;
    })
  | (Place & {
      /** Needs no session, and therefore no store. */
      readonly roles: 'machines';
      readonly handle: (ports: PagePorts) => Promise<Answer>;
    })
  | (Place & {
      readonly roles: readonly UserRole[];
      /** A browser asks it by itself: no sign that somebody still sits there. */
      readonly isBackground?: boolean;
      readonly handle: (visit: SignedVisit) => Promise<Answer>;
    });

/** Who is written down for what a visit does. */
export function actorOf({ user, token }: Pick<SignedVisit, 'user' | 'token'>): Actor {
  return { kind: 'user', id: user.id, via: token === null ? 'web' : 'api' };
}

/** What the audit says besides: by which of their tokens. */
export function tokenDetail({ token }: Pick<Visit, 'token'>): { readonly token?: string } {
  return token === null ? {} : { token: token.id };
}

export function isSigned(visit: Visit): visit is SignedVisit {
  return visit.user !== null;
}

/** A path on this site to go to after a detour; anything else that a form or link may carry becomes `fallback`. */
export function ownPath(text: unknown, fallback: string): string {
  return typeof text === 'string' && /^\/(?![/\\])[\x21-\x7e]{0,500}$/.test(text) ? text : fallback;
}
