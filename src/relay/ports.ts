// What the verbs of `relay/` are given from outside (serve.ts composes it): no file under relay/ opens a socket,
// reads a clock or writes a log by itself.

import type { AddrSpec } from '../guard/address.ts';
import type { HistoryAnswer } from '../guard/history.ts';
import type { People } from '../guard/people.ts';
import type { Rules } from '../guard/policy.ts';
import type { Reading, ReadingOptions } from '../message/reading.ts';
import type { Operation, RepairEnvelope } from '../message/rewrite/operations.ts';
import type { RepairPreview } from '../message/rewrite/preview-repair.ts';
import type { Outcome } from '../store/lease.ts';
import type { MailId, NewRecipient, Store } from '../store/store.ts';

/** One mail as the SMTP edge took it: paths canonical, octets free of bare CR, bare LF and NUL. */
export type Submission = {
  readonly clientAddress: string;
  readonly clientName: string;
  readonly isTls: boolean;
  readonly authenticatedAs: string | null;
  readonly reversePath: AddrSpec | null;
  readonly recipients: readonly NewRecipient[];
  readonly ret: 'FULL' | 'HDRS' | null;
  readonly envid: string | null;
  readonly is8bit: boolean;
  readonly isSmtpUtf8: boolean;
  /** Of a large mail: in shared memory, and only until acceptMail has answered. */
  readonly octets: Uint8Array;
};

/** What acceptMail answers after the mail is durable. It throws when nothing could be stored: SMTP answers 451. */
export type AcceptResult =
  | { readonly kind: 'queued'; readonly id: MailId }
  | { readonly kind: 'held'; readonly id: MailId }
  /** Not stored for delivery, only its event; `id` goes into the 550 text. */
  | { readonly kind: 'rejected'; readonly id: MailId }
  /** Has passed too many relays (RFC 5321 §6.3); not stored either. */
  | { readonly kind: 'looping'; readonly id: MailId }
  /** To be held, and as many of its sender are held as may be: nothing is stored, and the client keeps it. */
  | { readonly kind: 'over-quota'; readonly id: MailId }
  /** The copy of a received mail: learned from, and gone. */
  | { readonly kind: 'learned'; readonly id: MailId }
  /** Outgoing mail given to the listener of such copies, which sends nothing. */
  | { readonly kind: 'misdirected'; readonly id: MailId };

/** Nothing is stored any more once `signal` is aborted: the client has been told to come back. */
export type AcceptMail = (submission: Submission, signal?: AbortSignal) => Promise<AcceptResult>;

/** A server that takes what we send. */
export type Hop = {
  readonly host: string;
  readonly port: number;
  readonly tls: 'none' | 'opportunistic' | 'require';
  readonly user: string | null;
  readonly password: string | null;
};

export type DeliveryRequest = {
  readonly hop: Hop;
  readonly reversePath: AddrSpec | null;
  readonly recipients: readonly (NewRecipient & { readonly n: number })[];
  readonly ret: 'FULL' | 'HDRS' | null;
  readonly envid: string | null;
  readonly is8bit: boolean;
  readonly isSmtpUtf8: boolean;
  /** Sent one after the other: our trace fields, then the octets as received, or of a large mail their beginning. */
  readonly pieces: readonly Uint8Array[];
  /** What follows the pieces; null: nothing does. */
  readonly rest: RestOctets | null;
};

export type RestOctets = {
  readonly sizeOctets: number;
  /**
   * From the start at every call, in arrays that are the reader's own. When it throws, the mail must not be ended: the
   * connection is broken off before the final dot.
   */
  read(): AsyncIterable<Uint8Array>;
};

export type DeliveryResult = {
  /** One per recipient of the request. `deferred` for whatever is not known to be taken or refused for good. */
  readonly outcomes: readonly Outcome[];
  /** The connection broke after our final dot and before its reply. */
  readonly outcomeUnknown: boolean;
};

/** Speaks SMTP to a next hop over kept connections. Never throws for what the hop says or fails to say. */
export type NextHop = {
  deliver(request: DeliveryRequest, signal: AbortSignal): Promise<DeliveryResult>;
  close(): Promise<void>;
};

/** One line per event; never octets, body, subject or credentials (STYLE 24). */
export type LogLine = {
  readonly event: string;
  readonly level?: 'info' | 'warn' | 'error';
  readonly mailId?: MailId;
  readonly state?: string;
  readonly reversePath?: AddrSpec | null;
  readonly forwardPaths?: readonly AddrSpec[];
  readonly hop?: string;
  /** Address of the SMTP client. */
  readonly client?: string;
  readonly code?: number | string | null;
  readonly checks?: readonly string[];
  readonly error?: string;
  readonly ms?: number;
  readonly count?: number;
  /** Purged: mails removed whole, and events. */
  readonly removed?: number;
  readonly events?: number;
  /** An end of a chain of events. */
  readonly writer?: string;
  readonly seq?: number;
  readonly hash?: string;
};
export type MailLog = (line: LogLine) => void;

/** Reads a mail's octets in a worker thread with a deadline and a memory limit. Never throws: what fails there is
 * a Reading whose faults say so (`timeout`, `out-of-memory`, `reader-crashed`). */
export type ReadMail = (octets: Uint8Array, options: ReadingOptions) => Promise<Reading>;

export type RepairRequest = {
  readonly octets: Uint8Array;
  readonly envelope: RepairEnvelope;
  readonly operations: readonly Operation[];
  /** 32 octets from which everything random comes: the same seed, the same octets. */
  readonly seed: Uint8Array;
};

/** Carries out operations in memory, in a thread of its own when that is much work, and signs with our keys. */
export type PreviewRepair = (request: RepairRequest) => Promise<RepairPreview>;

export type RelayPorts = {
  readonly store: Store;
  readonly rules: () => Rules;
  /** The directory as it is now; NO_DIRECTORY where none is kept. */
  readonly people: () => People;
  readonly readMail: ReadMail;
  readonly previewRepair: PreviewRepair;
  readonly nextHop: NextHop;
  /** The hop for a forward-path's domain (routes, else nextHop). */
  readonly hopFor: (address: AddrSpec) => Hop;
  readonly log: MailLog;
  readonly now: () => Date;
  /** False after the wall clock has jumped (clock-watch.ts): nothing is given up or expired then. */
  readonly isClockSteady: () => boolean;
  /** 0 ≤ n < 1, for jitter. */
  readonly random: () => number;
  readonly settings: {
    /** Our name in Received, EHLO and DSN. */
    readonly hostName: string;
    readonly giveUpAfterMs: number;
    /** With one reverse-path, at once. */
    readonly maxHeldPerSender: number;
    readonly noticeFrom: AddrSpec | null;
    /** Marks released mail: key of the X-Sekisho HMAC. */
    readonly markKey: Uint8Array;
    /** `return`: every mail goes back to the sender's own MTA and is marked. Default: onward. */
    readonly routing?: 'onward' | 'return';
    readonly webUrl: () => string;
  };
};

export type { HistoryAnswer };
