// `doctor` finds what was planted, names the mend, and finds nothing in a house that is in order.

import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { freePort, type Sink, startSink } from '../e2e/sink.ts';
import { newMail } from '../store/samples.ts';
import { type DnsServer, startDnsServer } from './dns-server.ts';
import { run } from './run.ts';
import { runHere } from './run-here.ts';

const TLS = resolve(import.meta.dirname, '../fixtures/tls');
const HOUR_MS = 3_600_000;

const DKIM = generateKeyPairSync('rsa', { modulusLength: 2048 });
const OTHER = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pemOf = ({ privateKey }: typeof DKIM) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publishedOf = ({ publicKey }: typeof DKIM) =>
  `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

const RECORDS: Readonly<Record<string, readonly string[]>> = {
  'corp.example': ['v=spf1 ip4:192.0.2.1 -all', 'some other text'],
  '_dmarc.corp.example': ['v=DMARC1; p=reject'],
  's1._domainkey.corp.example': [publishedOf(DKIM)],
  'twice.example': ['v=spf1 ip4:192.0.2.1 -all', 'v=spf1 mx -all'],
  'open.example': ['v=spf1 +all'],
  's1._domainkey.twice.example': [publishedOf(OTHER)],
};

type Finding = { readonly level: string; readonly message: string; readonly mend: string | null };
type House = { readonly folder: string; readonly config: Record<string, object> };

describe('doctor', () => {
  let dns: DnsServer;
  let hop: Sink;
  let small: Sink;
  let closedPort: number;

  beforeAll(async () => {
    dns = await startDnsServer(RECORDS);
    const offering =
      (...lines: string[]) =>
      (command: string) => {
        if (/^STARTTLS/i.test(command)) return '502 not here';
        return /^EHLO/i.test(command) ? ['250-hop.example', ...lines, '250 DSN'].join('\r\n') : null;
      };
    hop = await startSink(offering('250-SIZE 104857600', '250-8BITMIME', '250-SMTPUTF8'));
    small = await startSink(offering('250-SIZE 10485760'));
    closedPort = await freePort();
  });
  afterAll(async () => {
    await dns.close();
    await hop.close();
    await small.close();
  });

  /** A house in order: files, names, next hop, and a little data. */
  function build(): House {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-doctor-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'data'), { mode: 0o700 });
    for (const file of ['cert.pem', 'key.pem', 'expired.pem']) {
      copyFileSync(join(TLS, file), join(folder, file));
      chmodSync(join(folder, file), 0o600);
    }
    writeFileSync(join(folder, 'dkim.pem'), pemOf(DKIM), { mode: 0o600 });
    const config = {
      organization: { domains: ['corp.example'] },
      smtp: { hostName: 'localhost', tls: { certFile: 'cert.pem', keyFile: 'key.pem' } },
      nextHop: { host: '127.0.0.1', port: hop.port },
      web: { publicUrl: 'http://localhost:8025' },
      notices: { from: 'sekisho@corp.example' },
      dkim: [{ domain: 'corp.example', selector: 's1', keyFile: 'dkim.pem' }],
    };
    return { folder, config };
  }

  async function fill({ folder }: House, work: (store: Store) => Promise<void>): Promise<void> {
    const store = await openStore({
      url: `sqlite:${join(folder, 'data/sekisho.db')}`,
      keyFile: join(folder, 'data/sekisho.key'),
      writerId: 'test',
      onFailure: () => {},
    });
    await work(store).finally(() => store.close());
  }

  async function examine({ folder, config }: House) {
    writeFileSync(join(folder, 'sekisho.yaml'), JSON.stringify(config, null, 2));
    const { code, stdout, stderr } = await runHere(['doctor', '--json', '--dns', dns.address], {
      cwd: folder,
    });
    expect(stderr).toBe('');
    const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: Finding[] };
    expect(code).toBe(ok ? 0 : 1);
    return findings;
  }

  const problemsOf = (findings: readonly Finding[]) => findings.filter(({ level }) => level === 'problem');

  it('finds no problem in a house that is in order', async () => {
    const house = build();
    await fill(house, (store) => store.insertMail(newMail({}, '2999-01-01T00:00:00.000Z')));
    expect(problemsOf(await examine(house))).toEqual([]);
  });

  it('notes a certificate for another name: clients that check names would not send', async () => {
    const house = build();
    Object.assign(house.config.smtp ?? {}, { hostName: 'relay.corp.example' });
    const findings = await examine(house);
    expect(problemsOf(findings)).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({
        level: 'note',
        message: 'the certificate does not name relay.corp.example',
        mend: expect.stringContaining('smtp.hostName'),
      }),
    );
  });

  type Plant = readonly [
    name: string,
    plant: (house: House) => void | Promise<void>,
    message: RegExp,
    mend: RegExp,
  ];
  const old = new Date(Date.now() - 3 * HOUR_MS).toISOString();
  const PLANTS: readonly Plant[] = [
    [
      'a key that others may read',
      ({ folder }) => chmodSync(join(folder, 'key.pem'), 0o644),
      /key\.pem can be read by others/,
      /^chmod 600 \S+key\.pem$/,
    ],
    [
      'a file that is not there',
      ({ folder }) => rmSync(join(folder, 'dkim.pem')),
      /sekisho\.yaml:\d+:\d+: dkim\[0\]\.keyFile: cannot read/,
      /correct the path/,
    ],
    [
      'a certificate that ran out',
      ({ config }) =>
        Object.assign(config.smtp ?? {}, { tls: { certFile: 'expired.pem', keyFile: 'key.pem' } }),
      /certificate ran out on Jan/,
      /renew it/,
    ],
    [
      'the key of another certificate',
      ({ folder }) => writeFileSync(join(folder, 'key.pem'), pemOf(OTHER), { mode: 0o600 }),
      /key\.pem is not the key of the certificate/,
      /smtp\.tls\.keyFile/,
    ],
    [
      'a next hop that is down',
      ({ config }) => Object.assign(config.nextHop ?? {}, { port: closedPort }),
      /127\.0\.0\.1:\d+ cannot be used: .*ECONNREFUSED/,
      /start the server, or correct host and port/,
    ],
    [
      'a next hop without the TLS we require',
      ({ config }) => Object.assign(config.nextHop ?? {}, { tls: 'require' }),
      /cannot be used: 502 not here/,
      /tls: opportunistic/,
    ],
    [
      'a next hop that takes less than we do',
      ({ config }) => Object.assign(config.nextHop ?? {}, { port: small.port }),
      /takes 10485760 octets, we take 52428800/,
      /smtp\.maxSize: 10240KiB/,
    ],
    [
      'no SPF record',
      ({ config }) => Object.assign(config.organization ?? {}, { domains: ['corp.example', 'none.example'] }),
      /none\.example has no SPF record/,
      /publish TXT none\.example "v=spf1/,
    ],
    [
      'two SPF records',
      ({ config }) => Object.assign(config.organization ?? {}, { domains: ['twice.example'] }),
      /twice\.example has 2 SPF records/,
      /join them/,
    ],
    [
      'an SPF record that lets everybody send',
      ({ config }) => Object.assign(config.organization ?? {}, { domains: ['open.example'] }),
      /open\.example lets everybody send/,
      /-all or ~all/,
    ],
    [
      'a DKIM key that is not published',
      ({ config }) =>
        Object.assign(config, { dkim: [{ domain: 'corp.example', selector: 's2', keyFile: 'dkim.pem' }] }),
      /s2\._domainkey\.corp\.example is not published/,
      /publish TXT s2\._domainkey\.corp\.example "v=DKIM1; p=MII/,
    ],
    [
      'another DKIM key than the one published',
      ({ config }) =>
        Object.assign(config, { dkim: [{ domain: 'twice.example', selector: 's1', keyFile: 'dkim.pem' }] }),
      /s1\._domainkey\.twice\.example is not the one of/,
      /publish TXT/,
    ],
    [
      'links that lead nowhere',
      ({ config }) => Object.assign(config.web ?? {}, { publicUrl: 'https://sekisho.invalid' }),
      /sekisho\.invalid cannot be looked up/,
      /web\.publicUrl/,
    ],
    [
      'an unknown key in the configuration',
      ({ config }) => Object.assign(config.smtp ?? {}, { lisen: '127.0.0.1:25' }),
      /sekisho\.yaml:\d+:\d+: smtp\.lisen: unknown key; did you mean "listen"\?/,
      /does not start like this/,
    ],
    [
      'mail that waits for hours',
      (house) =>
        fill(house, (store) =>
          store.insertMail(newMail({ state: 'queued', receivedAt: old, giveUpAt: old })),
        ),
      /1 queued, 0 held; the oldest queued for 1(79|80) minutes/,
      /is a relay running/,
    ],
    [
      'a hold whose end nobody carried out',
      (house) => fill(house, (store) => store.insertMail(newMail({ receivedAt: old }, old))),
      /past the deadline and not ended by anybody: 1 held mail/,
      /is a relay running/,
    ],
    [
      'a clock that was set back',
      (house) =>
        fill(house, (store) =>
          store.addEvent({
            type: 'started',
            mailId: null,
            at: new Date(Date.now() + HOUR_MS).toISOString(),
            actor: { kind: 'system', id: 'test', via: 'cli' },
            detail: {},
          }),
        ),
      /the clock was set back/,
      /set-ntp/,
    ],
    [
      'data without their key',
      async (house) => {
        await fill(house, async () => {});
        rmSync(join(house.folder, 'data/sekisho.key'));
      },
      /key file \S+ is missing/,
      /Backup/,
    ],
  ];

  it.each(PLANTS)('finds %s, and says what to do', async (_name, plant, message, mend) => {
    const house = build();
    await plant(house);
    const problems = problemsOf(await examine(house));
    expect(problems).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message),
        mend: expect.stringMatching(mend),
      }),
    ]);
  });

  it('says it in words, the mend below the problem, without colour in a file', async () => {
    const house = build();
    chmodSync(join(house.folder, 'key.pem'), 0o604);
    writeFileSync(join(house.folder, 'sekisho.yaml'), JSON.stringify(house.config));
    const { code, stdout } = await run(['doctor', '--dns', dns.address], { cwd: house.folder });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ \S+key\.pem can be read by others on this machine\n {4}→ chmod 600 /m);
    expect(stdout).toMatch(/\n1 problem, \d+ notes?\n$/);
  });
});
