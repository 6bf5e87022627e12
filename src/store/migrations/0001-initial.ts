// The first schema. A migration is never edited once released: what changes later is a file of its own.

import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Adapter } from '../adapters.ts';

type Column = 'text' | 'text?' | 'int' | 'int?' | 'bytes' | 'bytes?';
type Table = {
  readonly columns: Readonly<Record<string, Column>>;
  readonly key: readonly string[];
  /** Rows vanish with their mail or user. */
  readonly belongsTo?: readonly [column: string, table: string];
  /** Millions of small rows: on SQLite they lie in the index of their key, so that one look finds them. */
  readonly isClustered?: boolean;
};

const TABLES: Readonly<Record<string, Table>> = {
  mails: {
    columns: {
      id: 'text',
      origin: 'text',
      state: 'text',
      revision: 'int',
      received_at: 'text',
      client_address: 'text',
      authenticated_as: 'text?',
      reverse_path: 'text?',
      reverse_key: 'text?',
      ret: 'text?',
      envid: 'text?',
      is_8bit: 'int',
      is_smtputf8: 'int',
      sha256: 'text',
      size_octets: 'int',
      envelope_sha256: 'text',
      trace_fields: 'text',
      message_id: 'text?',
      message_key: 'text?',
      author: 'text?',
      burst: 'text?',
      policy_digest: 'text',
      about: 'text?',
      needs: 'text',
      wrapped_key: 'bytes',
      subject: 'bytes',
      facts: 'bytes?',
      verdict: 'bytes?',
      reasons: 'text',
      files: 'int',
      hold: 'bytes?',
      hold_version: 'int',
      due_at: 'text?',
      deadline: 'text?',
      decision: 'text?',
      decided_by: 'text?',
      decided_at: 'text?',
      comment: 'text?',
      give_up_at: 'text?',
      attempts: 'int',
      next_attempt_at: 'text?',
      last_error: 'text?',
      lease_owner: 'text?',
      lease_until: 'text?',
      lease_token: 'int',
    },
    key: ['id'],
  },
  recipients: {
    columns: {
      mail_id: 'text',
      n: 'int',
      forward_path: 'text',
      forward_key: 'text',
      notify: 'text?',
      orcpt: 'text?',
      state: 'text',
      reply_code: 'int?',
      reply: 'text?',
      hop: 'text?',
      settled_at: 'text?',
    },
    key: ['mail_id', 'n'],
    belongsTo: ['mail_id', 'mails'],
  },
  octets: {
    columns: { mail_id: 'text', revision: 'int', n: 'int', sealed: 'bytes' },
    key: ['mail_id', 'revision', 'n'],
    belongsTo: ['mail_id', 'mails'],
  },
  contacts: {
    columns: { author: 'text', recipient: 'text', count: 'int', first_at: 'text', last_at: 'text' },
    key: ['author', 'recipient'],
  },
  domain_counts: {
    columns: { domain: 'text', count: 'int', first_at: 'text', last_at: 'text' },
    key: ['domain'],
  },
  disclosures: { columns: { pair: 'bytes', last_at: 'text' }, key: ['pair'], isClustered: true },
  learned_names: {
    columns: {
      kind: 'text',
      subject: 'text',
      name: 'text',
      count: 'int',
      first_at: 'text',
      last_at: 'text',
    },
    key: ['kind', 'subject', 'name'],
  },
  paces: {
    columns: {
      author: 'text',
      outside_10: 'int',
      fresh_10: 'int',
      outside_60: 'int',
      fresh_60: 'int',
      visible: 'int',
    },
    key: ['author'],
  },
  recent_mails: {
    columns: { author: 'text', mail_id: 'text', at: 'text', sealed: 'bytes' },
    key: ['author', 'mail_id'],
  },
  recent_recipients: {
    columns: { author: 'text', recipient: 'text', at: 'text', is_fresh: 'int' },
    key: ['author', 'recipient'],
  },
  imported_lines: { columns: { line: 'bytes' }, key: ['line'], isClustered: true },
  meta: { columns: { name: 'text', value: 'text' }, key: ['name'] },
  events: {
    columns: {
      writer: 'text',
      seq: 'int',
      at: 'text',
      type: 'text',
      mail_id: 'text?',
      actor_kind: 'text',
      actor_id: 'text',
      actor_via: 'text',
      detail: 'text',
      hash: 'text',
    },
    key: ['writer', 'seq'],
  },
  chain_heads: { columns: { writer: 'text', seq: 'int', hash: 'text', mac: 'text' }, key: ['writer'] },
  notices: {
    columns: {
      id: 'int',
      kind: 'text',
      mail_id: 'text',
      recipient: 'text',
      created_at: 'text',
      next_attempt_at: 'text',
    },
    key: ['id'],
    belongsTo: ['mail_id', 'mails'],
  },
  judgements: {
    columns: { mail_id: 'text', user_id: 'text', judgement: 'text', checks: 'text', at: 'text' },
    key: ['mail_id', 'user_id'],
    belongsTo: ['mail_id', 'mails'],
  },
  users: {
    columns: {
      id: 'text',
      name: 'text',
      address: 'text?',
      role: 'text',
      source: 'text',
      subject: 'text?',
      password_hash: 'text?',
      language: 'text',
      created_at: 'text',
    },
    key: ['id'],
  },
  sessions: {
    columns: {
      id_hash: 'text',
      user_id: 'text',
      csrf: 'text',
      created_at: 'text',
      seen_at: 'text',
      expires_at: 'text',
      client: 'text',
      agent: 'text',
    },
    key: ['id_hash'],
    belongsTo: ['user_id', 'users'],
  },
  setup_token: { columns: { id: 'int', hash: 'text', expires_at: 'text' }, key: ['id'] },
  links: {
    columns: {
      token_hash: 'text',
      mail_id: 'text',
      purpose: 'text',
      recipient: 'text',
      number_mac: 'text',
      tries: 'int',
      expires_at: 'text',
    },
    key: ['token_hash'],
    belongsTo: ['mail_id', 'mails'],
  },
  channel_cursors: {
    columns: { channel: 'text', writer: 'text', seq: 'int' },
    key: ['channel', 'writer'],
  },
  channel_jobs: {
    columns: {
      channel: 'text',
      writer: 'text',
      seq: 'int',
      type: 'text',
      mail_id: 'text',
      at: 'text',
      attempts: 'int',
      next_attempt_at: 'text',
    },
    key: ['channel', 'writer', 'seq'],
    belongsTo: ['mail_id', 'mails'],
  },
  directory: { columns: { source: 'text', synced_at: 'text', sealed: 'bytes' }, key: ['source'] },
};

