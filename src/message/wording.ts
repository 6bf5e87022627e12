// Phrases of the text that checks ask about: an attachment that is mentioned, a mail to many, words for colleagues or
// for outsiders, a wish to keep a text among its readers. Japanese and English.

import type { Tone } from '../guard/facts.ts';
import { beginningInNfkc } from './nfkc.ts';

/** Each with the ways of saying that there is none. */
const ATTACHMENT =
  /添付(?!(?:し忘れ|漏れ|もれ|忘れ|なし|無し|はありません|はございません|はしておりません|していません|しません|不要|できません))(?:の|し|いた|致|させ|ファイル|資料|書類|文書|ご|を|に|で|にて|した|します|PDF|Excel|エクセル|ワード)|別添(?:の|に|を|を?ご|資料)|(?:ファイル|資料|見積書?|請求書|データ|PDF)を?(?:お送り|送付|送信)(?:し|いた|致|させ)/iu;
const ATTACHMENT_EN =
  /\b(?:please find|see|find|have) (?:the )?(?:attached|enclosed|attachments?)\b|\b(?:i|we)(?:'ve| have|'m| am| are)? (?:also )?(?:attach(?:ed|ing)?|enclos(?:e|ed|ing))\b|\battached (?:is|are|please|you will find|herewith|file|document|spreadsheet|pdf|to this (?:e-?mail|message))|\bin the attach(?:ed|ment)|\bas attached\b|\bthe attached\b|\b(?:is|are) (?:attached|enclosed)\b/iu;

const MASS =
  /各位|皆様|皆さま|みなさま|みなさん|ご登録(?:の|者|い?ただ)|会員の|配信(?:停止|解除|先)|メール(?:マガジン|配信)|メルマガ|一斉(?:に)?(?:送信|配信|メール)|BCCで|読者の|お申し?込み?(?:いただい|頂い)た(?:方|皆)|\bunsubscribe\b|\bsubscribers?\b|\bnewsletter\b|\bdear (?:all|customers?|members?|colleagues|friends|subscribers?|sirs?|everyone|guests?|applicants?|participants?|parents)\b|\bhi (?:all|everyone)\b/iu;

export const mentionsAttachment = (text: string): boolean =>
  ATTACHMENT.test(text) || ATTACHMENT_EN.test(text);
export const hasMassWording = (text: string): boolean => MASS.test(text);

const TO_COLLEAGUES =
  /(?:お疲れ|おつかれ|お疲)(?:様|さま|さん)?(?:です|でした|でございます|っす|[。、!~]|\s|$)|ご苦労(?:様|さま|さん)(?:です|でした|[。、!]|\s|$)|(?:[部課係局室所行支]員|社員|職員|管理職|役員|[部課室店所]長?会メンバー|部門長|[部課係室局所店]長|店舗スタッフ|部署|各部門?)[ ]?(?:各位|殿|御中)(?:[\s、。]|$)|(?<!貴)(?:部|課|室|係|チーム|グループ|社員|職員|スタッフ)(?:の)?[ ]?(?:各位|皆(?:様|さん|さま)|みなさ[んま]|みんな)|全社員|社内(?:各位|の皆)|\b(?:all|dear|fellow) (?:staff|employees)\b/u;
const TO_OUTSIDERS =
  /お世話に?(?:な|成)|お世話様|御世話|平素|拝啓|謹啓|(?:いつも|毎度|日頃|この度|先日)[^\n]{0,20}(?:ありがと|有難|有り難|御礼|お礼|お引き立て|ご愛顧|ご利用)|弊社|御社|貴(?:社|院|校|庁|会|団体|組合|法人|行|店|学|園|所|事務所)|ご愛顧|時下|ご清[栄祥]|お慶び|拝復|毎々|(?:お客|取引先|お得意|会員|利用者|保護者|生徒|患者|受講|参加者|応募者|契約者|組合員|加盟)[^\n]{0,6}(?:各位|皆|みな|方々|の方|へ)|突然の(?:ご連絡|メール)/u;
