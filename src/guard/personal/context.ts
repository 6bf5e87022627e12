// Which numbers a text talks about. A form like `AB1234567` or a right check digit is chance; the word for it in the lines
// above, or a number of its kind just before, makes it one. Asked by listing.ts line by line, from top to bottom.

import type { SpanKind } from './spans.ts';

const WORDS: readonly (readonly [SpanKind, RegExp])[] = [
  ['my-number', /個人番号|マイナンバー|my ?number/i],
  ['credit-card', /カード|クレジット|決済|\bcards?\b|visa|mastercard|amex|credit/i],
  ['driving-licence', /免許|licen[cs]e/i],
  ['passport', /旅券|パスポート|passport/i],
  ['pension', /年金/],
  ['residence-card', /在留|residence card/i],
  ['ssn', /\bssn\b|social security/i],
  ['nino', /\bnino\b|\bni (?:no|number)|national insurance/i],
];
const ANY = new RegExp(WORDS.map(([, { source }]) => source).join('|'), 'i');

/** So many lines further down a word still holds. */
const REACH = 15;
/** Forms so special that a name beside them is enough. */
const TELLING_FORM: ReadonlySet<SpanKind> = new Set<SpanKind>(['residence-card', 'ssn', 'nino']);
/** `4111 1111 1111 1111`: nobody groups other numbers so that pass as a card's. */
const GROUPED_CARD = /^\d{4}([ -])\d{4}\1\d{4}\1\d{4}$/;

export class Context {
  readonly #seen = new Map<SpanKind, number>();

  /** Takes note of the words in a line before its numbers are asked about. */
  read(text: string, line: number): void {
    if (!ANY.test(text)) return;
    for (const [kind, word] of WORDS) if (word.test(text)) this.#seen.set(kind, line);
  }

  /** Whether a number of this kind is what it looks like. */
  believes(kind: SpanKind, shown: string, line: number, hasName: boolean): boolean {
    if (!WORDS.some(([named]) => named === kind)) return true;
    const isNear = line - (this.#seen.get(kind) ?? Number.NEGATIVE_INFINITY) <= REACH;
    const believed =
      isNear ||
      (hasName && TELLING_FORM.has(kind)) ||
      (kind === 'credit-card' && (GROUPED_CARD.test(shown) || hasName));
    if (isNear) this.#seen.set(kind, line);
    return believed;
  }
}
