// The text of one mail for its page: octets → reader → characters, marked. Read again for every look, never stored.

import { readingOptions } from '../relay/inspect.ts';
import { IntegrityError, type MailDetail } from '../store/store.ts';
import { markText } from './mark-text.ts';
import { mayRead } from './may.ts';
import type { ShownText } from './pages/mail-shown.ts';
import type { SignedVisit } from './visit.ts';

/** Enough to judge nearly every mail; the rest is one link away. */
const GLANCE_OCTETS = 4_500;
const WHOLE = 300_000;

/** The parts of the text that are written in the mail itself, not in a file of it. */
async function readBody({ ports }: SignedVisit, { mail, facts }: MailDetail): Promise<string> {
  const octets = await ports.store.readOctets(mail.id);
  const { texts } = await ports.readMail(octets, readingOptions(ports.rules()));
  const files = new Set(facts?.content.files.map(({ path }) => path));
  const own = texts.filter(({ where }) => !files.has(where) && where !== 'subject');
  return own
    .map(({ text }) => text)
    .join('\n\n')
    .trim();
}

/** No more characters than fit into so many octets, none of them cut. */
function beginningOf(text: string, octets: number): string {
  if (text.length <= octets / 3) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(octets));
  return text.slice(0, read);
}

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
    const shown = whole ? body.slice(0, WHOLE) : beginningOf(body, GLANCE_OCTETS);
    const pieces = markText(shown, detail.verdict?.findings ?? []);
    return { kind: 'text', pieces, length: body.length, isCut: shown.length < body.length };
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
