// Whom a mail greets, from the lines at its top: persons, companies, a desk, everybody. The lines come from the reader
// (`BodyFacts.salutations`); what they mean is decided here. Pure.

import { companyKey, hasLegalForm, isUnit } from './company-name.ts';
import { memoized } from './memoized.ts';
import { type PersonName, parsePersonName } from './names/person-name.ts';
import { normaliseLine } from './personal/normalise.ts';

export type Greeted = {
  /** As written, without the honorific. */
  readonly written: string;
  readonly name: PersonName;
  /** `colleague`: さん and the like, which nobody writes to a customer in a letter's head. */
  readonly manner: 'formal' | 'colleague';
  /** Named in a `CC:` line. */
  readonly cc: boolean;
};

export type Greeting = {
  readonly persons: readonly Greeted[];
  /** Keys of companies, see company-name.ts. */
  readonly companies: readonly string[];
  /** 各位, 皆様, Dear all. */
  readonly everybody: boolean;
};

const HONORIFIC =
  '様方?|さま|サマ|殿|先生|氏|社長様?|会長様?|専務|常務|取締役|顧問|監査役|部長様?|次長|課長様?|係長|主任|主査|主事|主幹|参事|店長|支店長|工場長|所長|室長|局長|院長|師長|校長|教頭|園長|塾長|学長|理事長?|教授|博士|監督|弁護士|税理士|先輩|さん|サン|くん|君|ちゃん|(?<=\\p{Script=Han}\\s?)(?:マネー?ジャー|リーダー|GM)';
const PERSON = new RegExp(
  `([\\p{Script=Han}々ヶヵぁ-ゖァ-ヺー・A-Za-z]{1,12}(?:(?<!様|さま|さん|殿|先生|氏|くん|君)\\s[\\p{Script=Han}々ヶぁ-ゖァ-ヺーA-Za-z]{1,12})*?)\\s?(${HONORIFIC})(?=$|[\\s,、，。()（）」】\\]>:：/／・&!]|へ|CC|宛|御?侍史|[御ご]?机下)`,
  'gu',
);
/** `To 三宅様`, `@三宅さん`. */
const ADDRESSED = /^(?:(?:to|hi|hello|dear)\s*:?\s*|[@<[【「]\s*)(?=[^\x20-\x7e])/i;
const FAMILIAR = /^(?:さん|サン|くん|君|ちゃん|先輩)$/;
const TITLE_LEFT = /(?:社長|会長|専務|常務|取締役|部長|次長|課長|係長|主任|店長|所長|室長|教授|先生)$/u;
const NOBODY =
  /皆|各位|各|客|顧客|会員|担当|関係|保護者|契約者|利用者|受講|参加|申請者|応募者|読者|登録|御|ご|貴|取引先|職員|社員|スタッフ|オーナー|ユーザ|お世話|者$/;
const EVERYBODY =
  /各位|皆様|皆さま|皆さん|みなさま|みなさん|\b(?:dear|hi|hello|hey)\s+(?:all|everyone|everybody|team|colleagues|members|customers|friends|folks)\b|\bto all\b/i;
const ENGLISH =
  /^(?:(?:dear|hi|hello|hey|(?:good\s+)?(?:morning|afternoon|evening)|good\s+day|greetings|to|sehr\s+geehrter?|hallo|liebe[rs]?|guten\s+tag|bonjour|ch[eè]re?|hola|estimad[oa])[\s,]+(.{2,60}?)\s*(?:[,:;!–]|\.\s*$|\s-|$)|(\p{Lu}[\p{Ll}]{1,15}(?:(?:,| and| &) \p{Lu}\p{Ll}{1,15}|(?<=Mr|Mrs|Ms|Dr)\.? \p{Lu}\p{Ll}{1,15}|[- ]san)?)\s*(?:,|:|\s[-–]+)\s*$)/iu;
/** Japanese honorifics in Latin letters, and the titles of other languages. */
const BESIDE_NAME = /[-\s](?:san|sama|sensei)$|^(?:herrn?|frau|monsieur|madame|señora?)\s+/iu;
const ENGLISH_NAME = /^(?:\p{Lu}[\p{L}'’.-]*\s*){1,4}$/u;

function japanesePersons(line: string, cc: boolean): Greeted[] {
  return [...line.replace(ADDRESSED, '').matchAll(PERSON)].flatMap(([, written = '', honorific = '']) => {
    const last = written.split(/\s/).at(-1) ?? '';
    if (NOBODY.test(last)) return [];
    const name = parsePersonName(written.replace(TITLE_LEFT, ''));
    if (name === null) return [];
    return [{ written, name, manner: FAMILIAR.test(honorific) ? 'colleague' : 'formal', cc } as const];
  });
}

/** `Dear Dr. Smith,` `Hi Sofia and Tom,` `Jeff,` */
function englishPersons(line: string): Greeted[] {
  const [, called, alone] = ENGLISH.exec(line) ?? [];
  const written = called ?? alone;
  if (written === undefined || EVERYBODY.test(line)) return [];
  return written.split(/\s*(?:,|&|\band\b|\/)\s*/).flatMap((whole) => {
    const one = whole.replace(BESIDE_NAME, '');
    const name = ENGLISH_NAME.test(one) ? parsePersonName(one) : null;
    return name === null ? [] : [{ written: one, name, manner: 'formal', cc: false } as const];
  });
}

/** What stands before the desk or the person: `ひだまり居宅支援 ご担当者様`, `みなかぜ商事 営業部御中`. */
function companiesIn(line: string, persons: readonly Greeted[]): string[] {
  const words = line
    .replace(/^(?:cc|宛先?)\s*[:：]?/i, '')
    .replace(/\s*(?:ご担当者?|御担当者?)(?:様|さま|殿)?.*$/u, '')
    .split(/\s+/);
  return words.flatMap((word) => {
    const known = persons.some(({ written }) => written.includes(word) || word.includes(written));
    const spoken = hasLegalForm(word) || /御中$/.test(word) || (/担当|御中/.test(line) && !NOBODY.test(word));
    const key = spoken && !known && !isUnit(word.replace(/御中$/, '')) ? companyKey(word) : null;
    return key === null ? [] : [key];
  });
}

/** A line that is nothing but a company: `たそがれ観光` above `山田様`. */
function isBareCompany(line: string, next: string | undefined): boolean {
  return (
    next !== undefined &&
    /(?:様|さま|殿|先生|御中)\s*$/u.test(next) &&
    /^[\p{Script=Han}々ぁ-ゖァ-ヺーA-Za-z0-9&・]{3,24}$/u.test(line) &&
    !isUnit(line) &&
    !NOBODY.test(line)
  );
}

function readGreeting(salutations: readonly string[]): Greeting {
  const persons: Greeted[] = [];
  const companies: string[] = [];
  const lines = salutations.map((line) => normaliseLine(line).trim());
  for (const [n, line] of lines.entries()) {
    const found = [...japanesePersons(line, /^\(?cc\b/i.test(line)), ...englishPersons(line)];
    persons.push(...found);
    companies.push(...companiesIn(line, found));
    const key = isBareCompany(line, lines[n + 1]) ? companyKey(line) : null;
    if (key !== null) companies.push(key);
  }
  return {
    persons,
    companies: [...new Set(companies)],
    everybody: lines.some((line) => EVERYBODY.test(line)),
  };
}

/** Many checks ask for the greeting of one mail: its lines are read once. */
export const parseGreeting = memoized(readGreeting);