const INDEXES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['mails', ['state', 'origin', 'deadline', 'id']],
  ['mails', ['state', 'due_at']],
  ['mails', ['state', 'next_attempt_at']],
  ['mails', ['received_at']],
  ['mails', ['burst', 'state', 'received_at', 'id']],
  ['mails', ['reverse_key']],
  ['mails', ['message_key']],
  ['recipients', ['forward_key']],
  ['contacts', ['recipient']],
  ['contacts', ['author', 'count', 'recipient']],
  ['contacts', ['last_at']],
  ['disclosures', ['last_at']],
  ['learned_names', ['kind', 'name', 'count', 'subject']],
  ['learned_names', ['last_at']],
  ['recent_mails', ['author', 'at']],
  ['recent_mails', ['at']],
  ['recent_recipients', ['author', 'at']],
  ['recent_recipients', ['at']],
  ['domain_counts', ['count']],
  ['events', ['mail_id']],
  ['events', ['at']],
  ['notices', ['created_at']],
  ['channel_jobs', ['channel', 'next_attempt_at']],
];

function columnType(column: Column, adapter: Adapter) {
  if (column.startsWith('text')) return adapter.text;
  return column.startsWith('bytes') ? adapter.bytes : 'bigint';
}

async function createTable(db: Kysely<unknown>, name: string, table: Table, adapter: Adapter): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(table.columns)) {
    builder = builder.addColumn(column, columnType(type, adapter), (made) =>
      type.endsWith('?') ? made : made.notNull(),
    );
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_key`, [...table.key]);
  if (table.belongsTo) {
    const [column, owner] = table.belongsTo;
    builder = builder.addForeignKeyConstraint(`${name}_owner`, [column], owner, ['id'], (made) =>
      made.onDelete('cascade'),
    );
  }
  if (table.isClustered && adapter.clustered !== null) builder = builder.modifyEnd(adapter.clustered);
  await builder.execute();
}

export async function createInitialTables(db: Kysely<unknown>, adapter: Adapter): Promise<void> {
  for (const [name, table] of Object.entries(TABLES)) await createTable(db, name, table, adapter);
  for (const [table, columns] of INDEXES) {
    await db.schema
      .createIndex(`${table}_by_${columns.join('_')}`)
      .on(table)
      .columns([...columns])
      .execute();
  }
  await db.schema.createIndex('users_by_name').unique().on('users').column('name').execute();
  await db.schema
    .createIndex('users_by_subject')
    .unique()
    .on('users')
    .columns(['source', 'subject'])
    .execute();
}
