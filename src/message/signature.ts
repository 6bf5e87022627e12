// Takes the sender's own signature off a text: what follows `-- ` (RFC 3676 §4.3), or the last block under a ruler that
// names the sender and gives a way to reach them, as Japanese mail ends. Records and lists under rulers stay.

import { domainOf } from '../guard/address.ts';
import type { Mailbox } from '../guard/facts.ts';

export type Unsigned = { readonly text: string; readonly signature: string };

const RULER = /^(?:[-=_*~＿―─━═＝＊◇◆□■☆★○●・.:+#/\\|－ー┏┗┓┛┌└┐┘｜☐♪∞§ ]){4,}$/u;
const CONTACT = /tel|fax|phone|mobile|電話|ＴＥＬ|ＦＡＸ|℡|携帯|内線|〒|e-?mail|メール|https?:|www\.|@/iu;
const PHONE = /\b0\d{1,4}[-(（ ]\d{1,4}[-)） ]\d{3,4}\b/g;
const ADDRESS = /[^\s<>@:：]+@[^\s<>@]+/g;
/** Nobody signs with these. */
const RECORD =
  /マイナンバー|個人番号|生年月日|口座|カード番号|被保険者|保険証|基礎年金|免許証|旅券|病名|既往|診断|給与|年収|社会保障|date of birth|account (?:no|number)|card (?:no|number)|passport|social security/iu;
/** Below a signature only what systems and lawyers add. */
const FOOTER =
  /confidential|disclaim|intended (?:only|recipient)|virus|sent from|unsubscribe|この(?:電子)?メール|本(?:電子)?メール|誤送信|免責|守秘|ウイルス|から送信|配信/iu;

const MAX_LINES = 16;
const MAX_LENGTH = 2000;
const MAX_FOOTER_LINES = 25;
/** A direct line, a switchboard, a mobile, a fax; two people at most. */
const MAX_PHONES = 5;
const MAX_ADDRESSES = 3;

const isRuler = (line: string): boolean => RULER.test(line.trim());
const countOf = (text: string, what: RegExp): number => new Set(text.match(what) ?? []).size;
const squash = (text: string): string => text.replace(/[\s\u3000]+/g, '').toLowerCase();

function looksSigned(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '' && !isRuler(line));
  if (filled.length > MAX_LINES) return false;
  const text = filled.join('\n').normalize('NFKC');
  if (text.length > MAX_LENGTH || RECORD.test(text)) return false;
  return countOf(text, PHONE) <= MAX_PHONES && countOf(text, ADDRESS) <= MAX_ADDRESSES;
}

function namesSender(text: string, sender: Mailbox | null): boolean {
  if (sender === null) return false;
  const squashed = squash(text.normalize('NFKC'));
  const name = squash((sender.name ?? '').normalize('NFKC'));
  return squashed.includes(domainOf(sender.address)) || (name.length >= 3 && squashed.includes(name));
}

const isFooter = (lines: readonly string[]): boolean => {
  const filled = lines.filter((line) => line.trim() !== '' && !isRuler(line));
  return filled.length === 0 || (filled.length <= MAX_FOOTER_LINES && FOOTER.test(filled.join('\n')));
};

/** The ruler under which the signature starts, or -1; another ruler may close it. */
function signatureStart(lines: readonly string[], sender: Mailbox | null): number {
  const rulers = lines.flatMap((line, i) => (isRuler(line) ? [i] : []));
  for (const [n, start] of rulers.entries()) {
    const end = rulers[n + 1] ?? lines.length;
    const block = lines.slice(start, end);
    const text = block.join('\n');
    if (CONTACT.test(text) && looksSigned(block) && namesSender(text, sender) && isFooter(lines.slice(end)))
      return start;
  }
  return -1;
}

function dashesStart(lines: readonly string[]): number {
  const at = lines.findLastIndex((line) => line === '-- ' || line === '--');
  if (at <= 0) return -1;
  const below = lines.slice(at);
  return looksSigned(below) || (looksSigned(below.slice(0, MAX_LINES)) && isFooter(below.slice(MAX_LINES)))
    ? at
    : -1;
}

/** Cuts the signature of `sender` off; without a sender only one under `-- ` is known. */
export function cutSignature(text: string, sender: Mailbox | null): Unsigned {
  const lines = text.split('\n');
  const dashes = dashesStart(lines);
  const start = dashes >= 0 ? dashes : signatureStart(lines, sender);
  if (start < 0) return { text, signature: '' };
  return { text: lines.slice(0, start).join('\n'), signature: lines.slice(start).join('\n') };
}
