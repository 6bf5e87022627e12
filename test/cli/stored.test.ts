// Commands on stored data, beside a process that has the same database open: held, trace, audit, user.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/guard/verdict.ts';
import { newMailId } from '../../src/store/mail-id.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { NewMail, Store } from '../../src/store/store.ts';
import { factsOf } from '../guard/mail.ts';
import { address, newMail, queuedMail, VERDICT } from '../store/samples.ts';
import { freshFolder, MINIMAL, run } from './run.ts';
import { runHere } from './run-here.ts';

let cwd: string;
/** The store that a running relay would have open. */
let store: Store;

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'sekisho-cli-'));
  writeFileSync(join(cwd, 'sekisho.yaml'), MINIMAL);
  const url = `sqlite:${join(cwd, 'data/sekisho.db')}`;
  const keyFile = join(cwd, 'data/sekisho.key');
  store = await openStore({
    url,
    keyFile,
    writerId: 'relay-1',
    onFailure: (error) => expect.fail(error.message),
  });
});

afterAll(async () => {
  await store.close();
  rmSync(cwd, { recursive: true, force: true });
});

async function stored(mail: NewMail = newMail()): Promise<NewMail> {
  await store.insertMail(mail);
  return mail;
}

const here = (...words: string[]) => runHere(words, { cwd });
const json = (text: string) => JSON.parse(text) as Record<string, unknown> & Record<string, unknown>[];
const NOBODY = `m-${'0'.repeat(26)}`;

describe('held', () => {
  it('lists what is held, with the reasons', async () => {
    expect((await here('held', 'list')).stdout).toBe('nothing is held\n');
    const mail = await stored();
    expect((await here('held', 'list')).stdout).toContain(
      `${mail.id}  2026-04-01 10:00Z  taro@corp.example → Hanako@client.example +1  見積書  `,
    );
    const { stdout } = await here('held', 'list', '--json');
    expect(json(stdout)).toMatchObject([{ id: mail.id, state: 'held', reasons: ['many-recipients'] }]);
  });

  it('lists a burst as one line, and decides on all of it only when told to', async () => {
    const author = address('hijacked@corp.example');
    const finding = { ...VERDICT.findings[0], check: 'burst', sentence: 'burst' } as Finding;
    const verdict = { ...VERDICT, findings: [finding] };
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push((await stored(newMail({ author, verdict }))).id);
    const listed = async (...words: string[]) => {
      const all = json((await here('held', 'list', '--json', ...words)).stdout);
      return all.filter(({ id }) => ids.includes(String(id)));
    };
    const [first, ...others] = await listed();
    expect([first?.burst, others]).toEqual([4, []]);
    const { stdout: shown } = await here('held', 'show', String(first?.id));
    expect(shown).toContain('one of 4 held mails sent in a row');
    const one = await here('held', 'return', String(first?.id));
    expect(one.stdout).toContain('3 more of its burst are held; --burst decides on them as well');
    const left = await listed('--all');
    expect(left).toHaveLength(3);
    const all = await here('held', 'release', String(left[0]?.id), '--burst', '--json');
    expect(json(all.stdout)).toMatchObject({
      result: 'done',
      burst: [{ result: 'done' }, { result: 'done' }],
    });
    expect(await store.countMails({ states: ['held'], burst: author })).toBe(0);
  });

  it('shows one mail with its findings, recipients and events', async () => {
    const mail = await stored();
    expect(json((await here('held', 'show', mail.id, '--json')).stdout)).toMatchObject({
      id: mail.id,
      sha256: mail.sha256,
      findings: [{ check: 'many-recipients', summary: expect.stringContaining('80') }],
      recipients: [
        { forwardPath: 'Hanako@client.example', state: 'pending' },
        { forwardPath: 'jiro@partner.example' },
      ],
      events: [{ type: 'received' }, { type: 'held' }],
    });
    const { stdout } = await runHere(['held', 'show', mail.id], { cwd, env: { LANG: 'ja_JP.UTF-8' } });
    expect(stdout).toMatch(/many-recipients \[approve\] {2}.*80 件/);
  });

  it.each([
    ['release', 'queued', 'released'],
    ['return', 'cancelled', 'returned'],
    ['withdraw', 'cancelled', 'withdrawn'],
  ] as const)('has the verb %s', async (verb, state, event) => {
    const mail = await stored();
    const { code, stdout } = await here('held', verb, mail.id, '--comment', 'as agreed', '--json');
    expect([code, json(stdout)]).toEqual([0, { id: mail.id, result: 'done', state }]);
    const events = await store.listEvents({ mailId: mail.id, limit: 10 });
    expect(events.at(-1)).toMatchObject({ type: event, actor: { kind: 'cli', via: 'cli' } });
    expect((await store.findMail(mail.id))?.mail.comment).toBe('as agreed');
  });

  it('tells whoever comes second who decided before', async () => {
    const { id } = await stored();
    await here('held', 'return', id);
    const second = await here('held', 'release', id);
    expect(second).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`${id} was decided before: return by `),
    });
  });

  it('takes two people for two approvals, and says what is still asked', async () => {
    const mail = newMail();
    if (mail.hold === null) throw new Error('not held');
    await stored({ ...mail, hold: { ...mail.hold, needs: ['supervisor', 'second-supervisor'] } });
    expect((await here('held', 'release', mail.id)).stdout).toContain('now waits for: second-supervisor');
    const again = await here('held', 'release', mail.id, '--json');
    expect([again.code, json(again.stdout)]).toEqual([
      1,
      { id: mail.id, result: 'refused', state: 'held', why: 'same-person' },
    ]);
    expect(json((await here('held', 'show', mail.id, '--json')).stdout)).toMatchObject({
      hold: { given: [{ grant: 'supervisor' }], asks: 'second-supervisor' },
    });
    expect((await here('held', 'withdraw', mail.id)).code).toBe(0);
  });

  it('decides nothing about a mail that is not the one looked at', async () => {
    const { id } = await stored();
    const ran = await here('held', 'release', id, '--sha256', 'ab'.repeat(32));
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('is not what you looked at') });
    expect((await store.findMail(id))?.mail.state).toBe('held');
  });

  it('repairs: previews, stores what it previewed, and says what cannot be done', async () => {
    const header = [
      'From: taro@corp.example',
      'To: Hanako@client.example, jiro@partner.example',
      'Subject: x',
    ];
    const { id } = await stored(newMail({ octets: Buffer.from(`${header.join('\r\n')}\r\n\r\nhello\r\n`) }));
    const repair = (...words: string[]) => here('held', 'repair', id, ...words);
    const previewed = await repair('--op', 'to-bcc', '--preview', '--json');
    expect([previewed.code, json(previewed.stdout)]).toMatchObject([
      0,
      {
        result: 'previewed',
        mails: [{ forwardPaths: ['Hanako@client.example', 'jiro@partner.example'], signedBy: null }],
      },
    ]);
    expect((await store.findMail(id))?.mail.revision).toBe(1);
    const done = await repair('--op', 'to-bcc', '--op', 'add-bcc=boss@corp.example', '--json');
    expect([done.code, json(done.stdout)]).toEqual([0, { id, result: 'done', linked: [] }]);
    const after = await store.findMail(id);
    expect([after?.mail.state, after?.mail.revision, after?.recipients.length]).toEqual(['held', 2, 3]);
    expect(Buffer.from(await store.readOctets(id)).toString()).toContain('To: undisclosed-recipients:;');
    expect(await repair('--op', 'to-bcc')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('stays as it is'),
    });
    expect(await repair('--op', 'to-bc')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean "to-bcc"'),
    });
    expect(await repair('--op', 'add-cc=boss')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not one address'),
    });
    expect((await repair()).code).toBe(2);
  });

  it('knows its own ids only', async () => {
    expect(await here('held', 'show', 'x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"x" is not the id of a mail'),
    });
    expect(await here('held', 'show', NOBODY)).toMatchObject({
      code: 1,
      stderr: `there is no mail ${NOBODY}\n`,
    });
  });

  it('lets no character of a mail command the terminal', async () => {
    const { id } = await stored(newMail({ subject: 'a\u001b[31m\u202eb\nc' }));
    expect((await here('held', 'list')).stdout).not.toMatch(/[\u001b\u202e]|\nc/);
    expect((await here('held', 'show', id)).stdout).not.toMatch(/[\u001b\u202e]|\nc/);
  });
});

