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
/** Several values of one line of JSON are lines with the same number. */
const MAX_UNREAD = 64;
/** Forms so special that a name beside them is enough. */
const TELLING_FORM: ReadonlySet<SpanKind> = new Set<SpanKind>(['residence-card', 'ssn', 'nino']);
/** `4111 1111 1111 1111`: nobody groups other numbers so that pass as a card's. */
const GROUPED_CARD = /^\d{4}([ -])\d{4}\1\d{4}\1\d{4}$/;

export class Context {
  readonly #seen = new Map<SpanKind, number>();
  /** Lines whose words nobody has asked about yet. */
  #unread: { readonly text: string; readonly line: number }[] = [];

  /** Takes note of a line before its numbers are asked about. */
  read(text: string, line: number): void {
    this.#unread.push({ text, line });
    if (this.#unread.length <= MAX_UNREAD) return;
    // What is out of reach when a number comes tells nothing, and most texts have no number.
    this.#unread = this.#unread.filter((earlier) => line - earlier.line <= REACH);
    if (this.#unread.length > MAX_UNREAD / 2) this.#readWords();
  }

  #readWords(): void {
    for (const { text, line } of this.#unread) {
      if (!ANY.test(text)) continue;
      for (const [kind, word] of WORDS) if (word.test(text)) this.#seen.set(kind, line);
    }
    this.#unread = [];
  }

  /** Whether a number of this kind is what it looks like. */
  believes(kind: SpanKind, shown: string, line: number, hasName: boolean): boolean {
    if (!WORDS.some(([named]) => named === kind)) return true;
    this.#readWords();
    const isNear = line - (this.#seen.get(kind) ?? Number.NEGATIVE_INFINITY) <= REACH;
    const believed =
      isNear ||
      (hasName && TELLING_FORM.has(kind)) ||
      (kind === 'credit-card' && (GROUPED_CARD.test(shown) || hasName));
    if (isNear) this.#seen.set(kind, line);
    return believed;
  }
}
