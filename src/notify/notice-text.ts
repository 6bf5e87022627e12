// The subject and the text of a notice in the company's language, or in both. Pure.

import type { Language } from '../guard/sentences.ts';
import { addressesText } from './listed-addresses.ts';
import type { NoticeView } from './notice-view.ts';
import { en } from './sentences/en.ts';
import { ja } from './sentences/ja.ts';
import type { Words } from './sentences/words.ts';

export type NoticeLanguage = Language | 'both';

const WORDS: Readonly<Record<Language, Words>> = { ja, en };

function languagesOf(language: NoticeLanguage): readonly Language[] {
  return language === 'both' ? ['ja', 'en'] : [language];
}

function listOf(title: string, lines: readonly string[], numbered: boolean): readonly string[] {
  if (lines.length === 0) return [];
  return [`${title}:`, ...lines.map((line, n) => (numbered ? `  ${n + 1}. ${line}` : `  ${line}`))];
}

function blockOf(view: NoticeView, language: Language): string {
  const words = WORDS[language];
  const isWaiting = view.kind === 'held' || view.kind === 'review';
  const deadline = isWaiting && view.deadline !== null ? view.deadline[language] : null;
  return [
    words.opening[view.kind](view),
    '',
    `${words.subject}: ${view.subject === '' ? words.noSubject : view.subject}`,
    ...(view.kind === 'review' ? [`${words.from}: ${view.author}`] : []),
    `${words.to}: ${addressesText(view, words)}`,
    ...listOf(words.reasons, isWaiting || view.kind === 'returned' ? view.reasons[language] : [], true),
    ...listOf(words.comment, view.comment, false),
    ...(deadline === null ? [] : [`${words.deadline}: ${deadline} ${words.afterDeadline}`]),
  ].join('\n');
}

/** The header field's value; the mail's own subject stands in it, already cut and cleaned. */
export function noticeSubject(view: NoticeView, language: NoticeLanguage): string {
  const languages = languagesOf(language);
  const tags = languages.map((one) => WORDS[one].tag[view.kind]).join('');
  const [first = 'en'] = languages;
  return `${tags}${view.subject === '' ? WORDS[first].noSubject : view.subject}`;
}

/** Lines end in LF. The link stands once, alone on its line. */
export function noticeText(view: NoticeView, language: NoticeLanguage): string {
  const languages = languagesOf(language);
  const blocks = languages.map((one) => blockOf(view, one));
  const pages = languages.map((one) => WORDS[one].page).join(' / ');
  const footers = languages.map((one) => WORDS[one].footer);
  return `${blocks.join('\n\n----\n\n')}\n\n${pages}:\n${view.link}\n\n${footers.join('\n')}\n`;
}