describe('trace', () => {
  it('finds a mail by its sender, a recipient, its Message-ID or our id, and says when there is none', async () => {
    const { id } = await stored(queuedMail({ messageId: '<traced@corp.example>' }));
    const found = await here('trace', '<traced@corp.example>', '--json');
    expect([found.code, json(found.stdout)]).toMatchObject([0, [{ id, state: 'queued' }]]);
    const byRecipient = json((await here('trace', 'HANAKO@client.example', '--json')).stdout);
    expect(byRecipient.map((mail) => mail.id)).toContain(id);
    const byId = await here('trace', id, '--json');
    expect(json(byId.stdout)).toEqual(json(found.stdout));
    expect((await here('trace', 'nobody@corp.example')).code).toBe(1);
    expect((await here('trace', newMailId())).code).toBe(1);
  });
});

describe('incident', () => {
  const strangers = ['one@first.example', 'two@second.example'];
  const got = '2026-11-24T01:42:05.000Z';

  async function sentWrong(): Promise<string> {
    const { facts } = factsOf({ to: strangers });
    const recipients = strangers.map((one) => ({ forwardPath: address(one), notify: null, orcpt: null }));
    const { id } = await stored(queuedMail({ facts, recipients }));
    const database = new DatabaseSync(join(cwd, 'data/sekisho.db'));
    database.exec(`update recipients set state = 'delivered', settled_at = '${got}' where mail_id = '${id}'`);
    database.close();
    return id;
  }

  it('tells who has the mail and until when to report, and records that somebody looked', async () => {
    const id = await sentWrong();
    const { stdout } = await here('incident', id, '--aware', '2026-11-24T10:00+09:00', '--json');
    expect(json(stdout)).toMatchObject({
      got: strangers.map((one) => ({ address: one, gotAt: got, saw: 1, isShown: true })),
      deadlines: { preliminaryUntil: '2026-11-28', finalUntil: '2026-12-23' },
      letters: strangers.map((to) => ({ to })),
      written: null,
    });
    expect(json(stdout).report).toHaveLength(9);
    const [look] = await store.findEvents({ type: 'viewed', limit: 1 });
    expect(look).toMatchObject({ mailId: id, actor: { kind: 'cli' }, detail: { withText: false } });
    expect((await here('incident', id)).stdout).toContain('addresses seen: 1');
  });

  it('writes a letter to each alone, never Cc, and nothing where something is', async () => {
    const id = await sentWrong();
    expect((await here('incident', id, '--out', 'letters')).stdout).toContain('7 files written to letters');
    const folder = join(cwd, 'letters');
    const letters = readdirSync(folder).filter((name) => name.endsWith('.eml'));
    expect(letters).toHaveLength(4);
    for (const name of letters) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect(text).toMatch(/^X-Unsent: 1$/m);
      expect(text).not.toMatch(/^b?cc:/im);
      expect(strangers.filter((one) => text.includes(one))).toHaveLength(1);
    }
    const again = await here('incident', id, '--out', 'letters');
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is not empty')]);
  });

  it('takes no other time and no other mail', async () => {
    expect((await here('incident', NOBODY)).code).toBe(1);
    expect((await here('incident', await sentWrong(), '--aware', 'soon')).code).toBe(2);
  });
});

