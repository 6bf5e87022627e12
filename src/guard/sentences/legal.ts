// The legal estimate in one sentence, with its basis, and always as what it is.

import type { LegalEstimate, LegalGround } from '../legal/estimate.ts';
import type { LegalCategory } from '../legal/rules.ts';
import type { Language } from '../sentences.ts';
import { plural } from './lines.ts';

export const CATEGORY_NAMES: Readonly<Record<Language, Readonly<Record<LegalCategory, string>>>> = {
  ja: {
    'special-care': '要配慮個人情報',
    financial: '財産的被害のおそれ（カード番号）',
    wrongful: '不正の目的のおそれ',
    'my-number': 'マイナンバー',
    many: '本人の数',
  },
  en: {
    'special-care': 'special-care data',
    financial: 'risk of financial harm (card numbers)',
    wrongful: 'wrongful purpose',
    'my-number': 'My Number',
    many: 'number of persons',
  },
};

const DISCLAIMER: Readonly<Record<Language, string>> = {
  ja: '目安であり、法的助言ではありません。',
  en: 'An estimate, not legal advice.',
};

const inJa = (n: number) => n.toLocaleString('ja');
const inEn = (n: number) => n.toLocaleString('en');

function groundJa({ category, persons, from, law }: LegalGround): string {
  return `${CATEGORY_NAMES.ja[category]} ${inJa(persons)} 人（${inJa(from)} 人から。${law.ja}）`;
}

function groundEn({ category, persons, from, law }: LegalGround): string {
  return `${CATEGORY_NAMES.en[category]}: ${inEn(persons)} (due from ${inEn(from)}; ${law.en})`;
}

function saidJa({ isDue, grounds, uncountedFiles }: LegalEstimate): readonly string[] {
  const named = grounds.map(groundJa).join('、');
  return [
    isDue
      ? `相手を誤っていた場合、個人情報保護委員会への報告対象になる目安です：${named}。`
      : `相手を誤っていた場合でも、数えられた範囲では報告対象に届かない目安です：${named}。`,
    ...(uncountedFiles > 0 ? [`中身を数えられない添付 ${uncountedFiles} 件は含みません。`] : []),
  ];
}

function saidEn({ isDue, grounds, uncountedFiles }: LegalEstimate): readonly string[] {
  const named = grounds.map(groundEn).join('; ');
  return [
    isDue
      ? `If this reached the wrong people, a report to Japan’s privacy commission would probably be due: ${named}.`
      : `If this reached the wrong people, what was counted would probably not have to be reported: ${named}.`,
    ...(uncountedFiles > 0
      ? [`${plural(uncountedFiles, 'file')} whose contents could not be counted not included.`]
      : []),
  ];
}

export function legalSentence(estimate: LegalEstimate, language: Language): string {
  return language === 'ja'
    ? [...saidJa(estimate), DISCLAIMER.ja].join('')
    : [...saidEn(estimate), DISCLAIMER.en].join(' ');
}
