// Section `scale`: one PostgreSQL with its disk: one relay against two, the facts of one mail from fifty million pairs, and
// the list of a hundred thousand held mails. The pairs are written past the store: learning so many would take days.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { removeFolder, type Sekisho, startSekisho } from '../e2e/sekisho.ts';
import { octetsOf } from '../guard/cases/case.ts';
import { type Postgres, startPostgres } from '../store/postgres.ts';
import { newMail } from '../store/samples.ts';
import { startDrain } from './drain.ts';
import { AUTHORS, CONTACTS_EACH, TYPICAL, timeMails } from './history-questions.ts';
import { FROM } from './ordinary-mail.ts';
import { type Measured, percentile } from './section.ts';

const PAIRS = Number(process.env.SEKISHO_PAIRS ?? 50_000_000);
const HELD = Number(process.env.SEKISHO_HELD ?? 100_000);
const MAILS = Number(process.env.SEKISHO_MAILS ?? 3000);
const AT_ONCE = 20;
const FACTS_MS = 5;
const PAGE_MS = 100;
const LEAST_GAIN = 1.5;

type Row = Measured['rows'][number];
type Part = { readonly rows: readonly Row[]; readonly failed: readonly string[] };

/** Returns the rows of the last one. */
async function ask(url: string, ...texts: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    let rows: readonly Record<string, unknown>[] = [];
    for (const text of texts) ({ rows } = await client.query(text));
    return rows;
  } finally {
    await client.end();
  }
}

const isDelivered = ({ lines }: Sekisho) =>
  lines.reduce((sum, { event }) => sum + (event === 'delivered' ? 1 : 0), 0);

/** Milliseconds of processor that a process has had (proc(5): ticks of 10 ms). */
function cpuMsOf({ process: { pid } }: Sekisho): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

const COUNTERS = `select pg_current_wal_insert_lsn() - '0/0' as wal, pg_database_size(current_database()) as size,
  (select xact_commit from pg_stat_database where datname = current_database()) as commits`;

/** What the database has written, holds and has committed. */
async function countersOf(url: string): Promise<readonly number[]> {
  const [row] = await ask(url, 'select pg_stat_force_next_flush()', COUNTERS);
  return ['wal', 'size', 'commits'].map((name) => Number(row?.[name]));
}

type Throughput = { readonly perSecond: number; readonly cpuMs: number; readonly counted: readonly number[] };

async function startRelays(count: number, url: string, keyFile: string, hop: number): Promise<Sekisho[]> {
  const relays: Sekisho[] = [];
  for (let n = 0; n < count; n += 1) {
    const settings = {
      nextHop: { host: '127.0.0.1', port: hop },
      smtp: { listen: '127.0.0.1:0', hostName: `relay-${n}.corp.example` },
      storage: { url, keyFile },
      policy: { mode: 'observe' },
    };
    relays.push(await startSekisho(settings));
  }
  return relays;
}

/** From the first command to the last delivery, all but the first for one mail; sent to all relays in turn. */
async function throughput(url: string, keyFile: string, count: number, hop: number): Promise<Throughput> {
  const relays = await startRelays(count, url, keyFile, hop);
  const transports = relays.map(({ smtpPort: port }) =>
    createTransport({
      pool: true,
      host: '127.0.0.1',
      port,
      ignoreTLS: true,
      maxConnections: AT_ONCE,
      maxMessages: Number.POSITIVE_INFINITY,
    }),
  );
  // Each with a Message-ID of its own: else they are copies of one mail to all of them, and judged as that.
  const octets = (n: number) =>
    Buffer.from(octetsOf({ to: [`x${n}@partner.example`], text: '本文です。\n'.repeat(100) }));
  const send = (n: number) =>
    transports[n % count]?.sendMail({
      envelope: { from: FROM, to: [`x${n}@partner.example`] },
      raw: octets(n),
    });
  const before = await countersOf(url);
  const cpuBefore = relays.map(cpuMsOf);
  const start = performance.now();
  await Promise.all(Array.from({ length: MAILS }, (_, n) => send(n)));
  while (relays.reduce((sum, relay) => sum + isDelivered(relay), 0) < MAILS)
    await new Promise((done) => setTimeout(done, 20));
  const perSecond = MAILS / ((performance.now() - start) / 1000);
  const cpuMs = relays.reduce((sum, relay, n) => sum + cpuMsOf(relay) - (cpuBefore[n] ?? 0), 0) / MAILS;
  for (const transport of transports) transport.close();
  for (const relay of relays) {
    await relay.stop();
    removeFolder(relay);
  }
  const counted = (await countersOf(url)).map((after, n) => (after - (before[n] ?? 0)) / MAILS);
  return { perSecond, cpuMs, counted };
}