describe('audit', () => {
  it('verifies every chain, that of the command line too', async () => {
    await here('held', 'return', (await stored()).id);
    const writers = new Set((await store.listEvents({ limit: 1000 })).map(({ writer }) => writer));
    expect([...writers]).toEqual(['relay-1', expect.stringMatching(/\/cli$/)]);
    expect((await here('audit', 'verify')).stdout).toMatch(/^\d+ events, unbroken\n$/);
  });

  it('exports events as JSON lines and as CSV that no spreadsheet takes for formulas', async () => {
    const actor = { kind: 'user', id: '=cmd()', via: 'web' } as const;
    await store.addEvent({
      type: 'started',
      mailId: null,
      at: '2027-01-01T00:00:00.000Z',
      actor,
      detail: {},
    });
    const { stdout } = await here('audit', 'export', '--last', '1');
    expect((await store.findEvents({ type: 'audit-exported', limit: 1 }))[0]).toMatchObject({
      actor: { kind: 'cli' },
    });
    expect(json(stdout)).toMatchObject({ type: 'started', actor });
    expect((await here('audit', 'export', '--last', '1', '--format', 'csv')).stdout).toMatch(
      /^\ufeffat,type,mailId,actorKind,actorId,.*\r\n"2027-01-01T00:00:00.000Z","started","","user","'=cmd\(\)",/,
    );
    expect((await here('audit', 'export', '--last', '1', '--format', 'cef')).stdout).toMatch(
      /^CEF:0\|Sekisho\|Sekisho\|[\d.]+\|started\|started\|2\|rt=1798761600000 externalId=\S+ suser=\\=cmd\(\) app=web /,
    );
  });
});

describe('user', () => {
  const input = 'correct horse battery\n';

  it('adds people with a password from standard input, and resets it', async () => {
    const added = await run(['user', 'add', 'sato', '--role', 'approver'], { cwd, input });
    expect(added).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^sato may sign in as approver; no --address/),
      stderr: '',
    });
    const before = await store.findUser('sato');
    expect(before).toMatchObject({ role: 'approver', language: 'en' });
    const again = await run(['user', 'add', 'sato', '--role', 'admin'], { cwd, input });
    expect(again).toMatchObject({ code: 1, stderr: 'there is a user sato already\n' });
    expect((await run(['user', 'reset', 'sato'], { cwd, input })).code).toBe(0);
    expect((await store.findUser('sato'))?.passwordHash).not.toBe(before?.passwordHash);
    const short = await run(['user', 'reset', 'sato'], { cwd, input: 'short\n' });
    expect(short).toMatchObject({ code: 1, stderr: 'a password has 12 to 200 characters\n' });
  });

  it('adds accounts for submitting mail to the file of users', async () => {
    const fresh = freshFolder('smtp: { users: ./users }\n');
    expect((await run(['user', 'add', 'scanner', '--smtp'], { cwd: fresh, input })).code).toBe(0);
    expect(readFileSync(join(fresh, 'users'), 'utf8')).toMatch(/^scanner:\$argon2id\$.*\n$/);
    const again = await run(['user', 'add', 'Scanner', '--smtp'], { cwd: fresh, input });
    expect(again).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Scanner is in .*users already\n$/),
    });
  });
});
