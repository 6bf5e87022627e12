// The store's promise to everybody above it. Two implementations share every query: SQLite (one writer thread,
// group commit) and PostgreSQL. A method that changes something is one transaction with its event; when it
// resolves, the change is durable. Every state change names the state it expects (compare and set).

import type { AddrSpec } from '../guard/address.ts';
import type { Facts } from '../guard/facts.ts';
import type { HistoryAnswer, HistoryQuestion, Lesson } from '../guard/history.ts';
import type { AskedGrant, Hold, HoldNotice } from '../guard/holds/hold.ts';
import type { PersonId } from '../guard/people.ts';
import type { Decision, MailState, RecipientState } from '../guard/states.ts';
import type { Grant, Verdict } from '../guard/verdict.ts';
import type { ApiTokenStore } from './api-token.ts';
import type { ChannelJobStore } from './channel-job.ts';
import type { DirectoryStore } from './directory-row.ts';
import type { EventStore } from './event-store.ts';
import type { EventType } from './event-type.ts';
import type { FigureStore } from './figures.ts';
import type { HeldQuota } from './held-quota.ts';
import type { HistoryImports } from './history-imports.ts';
import type { HoldChange, HoldChangeResult } from './hold-change.ts';
import type { JudgedStore } from './judged-row.ts';
import type { JudgementStore } from './judgement-row.ts';
import type { FirstLease, LeaseStore } from './lease.ts';
import type { LinkStore, NewLink } from './link.ts';
import type { HeldChanges, MailSearch, WatchedList } from './mail-search.ts';
import type { PolicyStore } from './policy-version.ts';
import type { PurgeStore } from './purge.ts';
import type { OctetStore } from './stored-octets.ts';
import type { UserStore } from './user-rows.ts';

export type { EventType } from './event-type.ts';
export type { SessionRow, UserRole, UserRow } from './user-rows.ts';

/** Time and chance, shown to people: `m-` and 26 base32 characters (Crockford, lower case). */
export type MailId = string & { readonly brand: 'MailId' };

export type Actor = {
  /** `sender`, `user`, `system`, `cli` … */
  readonly kind: 'system' | 'client' | 'user' | 'cli';
  /** User id, client address, operating-system user; never a display name. */
  readonly id: string;
  readonly via: 'smtp' | 'web' | 'api' | 'cli' | 'courier' | 'sweep';
};

export type NewRecipient = {
  readonly forwardPath: AddrSpec;
  /** RFC 3461 as the client gave them; null = not given. */
  readonly notify: string | null;
  readonly orcpt: string | null;
};

export type MailOrigin = 'submitted' | 'notice' | 'dsn';

export type NewMail = {
  readonly id: MailId;
  readonly origin: MailOrigin;
  readonly state: 'held' | 'queued';
  readonly receivedAt: string;
  readonly clientAddress: string;
  readonly authenticatedAs: string | null;
  readonly reversePath: AddrSpec | null;
  readonly recipients: readonly NewRecipient[];
  readonly ret: 'FULL' | 'HDRS' | null;
  readonly envid: string | null;
  readonly is8bit: boolean;
  readonly isSmtpUtf8: boolean;
  readonly octets: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
  /** The trace fields put in front when the mail leaves (CRLF ended, ASCII). */
  readonly traceFields: string;
  readonly messageId: string | null;
  readonly subject: string;
  readonly author: AddrSpec | null;
  /** null for our own notices and DSNs, which are never judged. */
  readonly facts: Facts | null;
  readonly verdict: Verdict | null;
  readonly policyDigest: string;
  /** Held only. */
  readonly hold: Hold | null;
  /** Queued only: when delivery is given up. */
  readonly giveUpAt: string | null;
  /** For a notice or DSN the mail it is about; for a mail that a repair split off, the mail it comes from. */
  readonly about: MailId | null;
  readonly actor: Actor;
  /** What the client gave us, when the policy repaired it before it was stored. */
  readonly repaired?: {
    readonly sha256: string;
    readonly sizeOctets: number;
    readonly forwardPaths: readonly AddrSpec[];
    readonly operations: readonly object[];
  };
  /** Notices about this mail, written with it. Only insertMail and insertHeld write them. */
  readonly notices?: readonly NewNotice[];
};

