// `replay`, `check` and `inspect`: recorded mail judged without a store.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messagesOf, readCase } from '../../src/cli/replay-case.ts';
import { CHECK_IDS } from '../../src/guard/checks-list.ts';
import { type CaseMail, octetsOf } from '../guard/cases/case.ts';
import { freshFolder, run } from './run.ts';
import { runHere } from './run-here.ts';

const WORDS =
  'お世話になっております。価格改定のお知らせです。詳しくは下記をご覧ください。お手続きは不要です。';

type Entry = Record<string, unknown> & { readonly mail: CaseMail };

/** A folder with one case: its mails, and case.json as its format says. */
function caseFolder(session: readonly Entry[], setup: Record<string, unknown> = {}): string {
  const folder = freshFolder();
  const entries = session.map(({ mail, ...entry }, n) => {
    writeFileSync(join(folder, `message-${n}.eml`), octetsOf(mail));
    const from = 'taro.yamada@corp.example';
    return { envelope: { from, to: mail.to }, eml: `message-${n}.eml`, atSeconds: n * 60, ...entry };
  });
  const defaults = {
    internalDomains: ['corp.example'],
    freemailDomains: ['freemail.example'],
    startAt: '2026-11-24T10:00:00+09:00',
  };
  const recorded = { id: 'case-1', setup: { ...defaults, ...setup }, session: entries };
  writeFileSync(join(folder, 'case.json'), JSON.stringify(recorded));
  return folder;
}

const history = (recipients: readonly string[]) =>
  recipients.map((recipient) => ({
    sender: 'taro.yamada@corp.example',
    recipient,
    count: 5,
    lastSentDaysAgo: 20,
  }));
const people = [
  'a1.k@freemail.example',
  'b2.k@freemail.example',
  'c3.k@freemail.example',
  'd4.k@freemail.example',
];

