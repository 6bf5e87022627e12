// Every table but `meta` with the columns of its key, owners before what belongs to them: the order in which they are
// moved. A table that is not listed here does not compile.

import type { Schema } from '../schema.ts';

export type MovedTable = Exclude<keyof Schema, 'meta'>;

export const KEYS = {
  mails: ['id'],
  users: ['id'],
  recipients: ['mail_id', 'n'],
  octets: ['mail_id', 'revision', 'n'],
  early_octets: ['mail_id', 'revision', 'n'],
  arrivals: ['mail_id'],
  judged: ['received_at', 'mail_id'],
  asked: ['mail_id', 'person'],
  judgements: ['mail_id', 'user_id'],
  notices: ['id'],
  links: ['token_hash'],
  sessions: ['id_hash'],
  api_tokens: ['id'],
  setup_token: ['id'],
  directory: ['source'],
  policy_versions: ['n'],
  digests: ['day', 'recipient'],
  contacts: ['author', 'recipient'],
  domain_counts: ['domain'],
  disclosures: ['pair'],
  learned_names: ['kind', 'subject', 'name'],
  paces: ['author'],
  recent_mails: ['author', 'mail_id'],
  recent_recipients: ['author', 'recipient'],
  imported_lines: ['line'],
  events: ['writer', 'seq'],
  chain_heads: ['writer'],
  chain_starts: ['writer'],
  channel_cursors: ['channel', 'writer'],
  channel_jobs: ['channel', 'writer', 'seq'],
} as const satisfies { readonly [T in MovedTable]: readonly (keyof Schema[T] & string)[] };

export const TABLES = Object.keys(KEYS) as readonly MovedTable[];