export type RecipientRow = NewRecipient & {
  readonly n: number;
  readonly state: RecipientState;
  readonly replyCode: number | null;
  readonly reply: string | null;
  readonly hop: string | null;
  readonly settledAt: string | null;
};

export type MailRow = Omit<
  NewMail,
  'octets' | 'facts' | 'verdict' | 'hold' | 'recipients' | 'actor' | 'state' | 'notices' | 'repaired'
> & {
  readonly state: MailState;
  readonly revision: number;
  /** Counts the changes of the hold, grants and reminders among them. */
  readonly holdVersion: number;
  readonly sizeOctets: number;
  readonly envelopeSha256: string;
  readonly needs: readonly Grant[];
  /** When what the hold asks for now must have been given. */
  readonly deadline: string | null;
  /** The item it was held as a part of: an author's burst (the address), or the copies of one mail. */
  readonly burst: string | null;
  readonly decision: Decision | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly comment: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly lastError: string | null;
  /** When its octets were erased. */
  readonly erasedAt: string | null;
};

/** A mail with everything the held-mail page or the courier needs, without octets. */
export type MailDetail = {
  readonly mail: MailRow;
  readonly recipients: readonly RecipientRow[];
  readonly facts: Facts | null;
  readonly verdict: Verdict | null;
  /** Kept when the hold has ended; null for a mail that was never held. */
  readonly hold: Hold | null;
};

export type MailSummary = {
  readonly mail: MailRow;
  readonly forwardPaths: readonly AddrSpec[];
  /** How many of them were refused or given up. */
  readonly undelivered: number;
  /** How many mails of its burst are held, this one included; 0: it is part of none, or no longer held. */
  readonly burstSize: number;
  readonly verdict: Verdict | null;
  /** What a held mail waits for. */
  readonly asks: AskedGrant | null;
};

