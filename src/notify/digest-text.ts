// The digest of a day in which the relay only observed: numbers, checks and ids, nothing of what any mail says. Pure.

import { CHECK_NAMES } from '../guard/check-names.ts';
import type { Language } from '../guard/sentences.ts';
import type { DayFigures } from '../relay/day-figures.ts';
import type { NoticeLanguage } from './notice-text.ts';
import { digestEn } from './sentences/digest-en.ts';
import { digestJa } from './sentences/digest-ja.ts';
import type { DigestWords } from './sentences/words.ts';

const WORDS: Readonly<Record<Language, DigestWords>> = { ja: digestJa, en: digestEn };

export type DigestView = {
  /** `2026-11-24` */
  readonly day: string;
  readonly timeZone: string;
  readonly figures: DayFigures;
  readonly webUrl: string;
};

const languagesOf = (language: NoticeLanguage): readonly Language[] =>
  language === 'both' ? ['ja', 'en'] : [language];

const heldOf = ({ tally: { held, rejected } }: DayFigures) => held + rejected;

function partOf({ day, figures }: DigestView, language: Language): string {
  const words = WORDS[language];
  const { mails, tally, checks } = figures;
  const share = mails === 0 ? '0.00' : ((heldOf(figures) * 100) / mails).toFixed(2);
  return [
    words.opening(day),
    words.sum(mails, heldOf(figures), share),
    words.asked(tally.sender, tally.supervisor),
    ...(checks.length === 0 ? [] : ['', words.checks]),
    ...checks.map(([check, held]) => `  ${CHECK_NAMES[language][check]}: ${held}`),
  ].join('\n');
}

function listOf({ figures, timeZone, webUrl }: DigestView, languages: readonly Language[]): string {
  const { listed } = figures;
  if (listed.length === 0) return '';
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const lines = listed.map(
    ({ mailId, receivedAt, checks }) =>
      `  ${time.format(new Date(receivedAt))}  ${webUrl}/held/${mailId}  ${checks.join(', ')}`,
  );
  const more = heldOf(figures) - listed.length;
  const rest = more > 0 ? languages.map((one) => `  ${WORDS[one].more(more)}`) : [];
  return [languages.map((one) => WORDS[one].mails).join(' / '), ...lines, ...rest].join('\n');
}

export function digestSubject({ day, figures }: DigestView, language: NoticeLanguage): string {
  const [first = 'en', ...others] = languagesOf(language);
  const tags = [first, ...others].map((one) => WORDS[one].tag).join('');
  return `${tags} ${day} ${WORDS[first].subject(figures.mails, heldOf(figures))}`;
}

/** Lines end in LF. */
export function digestText(view: DigestView, language: NoticeLanguage): string {
  const languages = languagesOf(language);
  const parts = languages.map((one) => partOf(view, one));
  const page = `${languages.map((one) => WORDS[one].page).join(' / ')}\n${view.webUrl}/dashboard`;
  const footer = languages.map((one) => WORDS[one].footer).join('\n');
  const list = listOf(view, languages);
  return [...parts, ...(list === '' ? [] : [list]), page, `--\n${footer}`].join('\n\n').concat('\n');
}