/** Who writes to outsiders says which company they are of; by the desk alone one is known inside: `総務課の堀です。` */
const BY_DESK =
  /^(?:(?:人事|総務|経理|財務|営業|法務|広報|企画|購買|資材|製造|生産管理|品質保証|開発|情報システム|情シス|監査|教務|庶務|医事|看護|秘書)|(?:[\p{Script=Han}ァ-ヺー]{1,10}?)(?:部|課|室|係|局))(?:第[一二三四]|\d)?の?(?:[\p{Script=Han}々]{1,4})です(?:[。、]|\s|$)/mu;
/** The opening is what counts: further down a mail talks about others. */
const OPENING_LENGTH = 400;

/** Words for outsiders win: they are never written to colleagues alone. */
export function toneOf(ownText: string): Tone | null {
  const opening = beginningInNfkc(ownText, OPENING_LENGTH);
  if (TO_OUTSIDERS.test(opening)) return 'outsiders';
  return TO_COLLEAGUES.test(opening) || BY_DESK.test(opening) ? 'colleagues' : null;
}

const RESTRICTED =
  /(?:御社|貴社|社内|部内|関係者|当社|弊社|グループ内|課内|チーム内|委員|ここ|この場)(?:限り|かぎり|のみ(?!な)|だけ)(?!で(?:は|も)?(?:ありません|なく))|(?:社|部|関係者)外秘|極秘|(?:他言|口外|転送|他社(?:へ|に)の?(?:開示|共有|口外))(?:は)?(?:無用|しない|なさらない|ご遠慮|お控え|禁止|厳禁|不可)|ご?内密[にで]|ご?内聞に|オフレコ|社内で(?:のみ|だけ)|(?:社外|外部|他|関係者以外)(?:の方|の者)?(?:に|へ)は?(?:絶対に?)?(?:出さ|漏らさ|見せ|話さ)(?:ない|ず|ぬ)|\b(?:(?:must |is |are )?not to be (?:forwarded|shared|distributed|disclosed)|(?:do not|don't|please don't) (?:pass|send) (?:this|it) on|don't (?:share|forward)|in (?:strict|strictest|the strictest) confidence|internal (?:use )?only|do not (?:forward|share|distribute|circulate)|not for (?:distribution|circulation)|for your eyes only|between (?:us|you and me)|(?:strictly|keep (?:this|it)) (?:confidential|private))\b/iu;

/** The words that keep a text among its readers, or null. */
export function findRestriction(text: string): string | null {
  return RESTRICTED.exec(beginningInNfkc(text, 20_000))?.[0] ?? null;
}

const ASIDE =
  /先方|客先|オフレコ|(?:発|公)表前|向こう(?:さん|様|側)?(?:に|へ)は|(?:社外|外部?)(?:に|へ)は(?:絶対に?)?(?:出さ|漏ら|話さ|見せ)|うちの(?:利益|粗利|原価|マージン)|黙って(?:いて|おいて)|相手(?:先|方|側)(?:に|は|が|の|も)|先様|お客(?:さん|様)側|(?:には|にも)?(?:まだ)?(?:伝え|言わ|知らせ|話さ|見せ|漏らさ)ないで|内緒|伏せて|ここだけの話|内々(?:に|の話)|社内(?:限り|だけの話|で止め|に留め)|本音|粗利|原価率|\b(?:(?:do not|don't|dont|never|shouldn't|not to) (?:tell|mention|share|show|let)[^.\n]{0,30}\b(?:client|customer|them|him|her|vendor|supplier)|between (?:us|you and me|ourselves)|our (?:margin|markup|mark-up|bottom line|floor price|walk-?away)|keep (?:this|it) from (?:the )?(?:client|customer|vendor|supplier|them)|they (?:do not|don't|must not|mustn't|should not|shouldn't) know|behind (?:their|his|her) back|off the record|(?:the )?(?:client|customer|vendor|supplier) (?:must|should|does)(?: not|n't) know|keep (?:this|it) (?:internal|in-?house|among us|to ourselves))\b/iu;

/** The words that speak of outsiders as if none were reading, or null. */
export function findAside(ownText: string): string | null {
  return ASIDE.exec(beginningInNfkc(ownText, 20_000))?.[0] ?? null;
}
