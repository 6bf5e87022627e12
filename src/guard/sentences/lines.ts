// The shape of the sentences and the small helpers both languages use.

import type { Evidence, Values } from '../verdict.ts';

export type Lines = {
  /** At most about ten full-width characters: for lists and subjects. */
  readonly label: (values: Values) => string;
  readonly sentence: (values: Values) => string;
  /** What is said beside one piece of evidence; without it, its own note. */
  readonly note?: (values: Values, evidence: Evidence) => string;
};

export const SENTENCE_KEYS = [
  'blocked-recipient',
  'uninspectable',
  'uninspectable/check-failed',
  'sender-mismatch/no-from',
  'sender-mismatch/several',
  'sender-mismatch/foreign-from',
  'sender-mismatch/not-the-login',
  'visible-recipients',
  'visible-recipients/not-repaired',
  'many-recipients',
  'first-contact/company',
  'first-contact/address',
  'lookalike-domain',
  'lookalike-domain/display-name',
  'lookalike-domain/address',
  'external-among-internal',
  'external-among-internal/company',
  'external-among-internal/aside',
  'freemail-recipient',
  'freemail-recipient/colleague',
  'same-name-other-domain',
  'salutation-mismatch',
  'salutation-mismatch/meant',
  'salutation-mismatch/company',
  'salutation-mismatch/company-meant',
  'thread-drift/greets-author',
  'thread-drift/restricted',
  'thread-drift/internal',
  'thread-drift/stranger',
  'thread-drift/aside',
  'distribution-list',
  'distribution-list/meant',
  'burst',
  'mail-merge-mismatch',
  'mail-merge-mismatch/constant',
  'mail-merge-mismatch/shown',
  'important-recipient',
  'auto-forward',
  'unencrypted-personal-data',
  'my-number',
  'special-care-data',
  'confidential-marking',
  'password-with-attachment',
  'password-with-attachment/name',
  'password-with-attachment/after',
  'password-with-attachment/before',
  'attachment-recheck',
  'hidden-content',
  'hidden-content/word',
  'wrong-file',
  'wrong-file/sent-before',
  'missing-attachment',
  'forbidden-attachment',
  'encrypted-content',
] as const;

export type SentenceKey = (typeof SENTENCE_KEYS)[number];

/** The first `shown` items and, when there are more, how many others; `count` when not all are among the items. */
export function list(items: unknown, shown: number, others: string, count?: number): string {
  const { first, rest } = beginning(items, shown, count);
  return rest > 0 ? `${first.join(', ')} (+${rest} ${others})` : first.join(', ');
}

export function itemsJa(items: unknown, shown: number, count?: number, separator = '、'): string {
  const { first, rest } = beginning(items, shown, count);
  return first.join(separator) + (rest > 0 ? ` ほか${rest}件` : '');
}

function beginning(items: unknown, shown: number, count?: number) {
  const all = Array.isArray(items) ? items.map(String) : [String(items ?? '')];
  const first = all.slice(0, shown);
  return { first, rest: (count ?? all.length) - first.length };
}

export function placeJa(where: unknown): string {
  return where === 'body' ? '本文' : where === 'subject' ? '件名' : `「${where}」`;
}

export function placeEn(where: unknown): string {
  return where === 'body' ? 'the text' : where === 'subject' ? 'the subject' : String(where);
}

export function plural(count: unknown, noun: string): string {
  return `${count} ${noun}${String(count) === '1' ? '' : 's'}`;
}
