// A mail full of markers goes through the relay in every way: held, returned, released, refused, forwarded. Nothing of
// what it says stands in the log, in a notice, in the metrics, in the data folder or in what a channel is told.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIN, removeFolder, type Sekisho, startSekisho } from '../e2e/sekisho.ts';
import { freePort, type Sink, startSink } from '../e2e/sink.ts';
import { submit } from '../e2e/submit.ts';

const MARKERS = {
  subject: 'MARKERSUBJECT71',
  text: 'MARKERTEXT72',
  fileName: 'MARKERFILE73',
  fileText: 'MARKERINSIDE74',
  displayName: 'MARKERNAME75',
  header: 'MARKERHEADER76',
};
const strangers = Array.from({ length: 12 }, (_, n) => `guest${n}@client${n}.example`);

function mailTo(to: readonly string[]): Buffer {
  return Buffer.from(
    [
      'From: ann@corp.example',
      `To: ${to.map((address) => `"${MARKERS.displayName}" <${address}>`).join(', ')}`,
      `Subject: ${MARKERS.subject}`,
      `X-Note: ${MARKERS.header}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b1',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Dear all, ${MARKERS.text}`,
      '--b1',
      `Content-Type: text/csv; name=${MARKERS.fileName}.csv`,
      `Content-Disposition: attachment; filename=${MARKERS.fileName}.csv`,
      '',
      `name,phone\r\n${MARKERS.fileText},090-1234-5678`,
      '--b1--',
      '',
    ].join('\r\n'),
  );
}

describe('what a mail says', () => {
  let sink: Sink;
  let sekisho: Sekisho;
  let metricsText = '';
  const said = () => sekisho.lines.map((line) => JSON.stringify(line)).join('\n');
  const held = (...words: string[]) =>
    execFileSync(process.execPath, [MAIN, 'held', ...words, '--config', sekisho.configFile], {
      encoding: 'utf8',
    });

  beforeAll(async () => {
    sink = await startSink((command) => (command.includes('nobody@') ? '550 5.1.1 no such user' : null));
    const metricsPort = await freePort();
    sekisho = await startSekisho({
      nextHop: { host: '127.0.0.1', port: sink.port },
      notices: { from: 'sekisho@corp.example', language: 'both' },
      metrics: { listen: `127.0.0.1:${metricsPort}` },
    } as Parameters<typeof startSekisho>[0]);
    const send = (to: readonly string[]) => submit(sekisho.smtpPort, 'ann@corp.example', to, mailTo(to));
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(/held as (\S+)/.exec(await send(strangers))?.[1] ?? '');
    await send(['bob@corp.example']);
    await send(['nobody@corp.example']);
    await sekisho.waitFor(({ event }) => event === 'refused');
    held('release', ids[0] ?? '');
    held('return', ids[1] ?? '', '--comment', 'please use Bcc');
    await sink.next(({ to }) => to.includes('guest0@client0.example'));
    await sink.next(({ from, octets }) => from === '' && octets.includes('please use Bcc'));
    metricsText = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  });
  afterAll(async () => {
    await sekisho.stop();
    await sink.close();
    removeFolder(sekisho);
  });

  const foundIn = (text: string, allowed: readonly string[] = []) =>
    Object.values(MARKERS).filter((marker) => !allowed.includes(marker) && text.includes(marker));

  it('stands in no line of the log', () => {
    expect(said()).toContain('"event":"held"');
    expect(foundIn(said())).toEqual([]);
  });

  it('stands in no metric, and neither does an address', () => {
    expect(metricsText).toContain('sekisho_mails_total');
    expect(foundIn(metricsText)).toEqual([]);
    expect(metricsText).not.toContain('@');
  });

  it('stands in no notice but for the subject, and the report of a refusal returns no text', () => {
    const own = sink.taken.filter(({ from }) => from === '').map(({ octets }) => decoded(octets));
    expect(own.length).toBeGreaterThan(2);
    // A person finds their mail by its subject; a DSN returns the header that its sender wrote (RFC 3462).
    for (const text of own) {
      const isReport = text.includes('multipart/report');
      const allowed = isReport ? [MARKERS.subject, MARKERS.displayName, MARKERS.header] : [MARKERS.subject];
      expect(foundIn(text, allowed)).toEqual([]);
    }
  });

  it('stands nowhere in the data folder in the clear', () => {
    const data = join(sekisho.folder, 'data');
    const files = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain('sekisho.db');
    for (const { name } of files)
      expect([name, foundIn(readFileSync(join(data, name), 'latin1'))]).toEqual([name, []]);
  });

  it('stands in no event of the audit', () => {
    const exported = execFileSync(
      process.execPath,
      [MAIN, 'audit', 'export', '--config', sekisho.configFile],
      {
        encoding: 'utf8',
      },
    );
    expect(exported).toContain('"type":"held"');
    expect(foundIn(exported)).toEqual([]);
  });
});

/** All that stands in a mail, parts in base64 and quoted-printable decoded too. */
function decoded(octets: Buffer): string {
  const text = octets.toString('latin1');
  const blocks = text.match(/(?:^[A-Za-z0-9+/=]{4,76}\r\n)+/gm) ?? [];
  const words = [...text.matchAll(/=\?utf-8\?b\?([^?]+)\?=/gi)].map(([, word]) => word ?? '');
  const opened = [...blocks, ...words].map((block) => Buffer.from(block, 'base64').toString('utf8'));
  return [text.replace(/=\r\n/g, ''), ...opened].join('\n');
}
