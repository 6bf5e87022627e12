// The arrangement of the guide to Postfix: it takes mail and hands it to us as its content filter, we give it back on
// another port, there OpenDKIM signs, and it goes out. A thousand mixed mails: each accounted for exactly once.

import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { needs } from '../needs.ts';
import { type Postfix, startPostfix } from './postfix.ts';
import { removeFolder, type Sekisho, startSekisho } from './sekisho.ts';
import { freePort, type Sink, startSink, type Taken } from './sink.ts';

const ready = ['postfix', 'opendkim'].every(needs);

/** SEKISHO_LONG=1 sends a thousand. */
const MAILS = process.env.SEKISHO_LONG === '1' ? 1000 : 250;
const CONNECTIONS = 20;
type Kind = 'ordinary' | 'held' | 'blocked' | 'refused-outside';

/** Of a hundred mails: 5 held, 3 that our policy refuses, 2 that the outside refuses. */
function kindOf(n: number): Kind {
  const place = n % 100;
  if (place < 5) return 'held';
  if (place < 8) return 'blocked';
  return place < 10 ? 'refused-outside' : 'ordinary';
}

const TO: Readonly<Record<Kind, (n: number) => readonly string[]>> = {
  ordinary: (n) => [`colleague${n % 50}@corp.example`],
  held: (n) => Array.from({ length: 12 }, (_, guest) => `guest${guest}of${n}@gmail.com`),
  blocked: () => ['somebody@blocked.example'],
  'refused-outside': () => ['nobody@corp.example'],
};

const numberOf = (text: string) => Number(/^X-Number: (\d+)\r?$/m.exec(text)?.[1] ?? Number.NaN);
const isReport = ({ from }: Taken) => from === '';
const wordsOf = ({ octets }: Taken) => octets.toString('latin1');

function runOpendkim(folder: string, port: number, privateKey: string) {
  writeFileSync(join(folder, 's1.pem'), privateKey, { mode: 0o600 });
  writeFileSync(
    join(folder, 'conf'),
    [
      ...['Mode s', 'Syslog no', 'Background no', 'Domain corp.example', 'Selector s1'],
      ...[`KeyFile ${join(folder, 's1.pem')}`, `Socket inet:${port}@127.0.0.1`, 'InternalHosts 127.0.0.1'],
      'RequireSafeKeys no',
      '',
    ].join('\n'),
  );
  return spawn('opendkim', ['-f', '-x', join(folder, 'conf')], { stdio: 'ignore' });
}

