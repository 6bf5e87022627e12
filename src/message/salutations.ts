// The lines at the top of a mail that say whom it greets: company, department, name with 様, `Dear Ms Sato`, `CC: …様`.

const MAX_SALUTATIONS = 5;
const MAX_LENGTH = 80;
const MAX_LINES = 12;

const TITLES =
  '様|さま|サマ|殿|御中|各位|先生|先輩|さん|サン|くん|君|ちゃん|氏|ご担当者|御担当者|皆様|皆さま|みなさま|みなさん|皆さん';
/** What is added to a physician's name: 御侍史, 机下. */
const TRAILER = '(?:\\s?(?:御?侍史|[御ご]?机下))?';
const HONORIFIC = new RegExp(
  `(?:${TITLES}|の方へ)(?:方)?${TRAILER}(?:[()）」】\\]>、，,.:：!/／&]|へ|宛|\\s|$)`,
  'u',
);
/** `鈴木部長`: a rank stands for the honorific. */
const RANK =
  /^\S{1,10}\s?(?:社長|専務|常務|取締役|顧問|監査役|本部長|部長|次長|課長|係長|主任|主査|主事|主幹|参事|室長|局長|所長|店長|支店長|工場長|支配人|編集長|院長|[看護]?師長|校長|教頭|園長|塾長|学長|教授|理事|理事長|会長|監督|マネー?ジャー|リーダー|GM)$/u;
/** A greeting that goes on in the same line: `田中様、いつもお世話になっております。` */
const LEADING = new RegExp(`^(?!.?(?:疲れ|苦労|世話))(.{1,40}?(?:${TITLES}))[、，,。\\s]`, 'u');
const COPY = /^[(（【[]?\s*(?:cc|ｃｃ|写し|同報)\s*[:：]/iu;
const DEAR =
  /^(?:dear|hi|hello|hey|(?:good )?(?:morning|afternoon|evening)|good day|greetings|attn\.?|attention|to|sehr geehrter?|hallo|liebe[rs]?|guten tag|bonjour|ch[eè]re?|hola|estimad[oa])\b[\s:]*\p{L}[^,:;!\n]{0,60}/iu;
/** `Smith-san,` or `Ann,` alone on the first line. */
const NAME_ALONE =
  /^(?!(?:hello|hi|hey|dear|thanks|thank you|greetings|good|yes|no|ok|sorry|please)\b)\p{Lu}[\p{L}.'-]*(?:(?:,| and| &)? \p{Lu}[\p{L}.'-]*){0,3}(?:-san)?(?:[,:]| ?[-–—])$/iu;
const COMPANY =
  /株式会社|有限会社|合同会社|合資会社|医療法人|学校法人|社団法人|財団法人|\(株\)|\(有\)|\(同\)|事務所|銀行|病院|大学|学園|役所|役場|組合|協会|商会|\b(?:Inc|Ltd|LLC|Corp|GmbH|K\.K|Co)\b\.?/u;
const UNIT = /(?:部|課|室|局|係|センター|支店|支社|営業所|事業所|本部|チーム|グループ|店|科)(?:\s|$)/u;
/** From here on the mail talks. */
const TALK =
  /。|お世話|御世話|おせわ|平素|いつも|拝啓|突然|初めて|はじめまして|お疲れ|おつかれ|こんにちは|おはよう|失礼|標記|です$|ます$|下記/u;

/** The greeting that the line holds, or null. */
function greetingOf(line: string, isFirst: boolean): string | null {
  const dear = DEAR.exec(line);
  if (dear !== null) return dear[0].trim();
  if (TALK.test(line) || line.length > MAX_LENGTH) return LEADING.exec(line)?.[1] ?? null;
  const isGreeting =
    HONORIFIC.test(line) || RANK.test(line) || COPY.test(line) || (isFirst && NAME_ALONE.test(line));
  return isGreeting ? line : null;
}

/** At most 5 lines, NFKC. Company and department lines count only above a greeted name or when nothing else is there. */
export function findSalutations(ownText: string): string[] {
  const lines = ownText
    .split('\n', 60)
    .map((line) => line.slice(0, 1000).normalize('NFKC').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .slice(0, MAX_LINES);
  const found: string[] = [];
  const waiting: string[] = [];
  for (const [n, line] of lines.entries()) {
    const greeting = greetingOf(line, n === 0);
    const isTalk = greeting !== line && (TALK.test(line) || line.length > MAX_LENGTH);
    if (greeting !== null) found.push(...waiting.splice(0), greeting);
    if (isTalk) break;
    if (greeting !== null) continue;
    if (COMPANY.test(line) || UNIT.test(line)) waiting.push(line);
    else if (found.length > 0) break;
  }
  if (found.length === 0) found.push(...waiting.filter((line) => COMPANY.test(line)));
  return found.slice(0, MAX_SALUTATIONS).map((line) => line.slice(0, MAX_LENGTH));
}
