// Which language a visitor reads: chosen on a page, else the user's own, else what the browser asks for.

import type { Language } from '../guard/sentences.ts';
import { en, type Words } from './words/en.ts';
import { ja } from './words/ja.ts';

/** Each in its own language, so that everybody finds theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

const WORDS: Readonly<Record<Language, Words>> = { ja, en };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}

export function parseLanguage(text: unknown): Language | null {
  return text === 'ja' || text === 'en' ? text : null;
}

/** The first of ours that the field names (RFC 9110 §12.5.4); browsers put what they prefer first. */
export function acceptedLanguage(field: string): Language | null {
  const ranges = field.split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
  return parseLanguage(ranges.find((range) => parseLanguage(range) !== null));
}

export function chooseLanguage(
  chosen: string | undefined,
  own: Language | null,
  accepted: string | undefined,
): Language {
  return parseLanguage(chosen) ?? own ?? acceptedLanguage(accepted ?? '') ?? 'en';
}
