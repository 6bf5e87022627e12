// The texts of the body taken apart: what the sender wrote, what is signature, quoted or forwarded; and BodyFacts.

import type { LinkedData } from '../attachment/data-links.ts';
import { type AddrSpec, addressKey, parseAddrSpec } from '../guard/address.ts';
import type { BodyFacts, Mailbox, QuotedHeader } from '../guard/facts.ts';
import type { Content } from './contents.ts';
import { type HtmlViews, viewHtml } from './html-views.ts';
import { findPassword } from './passwords.ts';
import { readQuotedHeaders } from './quoted-header.ts';
import { splitQuotes } from './quotes.ts';
import { findSalutations } from './salutations.ts';
import { cutSignature } from './signature.ts';
import { sketchOf } from './sketch.ts';
import { findAside, hasMassWording, mentionsAttachment, toneOf } from './wording.ts';

/** One text part, taken apart. */
export type BodyText = {
  readonly kind: 'plain' | 'html';
  readonly partId: string;
  /** All of it, as shown. */
  readonly whole: string;
  readonly own: string;
  readonly signature: string;
  readonly quoted: string;
  readonly forwarded: string;
  readonly html: (HtmlViews & { readonly source: string }) | null;
  readonly guess: string | null;
};

const MAX_QUOTED_HEADERS = 20;
const MAX_ADDRESSES = 200;
const BEFORE_AT = /[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/;
const AFTER_AT = /^[A-Za-z0-9.-]{1,253}\.[A-Za-z0-9-]{2,63}/;

/** `Re: Fwd: …` is an answer: whom it goes to has seen the text. */
const isForwardSubject = (subject: string): boolean => /^\s*(?:fwd?|転送|tr|wg)\s*[:：]/i.test(subject);

function readBodyText(
  { part, role, text, guess }: Content,
  isForward: boolean,
  sender: Mailbox | null,
): BodyText {
  const html = role === 'html' ? { ...viewHtml(text), source: text } : null;
  const whole = html === null ? text : html.text;
  const { own, quoted, forwarded } = splitQuotes(whole, isForward);
  const { text: unsigned, signature } = cutSignature(own, sender);
  const kind = html === null ? 'plain' : 'html';
  return { kind, partId: part.id, whole, own: unsigned, signature, quoted, forwarded, html, guess };
}

/** `subject` tells forwards, `sender` their own signature. */
export function readBodyTexts(
  contents: readonly Content[],
  subject: string,
  sender: Mailbox | null,
): BodyText[] {
  const isForward = isForwardSubject(subject);
  return contents
    .filter(({ role }) => role === 'plain' || role === 'html')
    .map((content) => readBodyText(content, isForward, sender));
}

/** Content-IDs of the pictures that the texts show. */
export const shownIdsOf = (texts: readonly BodyText[]): ReadonlySet<string> =>
  new Set(texts.flatMap(({ html }) => (html === null ? [] : [...html.contentIds])));

/** What the texts carry in `data:` links. */
export const linkedDataOf = (texts: readonly BodyText[]): readonly LinkedData[] =>
  texts.flatMap(({ html }) => html?.linkedData ?? []);

const squash = (text: string): string => text.replace(/[\s\u3000]+/g, '');

/** The texts that say something the ones before did not say; the first at least. An html alternative of the same words is left out. */
export function distinctTexts(texts: readonly BodyText[]): readonly BodyText[] {
  // Nothing to compare: a large text would be copied for it.
  if (texts.length < 2) return texts;
  const seen = new Set<string>();
  const distinct = texts.filter(({ own, forwarded }) => {
    const key = squash(own + forwarded);
    return key !== '' && !seen.has(key) && seen.add(key);
  });
  return distinct.length > 0 ? distinct : texts.slice(0, 1);
}

const quotedHeadersOf = ({ quoted, forwarded }: BodyText): QuotedHeader[] =>
  readQuotedHeaders(`${quoted}\n${forwarded}`, MAX_QUOTED_HEADERS);

/** The text that stands for all: the first, unless it is only the stub of a longer one. */
function mainText(texts: readonly BodyText[]): string {
  const longest = Math.max(0, ...texts.map(({ own }) => own.trim().length));
  return texts.find(({ own }) => own.trim().length >= longest / 2)?.own ?? '';
}

/** Looked for around each at sign, so that a text without any costs nothing. */
function addressesIn(text: string): AddrSpec[] {
  const found: AddrSpec[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const local = BEFORE_AT.exec(text.slice(Math.max(0, at - 64), at))?.[0].replace(/^\.+/, '');
    const domain = AFTER_AT.exec(text.slice(at + 1, at + 320))?.[0];
    const address = local === undefined || domain === undefined ? null : parseAddrSpec(`${local}@${domain}`);
    if (address !== null) found.push(addressKey(address));
  }
  return found;
}

export function bodyFactsOf(texts: readonly BodyText[]): BodyFacts {
  const distinct = distinctTexts(texts);
  const own = distinct.map((text) => text.own).join('\n\n');
  const main = mainText(distinct);
  const salutations = findSalutations(main);
  const password = findPassword(own);
  return {
    ownTextLength: main.trim().length,
    salutations,
    quoted: texts.map(quotedHeadersOf).find((headers) => headers.length > 0) ?? [],
    tone: toneOf(main),
    aside: findAside(main),
    addressesInText: [...new Set(addressesIn(own))].slice(0, MAX_ADDRESSES),
    mentionsAttachment: mentionsAttachment(own),
    hasMassWording: hasMassWording(own),
    passwordShown: password.shown,
    passwordElsewhere: password.elsewhere,
    sketch: sketchOf(withoutGreeting(main, salutations)),
  };
}

const OPENING_LINES = 21;

/** The greeting names somebody else in each mail made from one template. */
function withoutGreeting(text: string, salutations: readonly string[]): string {
  const greeted = new Set(salutations.map(squash));
  const kept: string[] = [];
  let start = 0;
  for (let n = 0; n < OPENING_LINES; n += 1) {
    const feed = text.indexOf('\n', start);
    const line = text.slice(start, feed < 0 ? undefined : feed);
    if (!greeted.has(squash(line.normalize('NFKC')))) kept.push(line);
    if (feed < 0) return kept.join('\n');
    start = feed + 1;
  }
  // A large text is not copied where nothing is left out.
  return kept.length === OPENING_LINES ? text : [...kept, text.slice(start)].join('\n');
}