async function replay(...words: readonly string[]) {
  const { code, stdout, stderr } = await runHere(['replay', '--json', ...words], { cwd: freshFolder() });
  return {
    code,
    stderr,
    lines: stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

describe('replay of cases', () => {
  it('tells for each folder what was held, why, and which message first', async () => {
    const risky = caseFolder(
      [{ mail: { to: ['x@client.example'], text: WORDS } }, { mail: { to: people, text: WORDS } }],
      {
        history: history(['x@client.example', ...people]),
      },
    );
    const ordinary = caseFolder([{ mail: { to: ['x@client.example'], text: WORDS } }], {
      history: history(['x@client.example']),
    });
    const { code, lines } = await replay(risky, ordinary);
    expect(code).toBe(0);
    expect(lines).toEqual([
      {
        id: 'case-1',
        action: 'hold',
        reasons: ['visible-recipients'],
        messages: ['pass', 'hold'],
        firstHeldMessage: 1,
      },
      { id: 'case-1', action: 'pass', reasons: [], messages: ['pass'], firstHeldMessage: null },
    ]);
  });

  it('fills in a repeated message row by row, in its octets and in its envelope', async () => {
    const rows = [
      { to: 'murakami@a1x.example', name: '村上 彩' },
      { to: 'aoki@b2x.example,desk@b2x.example', name: '村上 彩' },
    ];
    const repeat = { count: 9, everySeconds: 100, startNumber: 7, enough: 2, rows };
    const folder = caseFolder([{ mail: { to: ['{{to}}'], text: '' }, eml: 'template.eml', repeat }], {
      history: history(['murakami@a1x.example', 'aoki@b2x.example', 'desk@b2x.example']),
    });
    const head = 'From: taro.yamada@corp.example\r\nTo: {{to}}\r\nMessage-ID: <{{n}}@corp.example>\r\n';
    const body = `Content-Type: text/plain; charset=utf-8\r\n\r\n{{name}} 様\r\n\r\n${WORDS}\r\n`;
    writeFileSync(join(folder, 'template.eml'), head + body);
    expect((await replay(folder)).lines).toMatchObject([{ action: 'pass' }]);
    const messages = await messagesOf(folder, await readCase(folder));
    expect(messages.map(({ to, atSeconds }) => [atSeconds, ...to])).toEqual([
      [0, 'murakami@a1x.example'],
      [100, 'aoki@b2x.example', 'desk@b2x.example'],
    ]);
    expect(Buffer.from(messages[1]?.octets ?? []).toString('utf8')).toMatch(/<00008@.*村上 彩 様/s);
  });

  it('learns from what was forwarded, and never from what was held', async () => {
    const list = { to: people.slice(0, 3), text: WORDS };
    const known = { history: history(people) };
    const forwarded = caseFolder([{ mail: list }, { mail: { to: people, text: WORDS } }], known);
    const held = caseFolder(
      [{ mail: { to: people, text: WORDS } }, { mail: { to: people, text: WORDS } }],
      known,
    );
    expect((await replay(forwarded)).lines[0]).toMatchObject({ messages: ['pass', 'pass'] });
    expect((await replay(held)).lines[0]).toMatchObject({ messages: ['hold', 'hold'] });
  });

  it('judges a mail as the policy has repaired it, by the organisation of the configuration and the domains of the case', async () => {
    const folder = freshFolder(
      'policy: { autoRepair: [{ do: to-bcc, atNewlyDisclosed: 4 }], checks: { many-recipients: { action: off } } }\n',
    );
    const risky = caseFolder([{ mail: { to: people, text: WORDS } }], { history: history(people) });
    const { stdout } = await runHere(['replay', '--json', risky, '--config', 'sekisho.yaml'], {
      cwd: folder,
    });
    expect(JSON.parse(stdout)).toMatchObject({ action: 'pass', messages: ['pass'], repairedMessages: [0] });
  });

  it('says what is wrong with a folder that holds no case', async () => {
    const { code, stderr } = await run(['replay', '--json', freshFolder()]);
    expect(code).toBe(1);
    expect(stderr).toContain('case.json');
  });

  it('ends by itself when a case has been judged', async () => {
    const folder = caseFolder([{ mail: { to: ['x@client.example'], text: WORDS } }]);
    expect(await run(['replay', '--json', folder])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('replay of a stream', () => {
  const line = (date: string, to: readonly string[], more = {}) =>
    JSON.stringify({ date, from: 'taro.yamada@corp.example', to, cc: [], bcc: [], ...more });

  function stream(lines: readonly string[], mails: readonly CaseMail[], first = 1): readonly string[] {
    const folder = freshFolder();
    mkdirSync(join(folder, 'eml'));
    for (const [n, mail] of mails.entries())
      writeFileSync(join(folder, 'eml', `${String(n + first).padStart(6, '0')}.eml`), octetsOf(mail));
    writeFileSync(join(folder, 'mail.jsonl'), `${lines.join('\n')}\n`);
    return ['--jsonl', join(folder, 'mail.jsonl'), '--eml', join(folder, 'eml')];
  }
  const file = { name: 'a.csv', octets: Buffer.from('1,2\n') };
  const mail: CaseMail = { to: ['x@client.example'], text: 'Hello', files: [file] };
  const lines = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', '2026-11-20T00:00:00Z'].map((date) =>
    line(date, ['x@client.example']),
  );

  it('learns as it goes, and writes one line per mail and a summary by check', async () => {
    const { lines: judged, stderr } = await replay(...stream(lines, [mail, mail, mail]));
    expect(judged).toEqual([
      { n: 1, action: 'hold', needs: ['sender'], reasons: ['first-contact'], recorded: [] },
      { n: 2, action: 'pass', needs: [], reasons: [], recorded: [] },
      { n: 3, action: 'pass', needs: [], reasons: [], recorded: [] },
    ]);
    expect(stderr).toContain('judged 3');
    expect(stderr).toMatch(/first-contact\s+held\s+1/);
  });

  it('judges nothing in the first days when it is told so', async () => {
    const { lines: judged, stderr } = await replay(
      ...stream(lines, [mail, mail, { ...mail, to: ['y@other.example'] }]),
      '--learn-days',
      '10',
    );
    expect(judged.map(({ n }) => n)).toEqual([3]);
    expect(stderr).toContain('only learned from 2');
  });

  it('takes Bcc from the line, and files counted from zero', async () => {
    const bcc = line('2026-11-01T00:00:00Z', ['taro.yamada@corp.example'], { bcc: ['z@new.example'] });
    const { lines: judged } = await replay(
      ...stream([bcc], [{ ...mail, to: ['taro.yamada@corp.example'] }], 0),
    );
    expect(judged).toMatchObject([{ n: 1, action: 'hold', reasons: ['first-contact'] }]);
  });
});

describe('check', () => {
  const words = ['--from', 'taro.yamada@corp.example', '--to', 'x@client.example'];

  function mailFile(mail: CaseMail): string {
    const folder = freshFolder();
    writeFileSync(join(folder, 'mail.eml'), octetsOf(mail));
    return join(folder, 'mail.eml');
  }

  it('tells action, needs, findings with their evidence, and the facts', async () => {
    const path = mailFile({
      to: ['x@client.example'],
      text: 'Hi',
      files: [{ name: 'a.csv', octets: Buffer.from('1') }],
    });
    const { code, stdout } = await runHere(['check', path, ...words, '--json'], { cwd: freshFolder() });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      action: 'hold',
      needs: ['sender'],
      findings: [
        {
          check: 'first-contact',
          severity: 'medium',
          action: 'confirm',
          summary: 'Nobody here has written to x@client.example or their organisation before.',
          evidence: [{ kind: 'address', value: 'x@client.example' }],
        },
      ],
      facts: { v: 1, author: 'taro.yamada@corp.example' },
    });
  });

  it('knows the history it is given, and speaks Japanese where that is spoken', async () => {
    const path = mailFile({ to: ['x@client.example'], text: 'パスワードは mori2024 です。' });
    const folder = freshFolder();
    writeFileSync(join(folder, 'history.json'), JSON.stringify(history(['x@client.example'])));
    const known = await runHere(['check', path, ...words, '--history', 'history.json'], { cwd: folder });
    expect(known).toEqual({ code: 0, stdout: 'forward\n', stderr: '' });
    const japanese = await runHere(['check', path, ...words], { cwd: folder, env: { LANG: 'ja_JP.UTF-8' } });
    expect(japanese.stdout).toContain('社内のだれも送ったことがありません');
  });

  it('takes its organisation and policy from a configuration', async () => {
    const folder = freshFolder('policy: { blockedRecipients: [client.example] }\n');
    const path = mailFile({ to: ['x@client.example'], text: 'Hi' });
    const { code, stdout } = await runHere(['check', path, ...words, '--config', 'sekisho.yaml'], {
      cwd: folder,
    });
    expect([code, stdout.split('\n')[0]]).toEqual([1, 'reject']);
  });

  it('judges the mail as the policy has repaired it, and says what it did', async () => {
    const folder = freshFolder('policy: { autoRepair: [{ do: add-bcc, address: boss@corp.example }] }\n');
    const path = mailFile({ to: ['x@client.example'], text: 'Hi' });
    const check = (...more: string[]) =>
      runHere(['check', path, ...words, '--config', 'sekisho.yaml', ...more], { cwd: folder });
    const autoRepair = [{ op: 'add-bcc', address: 'boss@corp.example' }];
    expect(JSON.parse((await check('--json')).stdout)).toMatchObject({ autoRepair });
    expect((await check()).stdout).toMatch(/^repaired by policy first: add-bcc boss@corp\.example\n/);
  });

  it('knows the groups of the directory, as the relay does', async () => {
    const policy = {
      overrides: [{ when: { group: ['sales'] }, checks: { 'first-contact': { action: 'approve' } } }],
    };
    const folder = freshFolder(`directory: { file: people.yaml }\npolicy: ${JSON.stringify(policy)}\n`);
    const people = [{ id: 'taro', addresses: ['taro.yamada@corp.example'] }];
    writeFileSync(
      join(folder, 'people.yaml'),
      JSON.stringify({ people, groups: [{ name: 'sales', members: ['taro'] }] }),
    );
    const file = { name: 'a.csv', octets: Buffer.from('1') };
    const path = mailFile({ to: ['x@client.example'], text: 'Hi', files: [file] });
    const options = ['--config', 'sekisho.yaml', '--json'];
    const { stdout } = await runHere(['check', path, ...words, ...options], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ action: 'hold', needs: ['supervisor'] });
  });

  it('says so when a directory server was never read', async () => {
    const ldap = { url: 'ldap://127.0.0.1:1', base: 'dc=corp,dc=example' };
    const folder = freshFolder(`directory: ${JSON.stringify({ ldap })}\n`);
    const path = mailFile({ to: ['x@client.example'], text: 'Hi' });
    const ask = () => runHere(['check', path, ...words, '--config', 'sekisho.yaml'], { cwd: folder });
    expect(await ask()).toMatchObject({ code: 1, stderr: expect.stringContaining('no data yet') });
    // It makes the data folder, and the server does not answer.
    await runHere(['directory', 'sync', '--config', 'sekisho.yaml'], { cwd: folder });
    expect(await ask()).toMatchObject({ code: 1, stderr: expect.stringContaining('directory sync') });
  });

  it('refuses what is no address and no time with exit code 2', async () => {
    const path = mailFile({ to: ['x@client.example'], text: 'Hi' });
    const wrongTime = await runHere(['check', path, ...words, '--at', 'noon'], { cwd: freshFolder() });
    expect(wrongTime.code).toBe(2);
    const noRecipient = await runHere(['check', path, '--from', 'a@corp.example'], { cwd: freshFolder() });
    expect(noRecipient.code).toBe(2);
  });
});

describe('explain', () => {
  it('names every check, what it said, its evidence, and where the setting that decides was written', async () => {
    const folder = freshFolder(
      'policy: { checks: { first-contact: { action: approve }, burst: { action: off } } }\n',
    );
    const file = { name: 'a.csv', octets: Buffer.from('1') };
    writeFileSync(
      join(folder, 'mail.eml'),
      octetsOf({ to: ['x@client.example'], text: 'Hi', files: [file] }),
    );
    const words = ['mail.eml', '--from', 'taro.yamada@corp.example', '--to', 'x@client.example'];
    const explain = (...more: string[]) =>
      runHere(['explain', ...words, '--config', 'sekisho.yaml', ...more], { cwd: folder });
    const { code, stdout } = await explain('--json');
    const { needs, checks } = JSON.parse(stdout);
    expect([code, needs]).toEqual([1, ['supervisor']]);
    expect(checks.map(({ check }: { check: string }) => check).sort()).toEqual([...CHECK_IDS].sort());
    expect(checks[0]).toMatchObject({
      check: 'first-contact',
      answer: 'found',
      action: 'approve',
      evidence: [{ value: 'x@client.example' }],
      setting: { key: 'policy.checks.first-contact', source: expect.stringMatching(/sekisho\.yaml:\d+:\d+/) },
    });
    const burst = checks.find(({ check }: { check: string }) => check === 'burst');
    expect(burst).toMatchObject({ answer: 'off', settings: { action: 'off' } });
    const text = (await explain()).stdout;
    expect(text).toMatch(/^hold \(needs: supervisor\)\n {2}first-contact: found → approve\n/);
    expect(text).toContain('visible-recipients: clear');
  });
});

describe('inspect', () => {
  const ROSTER =
    '氏名,住所,電話番号\n佐藤 愛,東京都港区芝1-2-3,03-1234-5678\n鈴木 淳,大阪府堺市北区1-1,06-1234-5678\n';

  it('tells type, protection, persons and kinds of a file, masked', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'meibo.csv'), ROSTER);
    const { code, stdout } = await runHere(['inspect', 'meibo.csv', '--json'], { cwd: folder });
    expect(code).toBe(0);
    const seen = JSON.parse(stdout);
    expect(seen).toMatchObject({ file: 'meibo.csv', protection: 'none', readable: true, persons: 2 });
    expect(seen.kinds).toEqual(expect.arrayContaining(['name', 'address', 'phone']));
    expect(stdout).not.toContain('佐藤 愛');
  });

  it('reveals the text only when asked, of a mail with its files too', async () => {
    const folder = freshFolder();
    const files = [{ name: 'meibo.csv', octets: Buffer.from(ROSTER) }];
    writeFileSync(join(folder, 'mail.eml'), octetsOf({ to: ['x@client.example'], text: 'どうぞ', files }));
    const { stdout } = await runHere(['inspect', 'mail.eml', '--json', '--reveal'], { cwd: folder });
    const seen = JSON.parse(stdout);
    expect(seen).toMatchObject({ type: 'eml', persons: 2, files: [{ path: 'meibo.csv' }] });
    expect(seen.text).toContain('佐藤 愛');
    expect(seen.text).toContain('どうぞ');
  });

  it.each([
    [7, 7],
    [6, 0],
  ])('counts the people of a list of %i recipients as %i persons', async (listed, persons) => {
    const folder = freshFolder();
    const names = '佐藤 愛,鈴木 淳,高橋 健,田中 恵,伊藤 修,渡辺 彩,山本 翔'.split(',').slice(0, listed);
    const to = names.map((name, n) => `${name} <person${n}@client${n}.example>`);
    writeFileSync(join(folder, 'list.eml'), octetsOf({ to, text: 'ご案内です。' }));
    const { stdout } = await runHere(['inspect', 'list.eml', '--json'], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ persons, kinds: persons > 0 ? ['name', 'email'] : [] });
  });
});