/** `detail` is canonical JSON without personal data beyond addresses; it is covered by the hash chain. */
export type NewEvent = {
  readonly type: EventType;
  readonly mailId: MailId | null;
  readonly at: string;
  readonly actor: Actor;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type EventRow = NewEvent & { readonly writer: string; readonly seq: number; readonly hash: string };

/** The last event of a writer. */
export type ChainHead = { readonly writer: string; readonly seq: number; readonly hash: string };

/** A notice to be composed and queued by `notify/`. */
export type NewNotice = {
  readonly kind: HoldNotice | 'refused';
  readonly mailId: MailId;
  readonly to: AddrSpec;
  readonly createdAt: string;
};
export type NoticeRow = NewNotice & { readonly id: number };

export type ListQuery = {
  readonly states?: readonly MailState[];
  readonly search?: MailSearch;
  /** Only mails of which one of these is the author or the reverse-path, in any case. */
  readonly by?: readonly AddrSpec[];
  /** Beside those of `by`: held mails that this person is asked to decide. */
  readonly asked?: PersonId | null;
  readonly origin?: MailOrigin;
  /** Only the held mails of this item. */
  readonly burst?: string;
  /** Of every burst only the first mail that is still held, for all of them. */
  readonly areBurstsOne?: boolean;
  readonly limit: number;
  readonly offset?: number;
  /** Only what comes after this place. */
  readonly after?: ListPlace;
  /** Held mails come in deadline order, all others newest first. */
};

/** Where a mail stands in a list: its deadline in one of held mails only, when it was received in all others. */
export type ListPlace = { readonly at: string; readonly id: MailId };

/** What waits now; times are when the oldest was received. */
export type Backlog = {
  readonly held: { readonly count: number; readonly oldestAt: string | null };
  readonly queued: { readonly count: number; readonly oldestAt: string | null };
  /** Of a queued mail. */
  readonly mostAttempts: number;
};

export type Store = ApiTokenStore &
  ChannelJobStore &
  DirectoryStore &
  EventStore &
  FigureStore &
  HeldQuota &
  HistoryImports &
  LinkStore &
  JudgedStore &
  JudgementStore &
  LeaseStore &
  OctetStore &
  PolicyStore &
  PurgeStore &
  UserStore & {
    /** Which database: for logs and `doctor`. */
    readonly kind: 'sqlite' | 'postgres';

    /** With a lease (of a queued mail) whoever stores it delivers it at once, and nobody else may claim it. */
    insertMail(mail: NewMail, lease?: FirstLease): Promise<void>;
    findMail(id: MailId): Promise<MailDetail | null>;
    listMails(query: ListQuery): Promise<readonly MailSummary[]>;
    countMails(query: Omit<ListQuery, 'limit' | 'offset' | 'after'>): Promise<number>;
    measureBacklog(): Promise<Backlog>;
    heldChanges(list: WatchedList): Promise<HeldChanges>;
    /** Mails whose Message-ID, reverse-path or a forward-path equals `what` (any case), newest first. */
    traceMails(what: string, limit: number): Promise<readonly MailDetail[]>;

    /** What is known of the latest mails with this Message-ID and reverse-path, newest first; a few of them. */
    findCopies(wanted: {
      readonly messageId: string;
      readonly reversePath: AddrSpec;
      readonly since: string;
    }): Promise<readonly Facts[]>;

    /** The only way in which a stored hold changes: compare and set, in one transaction with events and notices. */
    changeHold(change: HoldChange): Promise<HoldChangeResult>;
    /** Ids of held mails with which the clock has something to do by `now`, the most overdue first. */
    findDueHolds(now: string, limit: number, offset?: number): Promise<readonly MailId[]>;

    /** Parks what is queued in a restored database: it is not claimed until settleParked. */
    parkQueued(input: {
      readonly at: string;
      readonly actor: Actor;
      /** When the backup was made; null: unknown. */
      readonly backupAt: string | null;
    }): Promise<number>;
    countParked(): Promise<number>;
    settleParked(input: {
      readonly action: 'deliver' | 'discard';
      readonly at: string;
      readonly actor: Actor;
    }): Promise<number>;
    answerHistory(question: HistoryQuestion, now: string): Promise<HistoryAnswer>;
    learn(lessons: readonly Lesson[]): Promise<void>;

    /** Drops what is older than any answer looks back, in steps between which others write; to be called now and then. */
    dropForgotten(now: string): Promise<void>;

    /** Seals every mail's own key with the newest key; returns how many were not yet. May be broken off and repeated. */
    rewrapKeys(): Promise<number>;

    /** Due by `now`, or all of them. */
    takeNotices(limit: number, now?: string): Promise<readonly NoticeRow[]>;
    /** Queues the composed mail and removes its notices, in one transaction; false when all were taken already. */
    settleNotices(ids: readonly number[], mail: NewMail, links?: readonly NewLink[]): Promise<boolean>;
    /** `until` null: given up. */
    putOffNotices(ids: readonly number[], until: string | null): Promise<void>;
    isDigestQueued(digest: { readonly day: string; readonly to: AddrSpec }): Promise<boolean>;
    /** Once for a day and an address: false when it was queued before. */
    queueDigest(digest: {
      readonly day: string;
      readonly to: AddrSpec;
      readonly mail: NewMail;
    }): Promise<boolean>;

    /** Throws when the database cannot be written (health, 451 at MAIL FROM). */
    ping(): Promise<void>;
    /** The time of the database that several machines share, ISO; null: it is on one machine, whose clock counts. */
    readClock(): Promise<string | null>;
    close(): Promise<void>;
  };

/** Stored octets differ from what was accepted: never delivered, loudly. */
export class IntegrityError extends Error {
  readonly code = 'integrity';
}

/** The database cannot be used now (locked, full, down): temporary, SMTP answers 451. */
export class StoreUnavailable extends Error {
  readonly code = 'store-unavailable';
}
