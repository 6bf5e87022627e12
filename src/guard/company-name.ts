// Names of companies as greetings, display names and file names write them, folded to a key that can be compared,
// learned and matched with domains. Pure.

import type { Domain } from './address.ts';
import { soundOf } from './names/romaji.ts';
import { normaliseLine } from './personal/normalise.ts';

const LEGAL_FORM =
  /株式会社|有限会社|合同会社|合資会社|合名会社|\((?:株|有|同|財|社|医|学)\)|(?:一般|公益)?(?:社団|財団)法人|(?:医療|学校|社会福祉|宗教|特定非営利活動|独立行政)法人|NPO法人|税理士法人|監査法人/g;
const LATIN_FORM =
  /,?\s*\b(?:inc|ltd|llc|llp|plc|corp|corporation|incorporated|limited|company|co|gmbh|ag|sa|bv|kk|k\.k)\b\.?/gi;
/** A unit inside a company: names nobody outside it. */
const UNIT =
  /^(?:.{0,12}(?:本部|部|課|係|室|局|科|班|支店|支社|営業所|事業所|工場|センター|グループ|チーム|窓口|担当|事務局|受付)|[ご御]?担当者?|代表|経理|総務|営業|人事|購買|採用|広報|法務)$/;

/** The key, or null when the text names no company. Two keys are compared as they are. */
export function companyKey(text: string): string | null {
  const bare = normaliseLine(text)
    .replace(LEGAL_FORM, '')
    .replace(LATIN_FORM, '')
    .replace(/(?:御中|様|さま|殿)$/u, '')
    .replace(/[\s"'()・.,、。]/g, '')
    .toLowerCase();
  return bare.length < 2 || bare.length > 30 || UNIT.test(bare) ? null : bare;
}

export function hasLegalForm(text: string): boolean {
  const line = normaliseLine(text);
  return line.search(LEGAL_FORM) >= 0 || /\b(?:Inc|Ltd|LLC|Corp|GmbH|Co)\b/.test(line);
}

const TRADE =
  /(?:商事|商会|商店|物産|産業|工業|興業|工務店|製作所|製薬|薬品|化学|化粧品|食品|水産|農園|酒造|印刷|出版|建設|設計|不動産|運輸|物流|海運|観光|交通|電機|電気|電子|通信|機械|精工|計器|測量|銀行|信用金庫|証券|保険|保安|病院|医院|薬局|学園|大学|研究所|事務所|システムズ?|サービス|ソリューションズ?|ホールディングス|コーポレーション|テクノロジーズ?|エンジニアリング)$/u;

/** Whether the text is surely the name of a company: by its legal form or its trade. */
export function isSurelyCompany(text: string): boolean {
  return hasLegalForm(text) || TRADE.test(normaliseLine(text).trim());
}

export function isUnit(text: string): boolean {
  return UNIT.test(normaliseLine(text).replace(/\s/g, ''));
}

/** Sounds by which a company may be known in its domain: `みなかぜ商事` → minakaze, `Acme Trading` → acmetrading. */
function domainSounds(key: string): string[] {
  const kana = key.match(/[ぁ-ゖ]{3,}|[ァ-ヺー]{3,}/g) ?? [];
  const latin = key.match(/[a-z]{4,}/g) ?? [];
  return [...kana, ...latin].map(soundOf).filter((sound) => sound.length >= 4);
}

/** Katakana adds vowels that a foreign name does not have: ソラリス is solaris. */
const withoutU = (sound: string) => sound.replaceAll('u', '');

/** Whether the domain seems to be named after the company. */
export function soundsLikeDomain(key: string, domain: Domain): boolean {
  const labels = domain.split('.').slice(0, -1).map(soundOf);
  return domainSounds(key).some((sound) => {
    const short = withoutU(sound);
    return labels.some(
      (label) => label.includes(sound) || (short.length >= 5 && withoutU(label).includes(short)),
    );
  });
}

/** Whether two keys may mean one company: one is part of the other. */
export function mayBeSameCompany(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}
