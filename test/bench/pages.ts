// Section `pages`: how fast the pages answer while 10,000 mails are held. Asked over HTTP, signed in, from the built
// program: Node cannot strip the types of TSX.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../src/bundle.ts';
import type { PersonId } from '../../src/guard/people.ts';
import { organizationSchema, policySchema } from '../../src/guard/policy.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store, UserRole } from '../../src/store/store.ts';
import { address, newMail, user } from '../store/samples.ts';
import { type Measured, percentile } from './section.ts';

const HELD = 10_000;
const TARGET_MS = 100;
const ASKED = 60;
const NOW = new Date('2026-11-24T01:00:00.000Z');

/** Where packages that stay apart are found. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/bench', import.meta.url));

/** The built pages, which lie in two rooms of src/. */
async function built(folder: string): Promise<Web & Sessions> {
  await bundle({ server: 'src/web/server.ts', sessions: 'src/web/sessions.ts' }, folder);
  cpSync(new URL('../../src/web/assets', import.meta.url), join(folder, 'web/assets'), { recursive: true });
  const [server, sessions] = await Promise.all([
    import(join(folder, 'server.js')),
    import(join(folder, 'sessions.js')),
  ]);
  return { ...server, ...sessions };
}

async function fill(store: Store): Promise<void> {
  const mail = (n: number) => {
    const made = newMail({
      subject: `Offer ${n} for customer ${n % 700}`,
      author: address(`author${n % 300}@corp.example`),
      reversePath: address(`author${n % 300}@corp.example`),
      recipients: [0, 1, 2].map((i) => ({
        forwardPath: address(`person${n + i}@firm${n % 900}.example`),
        notify: null,
        orcpt: null,
      })),
    });
    const asked = [`address:boss${n % 10}@corp.example`, 'address:chief@corp.example'] as PersonId[];
    return made.hold === null ? made : { ...made, hold: { ...made.hold, asked } };
  };
  for (let from = 0; from < HELD; from += 500) {
    await Promise.all(Array.from({ length: 500 }, (_, i) => store.insertMail(mail(from + i))));
  }
}

type Web = typeof import('../../src/web/server.ts');
type Sessions = typeof import('../../src/web/sessions.ts');

async function open(store: Store) {
  const { startWeb, beginSession } = await built(CACHE);
  const rules = {
    organization: organizationSchema.parse({ domains: ['corp.example'] }),
    policy: policySchema.parse({}),
  };
  const never = () => Promise.reject(new Error('a list asks for nothing else'));
  const { NO_DIRECTORY } = await import('../../src/guard/people.ts');
  const web = await startWeb(
    {
      store,
      act: never,
      readMail: never,
      repairs: { parts: never, preview: never, carryOut: never } as never,
      rules: () => rules,
      people: () => NO_DIRECTORY,
      policies: { isOnPages: false, parse: never, apply: never } as never,
      log: () => {},
      now: () => NOW,
      version: '1.2.3',
    },
    { listen: { host: '127.0.0.1', port: 0 }, publicUrl: null },
  );
  const cookieOf = async (name: string, role: UserRole) => {
    const one = user(name, { role, address: address(`${name}@corp.example`) });
    await store.addUser(one);
    return `sekisho=${await beginSession(store, one, NOW, { client: '127.0.0.1', agent: 'bench' })}`;
  };
  const cookies = {
    admin: await cookieOf('boss', 'admin'),
    sender: await cookieOf('author7', 'sender'),
    someAsked: await cookieOf('boss3', 'sender'),
    allAsked: await cookieOf('chief', 'sender'),
  };
  return { web, cookies };
}

const PAGES: readonly (readonly [string, string, boolean, Who?])[] = [
  ['the list', '/held', true],
  ['its page 400', '/held?page=400', true],
  ['from: and reason:', '/held?q=from:author7@%20reason:many', true],
  ['to: a domain', '/held?q=to:firm77.example', true],
  ['a word in subjects', '/held?q=customer%20699', false],
  ['a word that nowhere stands', '/held?q=nowhere', false],
  ['a sender’s own', '/held', true, 'sender'],
  ['a sender who is asked about a tenth', '/held', true, 'someAsked'],
  ['a sender who is asked about all', '/held', true, 'allAsked'],
];
type Who = 'admin' | 'sender' | 'someAsked' | 'allAsked';

async function measure(folder: string): Promise<Measured> {
  const store = await openStore({
    url: `sqlite:${join(folder, 'sekisho.db')}`,
    keyFile: join(folder, 'key'),
    writerId: 'bench',
    onFailure: () => {},
  });
  await fill(store);
  const { web, cookies } = await open(store);
  const rows: Measured['rows'][number][] = [];
  const failed: string[] = [];
  for (const [name, path, isPromised, who = 'admin'] of PAGES) {
    const cookie = cookies[who];
    const times: number[] = [];
    const before = process.cpuUsage();
    let octets = 0;
    for (let n = 0; n < (isPromised ? ASKED : 5); n += 1) {
      const start = performance.now();
      const answer = await fetch(web.url + path, { headers: { cookie } });
      octets = (await answer.text()).length;
      times.push(performance.now() - start);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    }
    const { user: own, system } = process.cpuUsage(before);
    const median = percentile(times, 0.5);
    rows.push([name, median, percentile(times, 0.99), (own + system) / 1000 / times.length, octets]);
    if (isPromised && median > TARGET_MS) failed.push(`${median.toFixed(0)} ms for ${name}`);
  }
  await web.close();
  await store.close();
  return {
    title: `Pages: the lists with ${HELD.toLocaleString('en')} held mails, SQLite`,
    columns: ['asked', 'median ms', '99 % ms', 'CPU ms', 'octets'],
    rows,
    notes: [
      `Promise: at most ${TARGET_MS} ms median, but for words: subjects are sealed and opened one by one.`,
    ],
    failed,
  };
}

export async function pages(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
