// The subject and the text of a notice in the company's language, or in both. Pure.

import type { Language } from '../guard/sentences.ts';
import { addressesText } from './listed-addresses.ts';
import type { NoticeView } from './notice-view.ts';
import { en } from './sentences/en.ts';
import { ja } from './sentences/ja.ts';
import type { Words } from './sentences/words.ts';

export type NoticeLanguage = Language | 'both';

/** What one mail of ours tells: mostly of one mail, now and then of several. */
export type NoticeViews = readonly [NoticeView, ...NoticeView[]];

const WORDS: Readonly<Record<Language, Words>> = { ja, en };

function languagesOf(language: NoticeLanguage): readonly Language[] {
  return language === 'both' ? ['ja', 'en'] : [language];
}

function listOf(title: string, lines: readonly string[], numbered: boolean): readonly string[] {
  if (lines.length === 0) return [];
  return [`${title}:`, ...lines.map((line, n) => (numbered ? `  ${n + 1}. ${line}` : `  ${line}`))];
}

/** Why, until when: what those need who are to do something. */
function waitingLines({ waiting, reasons }: NoticeView, words: Words, language: Language): readonly string[] {
  if (waiting === null) return [];
  const until = `${words.deadline}: ${waiting.deadline[language]} ${words.afterDeadline[waiting.afterwards]}`;
  const { approvers } = waiting;
  const asked = approvers.length === 0 ? [] : [`${words.approvers}: ${approvers.join(words.comma)}`];
  return [...listOf(words.reasons, reasons[language], true), ...asked, until];
}

function factsOf(view: NoticeView, language: Language): readonly string[] {
  const words = WORDS[language];
  const isToOthers = view.kind === 'review' || view.kind === 'handled' || view.kind === 'reminder';
  return [
    `${words.subject}: ${view.subject === '' ? words.noSubject : view.subject}`,
    ...(isToOthers ? [`${words.from}: ${view.author}`] : []),
    `${words.to}: ${addressesText(view, words)}`,
    ...(view.burst === null ? [] : [words.burst(view.burst)]),
    ...(view.kind === 'returned' ? listOf(words.reasons, view.reasons[language], true) : []),
    ...waitingLines(view, words, language),
    ...listOf(words.comment, view.comment, false),
  ];
}

function openingOf([view, ...others]: NoticeViews, { opening, several }: Words): string {
  const gathered = view.kind === 'review' || view.kind === 'handled' ? several[view.kind] : null;
  return others.length === 0 || gathered === null ? opening[view.kind](view) : gathered(others.length + 1);
}

/** The header field's value; the mail's own subject stands in it, already cut and cleaned. */
export function noticeSubject(views: NoticeViews, language: NoticeLanguage): string {
  const languages = languagesOf(language);
  const [view, ...others] = views;
  const tags = languages.map((one) => WORDS[one].tag[view.kind]).join('');
  const [first = 'en'] = languages;
  const words = WORDS[first];
  if (others.length > 0) return `${tags}${words.mails(others.length + 1)}`;
  return `${tags}${view.subject === '' ? words.noSubject : view.subject}`;
}

/** The link stands once, alone on its line; the number is never in it. */
function linkLines({ link, number }: NoticeView, words: readonly Words[]): readonly string[] {
  const page = words.map((one) => (number === null ? one.page : one.pageWithNumber)).join('\n');
  const digits = number === null ? [] : [`${words.map((one) => one.number).join(' / ')}: ${number}`];
  return [`${page}`, link, ...digits];
}

/** Lines end in LF. */
export function noticeText(views: NoticeViews, language: NoticeLanguage): string {
  const languages = languagesOf(language);
  const words = languages.map((one) => WORDS[one]);
  const parts = views.map((view) =>
    [...languages.map((one) => factsOf(view, one).join('\n')), linkLines(view, words).join('\n')].join(
      '\n\n',
    ),
  );
  const openings = words.map((one) => openingOf(views, one)).join('\n');
  const footers = words.map((one) => one.footer).join('\n');
  return `${openings}\n\n${parts.join('\n\n----\n\n')}\n\n--\n${footers}\n`;
}
