// Where in a line something stands that belongs to a person: phone, address, mail address, date, number, illness.
// Says only what it looks like; whether it counts is decided by tables.ts and listing.ts.

import type { PersonalKind } from '../facts.ts';
import { findAddresses } from './addresses.ts';
import { findDates } from './dates.ts';
import { findNumbers } from './numbers.ts';
import { findPhones } from './phones.ts';

/** `date`, `postal` and `age` tell something about a record without being a kind of personal data by themselves. */
export type SpanKind = PersonalKind | 'date' | 'postal' | 'age';

export type Span = {
  readonly kind: SpanKind;
  readonly start: number;
  readonly end: number;
  /** One spelling of the value, for comparing: digits of a phone, ISO date, mail address in lower case. */
  readonly value: string;
};

const MAILBOX_END = /[A-Za-z0-9._%+'-]{1,64}$/;
const DOMAIN_START = /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/;

function findMailAddresses(line: string): Span[] {
  const spans: Span[] = [];
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    const local = MAILBOX_END.exec(line.slice(Math.max(0, at - 64), at))?.[0];
    const domain = DOMAIN_START.exec(line.slice(at + 1, at + 256))?.[0];
    if (local === undefined || domain === undefined || !/\.[A-Za-z][A-Za-z0-9-]*$/.test(domain)) continue;
    spans.push({
      kind: 'email',
      start: at - local.length,
      end: at + 1 + domain.length,
      value: `${local}@${domain}`.toLowerCase().replace(/^'+/, ''),
    });
  }
  return spans;
}

const BORN_BEFORE = /(生年月日|誕生日|生まれ|DOB|D\.O\.B\.?|date of birth|born|birthday)[\s:(]{0,4}(on )?$/i;
const BORN_AFTER = /^\s?(生まれ|生|うまれ)/;

function findDateSpans(line: string): Span[] {
  return findDates(line).map(({ start, end, iso }) => {
    const born =
      BORN_BEFORE.test(line.slice(Math.max(0, start - 20), start)) ||
      BORN_AFTER.test(line.slice(end, end + 4));
    return { kind: born ? 'birth-date' : 'date', start, end, value: iso };
  });
}

const WORDS: readonly (readonly [SpanKind, RegExp])[] = [
  [
    'medical',
    /糖尿病|高血圧|うつ病|適応障害|統合失調症|認知症|脳梗塞|脳出血|心筋梗塞|心不全|狭心症|喘息|ぜんそく|てんかん|肺炎|骨折|打撲|熱傷|捻挫|腰痛|ヘルニア|リウマチ|白血病|肝炎|腎不全|透析|(?:癌|がん|ガン)(?:検診|治療|手術|の|$)|腫瘍|疾患|発達障害|知的障害|精神障害|身体障害|障害者手帳|既往|持病|服薬|投薬|通院|入院|手術|診断書|診断|病名|傷病|病歴|要介護|要支援|アレルギー|妊娠|血糖値|HbA1c|γ-GTP|\b(?:asthma|diabet\w+|hypertension|depression|cancer|epilep\w+|allerg\w+|diagnos\w+|prescription|blood test|surgery|chemotherapy|pregnan\w+|HIV|arthritis|dementia|fracture\w*|insulin|migraine|anxiety disorder)\b/gi,
  ],
  [
    'grade',
    /(?:国語|算数|数学|英語|理科|社会|物理|化学|世界史|日本史|内申|評定|偏差値)\s?[:=]?\s?\d{1,3}(?!\d)/g,
  ],
  [
    'salary',
    /(?:基本給|月給|月収|年収|給与|給料|賞与|年俸|日給|時給|支給額|手取り)[はが:]?\s?[\d,]{3,12}\s?(?:円|万)?/g,
  ],
  ['age', /(?<![\d.])\d{1,3}\s?(?:歳|才)|\b(?:aged?|age:?) \d{1,3}\b/g],
  ['bank-account', /(?:普通|当座|貯蓄)(?:預金)?\s?(?:口座)?(?:番号)?\s?(?:No\.?)?\s?:?\s?\d{6,8}(?!\d)/g],
];

function findWords(line: string): Span[] {
  return WORDS.flatMap(([kind, pattern]) =>
    Array.from(line.matchAll(pattern), (match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
      value: kind === 'bank-account' ? match[0].replace(/\D/g, '') : match[0],
    })),
  );
}

/** All spans of a normalised line in order; where two overlap, the one that begins first, then the longer one, stays. */
export function findSpans(line: string): readonly Span[] {
  const all = [
    ...findMailAddresses(line),
    ...findPhones(line),
    ...findDateSpans(line),
    ...findNumbers(line),
    ...findAddresses(line),
    ...findWords(line),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  let end = 0;
  for (const span of all) {
    if (span.start < end) continue;
    kept.push(span);
    end = span.end;
  }
  return kept;
}
