// The line that a mail client puts above a quote: `On …, Ann <a@b> wrote:`, `2026年11月24日(火) 10:00 山田 太郎 <a@b>:`.
// It may be wrapped. Tells where a quote starts and whom it is from.

import type { Mailbox } from '../guard/facts.ts';
import { parseHeaderAddress } from './addresses.ts';

export type Attribution = {
  readonly lines: number;
  readonly from: Mailbox | null;
  readonly fromName: string | null;
};

const MAX_LINES = 3;
const MAX_LENGTH = 300;

/** How such a line may begin, so that prose is not looked at twice. */
const START =
  /^\s*(?:-{2,} ?)?(?:on|am|le|el|il|em|op)\s|^\s*(?:20)?\d\d(?:年|[/.-]\d)|^\s*\d{1,2}[/.]\d|^\s*[A-Z][a-z]{2},? |@|さん|様|氏/i;
const DATE =
  /\d{4}[年/.-]\s?\d{1,2}[月/.-]\s?\d{1,2}|\d{1,2}[:時]\d{2}|\d{1,2}\.? [A-Za-zéûä]{3,9}\.?,? \d{4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\/\d{1,2}\/\d{2,4}/;
const WROTE =
  /(?:wrote|writes|said|schrieb.*|a écrit|escribió|ha scritto|書きました(?:\s*[(（][^()（）]{0,30}[)）])?|(?:の|からの)(?:メール|メッセージ)(?:によると)?|さんが送信)\s*[:：]?\s*(?:-{2,}\s*)?$/i;
const ADDRESS_AT_END = /[<＜(][^<>\s]+@[^<>\s]+[>＞)]\s*[:：]\s*$/;
const ADDRESS = /[^\s<>＜＞()"“”,、:：[\]]{1,64}@[^\s<>＜＞()"“”,、:：[\]]{1,253}/;
/** `久保田 勝 さんは 2024/02/02 17:05 に書きました:` */
const NAME_FIRST = /^[-\s]*([^\d:：<＜]{1,40}?)\s*(?:さん|様|氏)(?:は|が)/;
/** Everything up to the time, and what joins it to the name. */
const BEFORE_NAME =
  /^.*(?:\d{1,2}[:時]\d{2}分?(?::\d{2})?(?:\s?[AP]M)?|\d{4}|\d月\d{1,2}日)(?:\s*[(（].[)）])?[\s,、.:]*(?:に|、|,)?\s*/is;

const isQuoted = (line: string): boolean => /^[ \t]{0,3}[>＞]/.test(line);

function isAttribution(text: string): boolean {
  if (WROTE.test(text)) return DATE.test(text) || ADDRESS.test(text);
  return DATE.test(text) && ADDRESS_AT_END.test(text);
}

function toAttribution(text: string, lines: number): Attribution {
  const written = ADDRESS.exec(text);
  const address = written === null ? null : parseHeaderAddress(written[0]);
  const before =
    written === null
      ? text.replace(/(?:さん|様)?(?:は|が)?(?:次のように)?書きました.*$|\bwrote\b.*$/s, '')
      : text.slice(0, written.index);
  const name = (NAME_FIRST.exec(before)?.[1] ?? before)
    .replace(BEFORE_NAME, '')
    .replace(/^.*、/, '')
    .replace(/["“”<＜([]/g, '')
    .trim()
    .slice(0, 80);
  const fromName = name === '' ? null : name;
  return { lines, from: address === null ? null : { name: fromName, address }, fromName };
}

/** The attribution that starts on line `at`, or null. */
export function readAttribution(lines: readonly string[], at: number): Attribution | null {
  if (!START.test(lines[at] ?? '')) return null;
  let text = '';
  for (let n = 1; n <= MAX_LINES; n += 1) {
    const line = lines[at + n - 1];
    if (line === undefined || line.trim() === '' || isQuoted(line)) return null;
    text = `${text} ${line}`.trim();
    if (text.length > MAX_LENGTH) return null;
    if (isAttribution(text)) return toAttribution(text, n);
  }
  return null;
}
