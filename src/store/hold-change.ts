// What the store is given to change a held mail, and what it answers.

import type { Hold } from '../guard/holds/hold.ts';
import type { Actor, MailId, MailRow, NewEvent, NewMail, NewNotice } from './store.ts';

/** What a repair makes of a mail: its next revision. The octets of the old one stay, for the audit. */
export type Revision = Pick<
  NewMail,
  | 'recipients'
  | 'is8bit'
  | 'isSmtpUtf8'
  | 'octets'
  | 'sha256'
  | 'messageId'
  | 'subject'
  | 'author'
  | 'facts'
  | 'verdict'
  | 'policyDigest'
>;

/** One step of a hold: what `transition` made of it, and all that has to be written with it. */
export type HoldChange = {
  readonly mailId: MailId;
  /** The mail from which the step was computed; the hold inside is changed by nobody else meanwhile, or not by us. */
  readonly expected: { readonly revision: number; readonly version: number };
  readonly hold: Hold;
  readonly at: string;
  readonly actor: Actor;
  /** When delivery is given up, if the hold ends by being sent. */
  readonly giveUpAt: string;
  readonly events: readonly Pick<NewEvent, 'type' | 'detail'>[];
  readonly notices: readonly NewNotice[];
  /**
   * The next revision, when `hold.content` names one. Its recipients are the whole envelope: those that are not in it
   * any more become `dropped`, new ones come behind. See replaceRecipients for the envelope's digest.
   */
  readonly replaced?: Revision;
  /** Mails that the step splits off, each with its own hold or queued; stored with their first events and notices. */
  readonly linked?: readonly NewMail[];
};

/** `changed`: still held, but another revision or version than expected; `mail` tells which. */
export type HoldChangeResult =
  | { readonly kind: 'done' | 'too-late' | 'changed'; readonly mail: MailRow }
  | { readonly kind: 'unknown' };