describe.runIf(ready)('as the content filter of a Postfix whose mail is signed after us', () => {
  const folder = mkdtempSync(join(tmpdir(), 'content-filter-'));
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const record = `v=DKIM1; k=rsa; p=${key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
  let sink: Sink;
  let sekisho: Sekisho;
  let postfix: Postfix;
  let opendkim: ReturnType<typeof runOpendkim>;
  let milter: string;
  const ids = new Map<number, string>();

  beforeAll(async () => {
    sink = await startSink((command) =>
      /^RCPT TO:<nobody@/i.test(command) ? '550 5.1.1 no such mailbox' : null,
    );
    const reinjection = await freePort();
    const signer = await freePort();
    milter = `inet:127.0.0.1:${signer}`;
    opendkim = runOpendkim(
      folder,
      signer,
      key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    sekisho = await startSekisho({
      nextHop: { host: '127.0.0.1', port: reinjection },
      routing: 'return',
      notices: { from: 'none' },
      policy: { learnDays: 0, blockedRecipients: ['blocked.example'], checks: { burst: { action: 'log' } } },
    });
    postfix = await startPostfix(await freePort(), sink.port, {
      listener: [`content_filter=smtp:[127.0.0.1]:${sekisho.smtpPort}`],
      services: [
        `127.0.0.1:${reinjection} inet n - n - - smtpd`,
        '  -o content_filter=',
        '  -o receive_override_options=no_unknown_recipient_checks,no_header_body_checks',
        `  -o smtpd_milters=${milter}`,
      ],
    });
  });

  afterAll(async () => {
    await postfix?.stop();
    await sekisho?.kill();
    opendkim?.kill('SIGTERM');
    await sink?.close();
    rmSync(folder, { recursive: true, force: true });
    if (sekisho) removeFolder(sekisho);
  });

  async function send(numbers: readonly number[], kind: (n: number) => Kind): Promise<void> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: postfix.port,
      ignoreTLS: true,
      pool: true,
      maxConnections: CONNECTIONS,
      maxMessages: 1000,
    });
    await Promise.all(
      numbers.map((n) =>
        transport.sendMail({
          from: 'ann@corp.example',
          to: [...TO[kind(n)](n)],
          subject: `Meeting ${n}`,
          headers: { 'X-Number': String(n) },
          text: `We meet at ten, in room ${n}.\n`,
        }),
      ),
    );
    transport.close();
  }

  /** Delivered mails and reports by the number of the mail they are, or are about. */
  function taken(which: (mail: Taken) => boolean): ReadonlyMap<number, readonly Taken[]> {
    return Map.groupBy(sink.taken.filter(which), (mail) => numberOf(wordsOf(mail)));
  }

  const numbersOf = (kind: Kind) =>
    Array.from({ length: MAILS }, (_, n) => n).filter((n) => kindOf(n) === kind);
  const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

  it('many mails: each is delivered, held or refused, once, and no other', async () => {
    await send(
      Array.from({ length: MAILS }, (_, n) => n),
      kindOf,
    );
    const reported = [...numbersOf('blocked'), ...numbersOf('refused-outside')];
    for (const n of numbersOf('ordinary'))
      await sink.next((mail) => !isReport(mail) && numberOf(wordsOf(mail)) === n);
    for (const n of reported) await sink.next((mail) => isReport(mail) && numberOf(wordsOf(mail)) === n);
    expect(sorted(taken((mail) => !isReport(mail)).keys())).toEqual(numbersOf('ordinary'));
    expect(sorted(taken(isReport).keys())).toEqual(sorted(reported));
    expect([...taken(() => true).values()].filter((copies) => copies.length !== 1)).toEqual([]);
    const store = await openStore({
      url: `sqlite:${join(sekisho.folder, 'data/sekisho.db')}`,
      keyFile: join(sekisho.folder, 'data/sekisho.key'),
      writerId: 'test',
      onFailure: () => {},
    });
    const held = await store.listMails({ states: ['held'], limit: MAILS }).finally(() => store.close());
    for (const { mail } of held) ids.set(Number(mail.subject.replace('Meeting ', '')), mail.id);
    expect(sorted(ids.keys())).toEqual(numbersOf('held'));
  }, 120_000);

  it('what went out is signed, the signature holds, and it passed us once', async () => {
    const wrong: string[] = [];
    for (const mail of sink.taken.filter((one) => !isReport(one))) {
      const { results } = await dkimVerify(mail.octets, { resolver: async () => [[record]] });
      const [header = ''] = wordsOf(mail).split('\r\n\r\n');
      const passed = header.match(/^\tby \S+ \(Sekisho\)/gm)?.length;
      const marks = header.match(/^X-Sekisho: /gm)?.length;
      const verdict = `${results.map(({ status }) => status.result)} ${passed} ${marks}`;
      if (verdict !== 'pass 1 1') wrong.push(`${numberOf(header)}: ${verdict}`);
    }
    expect(wrong).toEqual([]);
    expect(sekisho.lines.filter(({ event }) => event === 'came-back' || event === 'looping')).toEqual([]);
  });

  it('the bypass of the guide lets mail out while we are down, signed, also what waited for us', async () => {
    await sekisho.kill();
    await send([MAILS], () => 'ordinary');
    // Postfix itself takes our place on our port.
    const service = `127.0.0.1:${sekisho.smtpPort}/inet`;
    postfix.command('postconf', '-M', `${service}=127.0.0.1:${sekisho.smtpPort} inet n - n - - smtpd`);
    postfix.command('postconf', '-P', `${service}/content_filter=`, `${service}/smtpd_milters=${milter}`);
    postfix.command('postfix', 'reload');
    await send([MAILS + 1], () => 'ordinary');
    const after = await sink.next((mail) => numberOf(wordsOf(mail)) === MAILS + 1);
    postfix.command('postqueue', '-f');
    const waited = await sink.next((mail) => numberOf(wordsOf(mail)) === MAILS);
    for (const mail of [after, waited]) {
      expect(wordsOf(mail)).not.toContain('X-Sekisho');
      const { results } = await dkimVerify(mail.octets, { resolver: async () => [[record]] });
      expect(results.map(({ status }) => status.result)).toEqual(['pass']);
    }
  });
});
