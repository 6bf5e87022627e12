// Where a notice leads. Whoever has no account needs a way to decide: the sender of a held mail gets a link of their own
// with a number that stands in the notice and not in the link; an approver too, if the policy lets them approve by number.

import { randomBytes, randomInt } from 'node:crypto';
import { addressKey } from '../guard/address.ts';
import type { HoldRules } from '../guard/holds/rules.ts';
import { sha256Hex } from '../store/digests.ts';
import type { LinkPurpose, NewLink } from '../store/link.ts';
import type { MailDetail, NoticeRow } from '../store/store.ts';

export type NoticeLink = {
  readonly url: string;
  /** To be typed on the page; null: the page asks for a session. */
  readonly number: string | null;
  /** To be stored with the notice. */
  readonly row: NewLink | null;
};

const TOKEN_OCTETS = 16;
const DIGITS: Readonly<Record<LinkPurpose, number>> = { sender: 6, supervisor: 4 };
const ASKING = new Set<NoticeRow['kind']>(['review', 'reminder']);
const TELLING = new Set<NoticeRow['kind']>(['handled', 'refused']);

function purposeOf(
  { kind, to }: NoticeRow,
  { mail, hold }: MailDetail,
  rules: HoldRules,
): LinkPurpose | null {
  if (mail.state !== 'held' || hold === null || TELLING.has(kind)) return null;
  const { noticeTo } = hold.origin;
  if (noticeTo !== null && addressKey(noticeTo) === addressKey(to)) return 'sender';
  return ASKING.has(kind) && rules.approveByNumber ? 'supervisor' : null;
}

/** Another link at every call; it ends with the step of the hold that it belongs to. */
export function linkFor(notice: NoticeRow, detail: MailDetail, rules: HoldRules, webUrl: string): NoticeLink {
  const purpose = purposeOf(notice, detail, rules);
  const { mailId, to } = notice;
  if (purpose === null || detail.hold === null) {
    return { url: `${webUrl}/held/${mailId}`, number: null, row: null };
  }
  const token = randomBytes(TOKEN_OCTETS).toString('base64url');
  const digits = DIGITS[purpose];
  const number = String(randomInt(10 ** digits)).padStart(digits, '0');
  const expiresAt = detail.hold.step.deadline;
  return {
    url: `${webUrl}/confirm/${token}`,
    number,
    row: { tokenHash: sha256Hex(token), mailId, purpose, to, number, expiresAt },
  };
}