async function compareRelays(server: Postgres, folder: string): Promise<Part> {
  const drain = await startDrain();
  const measure = async (count: number) =>
    throughput(await server.createDatabase(), join(folder, `key-${count}`), count, drain.port);
  const [one, two] = [await measure(1), await measure(2)];
  await drain.close();
  const gain = two.perSecond / one.perSecond;
  const [wal = null, size = null, commits = null] = one.counted;
  return {
    rows: [
      ['one relay, mails of 2 KB accepted and delivered', one.perSecond, 'mails/s'],
      ['two relays', two.perSecond, 'mails/s'],
      ['gain', gain, 'times'],
      ['processor of the relay for one mail', one.cpuMs, 'ms'],
      ['write-ahead log of the database for one mail', wal, 'octets'],
      ['database for one mail', size, 'octets'],
      ['transactions for one mail', commits, ''],
    ],
    failed: gain < LEAST_GAIN ? [`two relays do ${gain.toFixed(2)} times what one does`] : [],
  };
}

const DATES = `'2026-01-05T00:00:00.000Z', '2026-11-01T00:00:00.000Z'`;
const PERSON = (n: string) => `'person' || (${n}) || '@firm' || (${n}) % 10000 || '.example'`;

/** Indexes come after their rows: so they are sorted once, not a page at a time. */
const FILL = [
  'alter table disclosures drop constraint disclosures_key',
  'drop index disclosures_by_last_at',
  `insert into disclosures select uuid_send(gen_random_uuid()), '2026-10-01T00:00:00.000Z' from generate_series(1, ${PAIRS})`,
  'alter table disclosures add constraint disclosures_key primary key (pair)',
  'create index disclosures_by_last_at on disclosures (last_at)',
  `insert into contacts select 'author' || a || '@corp.example', ${PERSON('(a * 37 + c * 11) % 100000')},
     greatest(1, 200 / (c + 1)), ${DATES}
   from generate_series(0, ${AUTHORS - 1}) a, generate_series(0, ${CONTACTS_EACH - 1}) c`,
  `insert into domain_counts select 'firm' || f || '.example', 1 + f % 50, ${DATES} from generate_series(0, 9999) f`,
  `insert into learned_names select 'person', ${PERSON('p')}, 'name' || p % 5000, 1 + p % 9, ${DATES}
   from generate_series(0, 99999) p`,
  `insert into learned_names select 'company', 'firm' || f || '.example', 'firm ' || f, 1 + f % 9, ${DATES}
   from generate_series(0, 9999) f`,
  'vacuum analyze',
];

async function timeFacts(store: Store): Promise<Part> {
  const rows: Row[] = [];
  const failed: string[] = [];
  await timeMails(store, TYPICAL);
  for (const outside of [1, TYPICAL, 10]) {
    const { times } = await timeMails(store, outside);
    const median = percentile(times, 0.5);
    rows.push([`facts of a mail to ${outside} outside, median`, median, 'ms']);
    rows.push([`  99 %`, percentile(times, 0.99), 'ms']);
    if (outside <= TYPICAL && median > FACTS_MS)
      failed.push(`${median.toFixed(2)} ms for ${outside} recipients`);
  }
  return { rows, failed };
}

async function timeHeld(store: Store): Promise<Part> {
  for (let from = 0; from < HELD; from += 500)
    await Promise.all(Array.from({ length: Math.min(500, HELD - from) }, () => store.insertMail(newMail())));
  const rows: Row[] = [];
  const failed: string[] = [];
  const asked: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['first page', () => store.listMails({ states: ['held'], limit: 50 })],
    ['count', () => store.countMails({ states: ['held'] })],
    ['backlog', () => store.measureBacklog()],
  ];
  for (const [name, question] of asked) {
    const times: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const start = performance.now();
      await question();
      times.push(performance.now() - start);
    }
    const median = percentile(times, 0.5);
    rows.push([`${HELD} held: ${name}, median`, median, 'ms']);
    if (median > PAGE_MS) failed.push(`${name} of ${HELD} held mails: ${median.toFixed(0)} ms`);
  }
  return { rows, failed };
}

async function withStores(server: Postgres, folder: string): Promise<readonly Part[]> {
  const url = await server.createDatabase();
  const settings = { url, keyFile: join(folder, 'key'), writerId: 'bench', onFailure: () => {} };
  const store = await openStore(settings);
  try {
    await ask(url, ...FILL);
    const [pairs] = await ask(url, "select pg_total_relation_size('disclosures') as size");
    const size: Row = ['database for one pair of addresses', Number(pairs?.size) / PAIRS, 'octets'];
    const facts = await timeFacts(store);
    return [{ rows: [size], failed: [] }, facts, await timeHeld(store)];
  } finally {
    await store.close();
  }
}

export async function scale(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'));
  const server = await startPostgres(true);
  try {
    const parts = [await compareRelays(server, folder), ...(await withStores(server, folder))];
    return {
      title: `Scale: one PostgreSQL with its disk, ${PAIRS / 1_000_000} million pairs, ${HELD} held mails`,
      columns: ['what', 'figure', 'unit'],
      rows: parts.flatMap(({ rows }) => rows),
      notes: [
        `Promises: two relays ≥ ${LEAST_GAIN} times one where there are processors for them; facts ≤ ${FACTS_MS} ms median.`,
        'Relays, sender, next hop and database share this machine.',
      ],
      failed: parts.flatMap(({ failed }) => failed),
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
