// The text of one mail for its page: octets → reader → characters, marked. Read again for every look, never stored.

import { readingOptions } from '../relay/inspect.ts';
import { IntegrityError, type MailDetail } from '../store/store.ts';
import { markText, type Piece } from './mark-text.ts';
import { mayRead } from './may.ts';
import type { ShownText } from './pages/mail-shown.ts';
import { showText } from './shown.ts';
import type { SignedVisit } from './visit.ts';

/** Enough to judge nearly every mail; the rest is one link away. */
const GLANCE_OCTETS = 3_500;
const WHOLE = 300_000;

/** The parts of the text that are written in the mail itself, not in a file of it. */
async function readBody({ ports }: SignedVisit, { mail, facts }: MailDetail): Promise<string> {
  const octets = await ports.store.readOctets(mail.id);
  const { texts } = await ports.readMail(octets, readingOptions(ports.rules()));
  const files = new Set(facts?.content.files.map(({ path }) => path));
  const own = texts.filter(({ where }) => !files.has(where) && where !== 'subject');
  const text = own.map(({ text: part }) => part).join('\n\n');
  // One character per line end, as the marked pieces have it: what is shown is compared with the length.
  return text.trim().replace(/\r\n?/g, '\n');
}

const ESCAPED: Readonly<Record<string, number>> = { '&': 5, '<': 4, '"': 6 };
const MARK_OCTETS = '<mark></mark>'.length;

/** What a character takes on the page: what cannot be seen is named there, and what HTML means is escaped. */
function octetsOf(character: string): number {
  if (/[\w\s]/.test(character)) return 1;
  return ESCAPED[character] ?? Buffer.byteLength(showText(character));
}

/** No more of them than take so many octets on the page, no character cut. */
function beginningOf(pieces: readonly Piece[], octets: number): readonly Piece[] {
  const begun: Piece[] = [];
  let left = octets;
  for (const { text, isMarked } of pieces) {
    left -= isMarked ? MARK_OCTETS : 0;
    let end = 0;
    for (const character of text) {
      left -= octetsOf(character);
      if (left < 0) break;
      end += character.length;
    }
    if (end > 0) begun.push({ text: text.slice(0, end), isMarked });
    if (left < 0) break;
  }
  return begun;
}

const lengthOf = (pieces: readonly Piece[]) => pieces.reduce((sum, { text }) => sum + text.length, 0);

type Wanted = {
  readonly whole: boolean;
  /** An auditor has said why, a moment ago. */
  readonly isOpen: boolean;
};

export async function readText(
  visit: SignedVisit,
  detail: MailDetail,
  { whole, isOpen }: Wanted,
): Promise<ShownText> {
  if (!mayRead(visit.user) && !isOpen) return { kind: 'hidden' };
  try {
    const body = await readBody(visit, detail);
    if (body === '') return { kind: 'none' };
    const marked = markText(body.slice(0, whole ? WHOLE : GLANCE_OCTETS), detail.verdict?.findings ?? []);
    const pieces = whole ? marked : beginningOf(marked, GLANCE_OCTETS);
    return { kind: 'text', pieces, length: body.length, isCut: lengthOf(pieces) < body.length };
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    const isOver = detail.mail.state === 'done' || detail.mail.state === 'cancelled';
    if (isOver) return { kind: 'gone' };
    visit.ports.log({
      event: 'integrity-failed',
      level: 'error',
      mailId: detail.mail.id,
      error: error.message,
    });
    return { kind: 'damaged' };
  }
}
