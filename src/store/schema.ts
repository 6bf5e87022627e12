// The tables as Kysely knows them, the same in both databases: times are ISO text, booleans 0 or 1, octets bytes.
// What a mail says (octets, facts, verdict, subject) is sealed. Columns ending in _key are lower-case for look-ups.

import type { Kysely } from 'kysely';
import type { AddrSpec, Domain } from '../guard/address.ts';
import type { Naming } from '../guard/history.ts';
import type { Decision, MailState, RecipientState } from '../guard/states.ts';
import type { DirectorySource } from './directory-row.ts';
import type { Judgement } from './judgement-row.ts';
import type { LinkPurpose } from './link.ts';
import type { OctetTables } from './octet-tables.ts';
import type { PolicyVersion } from './policy-version.ts';
import type { Actor, EventType, MailId, MailOrigin, NewNotice, UserRole, UserRow } from './store.ts';

type Bit = 0 | 1;

export type MailTable = {
  id: MailId;
  origin: MailOrigin;
  state: MailState;
  revision: number;
  received_at: string;
  client_address: string;
  authenticated_as: string | null;
  reverse_path: AddrSpec | null;
  reverse_key: string | null;
  ret: 'FULL' | 'HDRS' | null;
  envid: string | null;
  is_8bit: Bit;
  is_smtputf8: Bit;
  sha256: string;
  size_octets: number;
  envelope_sha256: string;
  trace_fields: string;
  message_id: string | null;
  message_key: string | null;
  author: AddrSpec | null;
  /** The item it is part of: the author of a burst, or the name of the copies of one mail (find-copies.ts). */
  burst: string | null;
  policy_digest: string;
  about: MailId | null;
  /** JSON list of grants. */
  needs: string;
  wrapped_key: Uint8Array;
  subject: Uint8Array;
  facts: Uint8Array | null;
  verdict: Uint8Array | null;
  /** The checks that ask to hold the mail, each between spaces: for searching. */
  reasons: string;
  /** How many files are attached. */
  files: number;
  /** The sealed hold; its version counts every change of it, also those that leave the revision alone. */
  hold: Uint8Array | null;
  hold_version: number;
  /** When the clock next has something to do with the hold. */
  due_at: string | null;
  deadline: string | null;
  decision: Decision | null;
  decided_by: string | null;
  decided_at: string | null;
  comment: string | null;
  give_up_at: string | null;
  attempts: number;
  next_attempt_at: string | null;
  last_error: string | null;
  lease_owner: string | null;
  lease_until: string | null;
  lease_token: number;
  /** When its octets were erased; null while they are there. */
  erased_at: string | null;
};

export type RecipientTable = {
  mail_id: MailId;
  n: number;
  forward_path: AddrSpec;
  forward_key: string;
  notify: string | null;
  orcpt: string | null;
  state: RecipientState;
  reply_code: number | null;
  reply: string | null;
  hop: string | null;
  settled_at: string | null;
};

/** Who is asked about a held mail, each as 16 octets of a keyed hash. */
export type AskedTable = { mail_id: MailId; person: Uint8Array };

export type ContactTable = {
  author: AddrSpec;
  recipient: AddrSpec;
  count: number;
  first_at: string;
  last_at: string;
};
/** Kept along with contacts, so that frequent domains need no sum over all of them. */
export type DomainCountTable = { domain: Domain; count: number; first_at: string; last_at: string };
/** Two addresses that saw each other, as 16 octets of a keyed hash. */
export type DisclosureTable = { pair: Uint8Array; last_at: string };
/** How often a domain was called a company, an address a person, and how often a file went to an organisation. */
export type LearnedNameTable = {
  kind: Naming['kind'];
  subject: string;
  name: string;
  count: number;
  first_at: string;
  last_at: string;
};
/** The most distinct outside recipients (all, and new ones) that an author reached in 10 and in 60 minutes. */
export type PaceTable = {
  author: AddrSpec;
  outside_10: number;
  fresh_10: number;
  outside_60: number;
  fresh_60: number;
  visible: number;
};
/** What the last hours' mails of an author leave behind, sealed; bounded by guard/recent.ts. */
export type RecentMailTable = { author: AddrSpec; mail_id: MailId; at: string; sealed: Uint8Array };
export type RecentRecipientTable = { author: AddrSpec; recipient: AddrSpec; at: string; is_fresh: Bit };
/** Import lines counted before, as 16 octets of a keyed hash. */
export type ImportedLineTable = { line: Uint8Array };
export type MetaTable = {
  name:
    | 'key-check'
    | `key-check ${number}`
    | 'learning-since'
    | `import ${string}`
    | 'imported'
    | 'moved-to'
    | 'moved-from';
  value: string;
};

