// The texts of the body taken apart: what the sender wrote, what is signature, quoted or forwarded; and BodyFacts.

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
const ADDRESS_IN_TEXT = /[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}\.[A-Za-z0-9-]{2,63}/g;

export const isForwardSubject = (subject: string): boolean =>
  /^\s*(?:re\s*:\s*)*(?:fwd?|転送|tr|wg|i)\s*[:：]/i.test(subject);

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

const squash = (text: string): string => text.replace(/[\s\u3000]+/g, '');

/** The texts that say something the ones before did not say: an html alternative of the same words is left out. */
export function distinctTexts(texts: readonly BodyText[]): BodyText[] {
  const seen = new Set<string>();
  return texts.filter(({ own }) => {
    const key = squash(own);
    return key !== '' && !seen.has(key) && seen.add(key);
  });
}

const quotedHeadersOf = ({ quoted, forwarded }: BodyText): QuotedHeader[] =>
  readQuotedHeaders(`${quoted}\n${forwarded}`, MAX_QUOTED_HEADERS);

/** The text that stands for all: the first, unless it is only the stub of a longer one. */
function mainText(texts: readonly BodyText[]): string {
  const longest = Math.max(0, ...texts.map(({ own }) => own.trim().length));
  return texts.find(({ own }) => own.trim().length >= longest / 2)?.own ?? '';
}

function addressesIn(text: string): AddrSpec[] {
  return (text.match(ADDRESS_IN_TEXT) ?? []).flatMap((written) => {
    const address = parseAddrSpec(written.replace(/^\.+/, ''));
    return address === null ? [] : [addressKey(address)];
  });
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

/** The greeting names somebody else in each mail made from one template. */
function withoutGreeting(text: string, salutations: readonly string[]): string {
  const greeted = new Set(salutations.map(squash));
  return text
    .split('\n')
    .filter((line, n) => n > 20 || !greeted.has(squash(line.normalize('NFKC'))))
    .join('\n');
}