export type EventTable = {
  writer: string;
  seq: number;
  at: string;
  type: EventType;
  mail_id: MailId | null;
  actor_kind: Actor['kind'];
  actor_id: string;
  actor_via: Actor['via'];
  /** Canonical JSON. */
  detail: string;
  hash: string;
};
/** The last link of each writer's chain; `mac` covers it, so that an older head cannot be made up. */
export type ChainHeadTable = { writer: string; seq: number; hash: string; mac: string };

/** The last event that was removed from the beginning of a chain, when its time was over; `mac` covers it. */
export type ChainStartTable = ChainHeadTable;

export type NoticeTable = {
  id: number;
  kind: NewNotice['kind'];
  mail_id: MailId;
  recipient: AddrSpec;
  created_at: string;
  next_attempt_at: string;
};

/** A link in a notice; `number_mac` is a keyed hash of its number, `tries` counts wrong ones. */
export type LinkTable = {
  token_hash: string;
  mail_id: MailId;
  purpose: LinkPurpose;
  recipient: AddrSpec;
  number_mac: string;
  tries: number;
  expires_at: string;
};

/** What people say afterwards about a hold, or about none; `checks` is a JSON list. */
export type JudgementTable = {
  mail_id: MailId;
  user_id: string;
  judgement: Judgement;
  checks: string;
  at: string;
};

/** How a mail was judged first; `asks` and `measures` are JSON. */
export type JudgedTable = {
  received_at: string;
  mail_id: MailId;
  author: AddrSpec | null;
  policy_digest: string;
  asks: string;
  measures: string;
  /** What it was judged on, when a repair has replaced it in the mail's own row; sealed. */
  facts: Uint8Array | null;
};

export type UserTable = {
  id: string;
  name: string;
  address: AddrSpec | null;
  role: UserRole;
  source: UserRow['source'];
  subject: string | null;
  password_hash: string | null;
  language: 'ja' | 'en';
  created_at: string;
};
export type SessionTable = {
  id_hash: string;
  user_id: string;
  csrf: string;
  created_at: string;
  seen_at: string;
  expires_at: string;
  client: string;
  agent: string;
};
/** A token by which a program acts for a person; `mac` is a keyed hash of it, `scopes` words between spaces. */
export type ApiTokenTable = {
  id: string;
  user_id: string;
  label: string;
  scopes: string;
  mac: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  client: string | null;
};
/** At most one row, with id 1. */
export type SetupTokenTable = { id: number; hash: string; expires_at: string };

/** How far a channel has followed a writer's events. */
export type ChannelCursorTable = { channel: string; writer: string; seq: number };
/** An event that a channel is still to be told of. */
export type ChannelJobTable = {
  channel: string;
  writer: string;
  seq: number;
  type: EventType;
  mail_id: MailId;
  at: string;
  attempts: number;
  next_attempt_at: string;
};

/** What a source of the people directory said when it was last read, sealed. */
export type DirectoryTable = { source: DirectorySource; synced_at: string; sealed: Uint8Array };

/** A policy that was in force; `forecast` is JSON, what it said is sealed. */
export type PolicyVersionTable = {
  n: number;
  at: string;
  digest: string;
  actor_kind: Actor['kind'];
  actor_id: string;
  actor_via: Actor['via'];
  source: PolicyVersion['source'];
  forecast: string | null;
  sealed: Uint8Array;
};

/** Whose digest of which day was queued. */
export type DigestTable = { day: string; recipient: AddrSpec };

export type Schema = OctetTables & {
  mails: MailTable;
  recipients: RecipientTable;
  contacts: ContactTable;
  domain_counts: DomainCountTable;
  disclosures: DisclosureTable;
  learned_names: LearnedNameTable;
  paces: PaceTable;
  recent_mails: RecentMailTable;
  recent_recipients: RecentRecipientTable;
  imported_lines: ImportedLineTable;
  meta: MetaTable;
  events: EventTable;
  chain_heads: ChainHeadTable;
  chain_starts: ChainStartTable;
  notices: NoticeTable;
  judged: JudgedTable;
  asked: AskedTable;
  judgements: JudgementTable;
  users: UserTable;
  sessions: SessionTable;
  api_tokens: ApiTokenTable;
  setup_token: SetupTokenTable;
  links: LinkTable;
  channel_cursors: ChannelCursorTable;
  channel_jobs: ChannelJobTable;
  directory: DirectoryTable;
  policy_versions: PolicyVersionTable;
  digests: DigestTable;
};

/** The database, or a transaction in it. */
export type Db = Kysely<Schema>;
