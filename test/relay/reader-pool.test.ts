// No mail can stop the relay: whatever a reader does, there is a reading, and the next mail is read.

import { describe, expect, it, onTestFinished } from 'vitest';
import { startReader } from '../../src/relay/reader.ts';
import { createReaderPool, type ReaderPoolSettings } from '../../src/relay/reader-pool.ts';
import { reading } from './readings.ts';
import { PLAIN } from './relay.ts';

const OPTIONS = { words: [] };
const program = new URL('./readers/obeys.ts', import.meta.url);

const mail = (command = 'read') =>
  Buffer.from(`Subject: Offer\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${command}\r\n`);

function open(settings: Partial<ReaderPoolSettings> = {}) {
  const pool = createReaderPool({ program, size: 1, ...settings });
  onTestFinished(() => pool.close());
  const read = async (command?: string) => (await pool.readMail(mail(command), OPTIONS)).content;
  return { pool, read };
}

describe('A mail on which a reader', () => {
  it.each([
    ['loops', 'loop', 'timeout', 'not read within 0.5 s'],
    ['never answers', 'nothing', 'timeout', 'not read within 0.5 s'],
    ['runs out of memory', 'memory', 'out-of-memory', 'needed too much memory'],
    ['throws', 'throw', 'reader-crashed', 'TypeError: odd mail'],
    ['throws later', 'later', 'reader-crashed', 'after all'],
    ['dies', 'die', 'reader-crashed', 'the reader ended'],
    ['answers rubbish', 'rubbish', 'reader-crashed', 'the reader answered rubbish'],
    ['answers half a reading', 'hollow', 'reader-crashed', 'the reader answered rubbish'],
    [
      'answers what cannot cross threads',
      'uncopyable',
      'reader-crashed',
      expect.stringContaining('could not be cloned'),
    ],
  ])(
    '%s has that as its fault and keeps its header; the next mail is read',
    async (_name, command, code, detail) => {
      const { read } = open({
        deadlineMs: command === 'loop' || command === 'nothing' ? 500 : 20_000,
        maxMemoryMb: 40,
      });
      const content = await read(command);
      expect(content.faults).toEqual([{ code, where: 'mail', detail }]);
      expect(content.header.subject).toBe('Offer');
      expect((await read()).faults).toEqual([]);
    },
  );
});

describe('The pool', () => {
  it('reads many mails at once, those that follow a bad one too', async () => {
    const { read } = open({ size: 2 });
    const commands = Array.from({ length: 40 }, (_, n) => (n % 8 === 3 ? 'die' : 'read'));
    const contents = await Promise.all(commands.map(read));
    expect(contents.map(({ faults }) => faults.length)).toEqual(
      commands.map((one) => (one === 'die' ? 1 : 0)),
    );
  });

  it('replaces a thread after so many mails', async () => {
    const { read } = open({ recycleAfter: 2 });
    const ids: (string | null)[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await read()).header.messageId);
    expect(ids).toEqual(['<1@reads>', '<2@reads>', '<1@reads>', '<2@reads>', '<1@reads>']);
  });

  it('keeps a thread for small mails, whatever the large ones do', async () => {
    const { pool, read } = open({ size: 2 });
    const large = [1, 2].map(() =>
      pool.readMail(Buffer.concat([mail('nothing'), Buffer.alloc(70_000, ' ')]), OPTIONS),
    );
    expect((await read()).faults).toEqual([]);
    await pool.close();
    await Promise.all(large);
  });

  const HEAVY = Buffer.concat([mail(), Buffer.alloc(2 * 1024 * 1024, ' ')]);

  it('replaces a thread after so many very large mails', async () => {
    const { pool, read } = open({ recycleAfterHeavy: 2 });
    const readHeavy = async () => (await pool.readMail(HEAVY, OPTIONS)).content;
    const ids = [await read(), await readHeavy(), await readHeavy(), await read()];
    expect(ids.map(({ header }) => header.messageId)).toEqual([
      '<1@reads>',
      '<2@reads>',
      '<3@reads>',
      '<1@reads>',
    ]);
  });

  it('leaves a thread that has read a very large mail to such mails, while another one can be had', async () => {
    const { pool, read } = open({ size: 2 });
    const readHeavy = async () => (await pool.readMail(HEAVY, OPTIONS)).content;
    const ids = [await readHeavy(), await read(), await readHeavy(), await read(), await readHeavy()];
    expect(ids.map(({ header }) => header.messageId)).toEqual([
      '<1@reads>',
      '<1@reads>',
      '<2@reads>',
      '<2@reads>',
      '<3@reads>',
    ]);
  });

  it('leaves the caller its octets', async () => {
    const { pool } = open();
    const octets = new Uint8Array(mail());
    await pool.readMail(octets, OPTIONS);
    expect(Buffer.from(octets)).toEqual(mail());
  });

  it('reads small plain text at once, and a fault there is a reading too', async () => {
    const { pool } = open({ readInline: async () => reading({ header: { subject: 'inline' } }) });
    expect((await pool.readMail(PLAIN, OPTIONS)).content.header.subject).toBe('inline');
    const broken = open({
      readInline: () => {
        throw new Error('odd mail');
      },
    });
    const { content } = await broken.pool.readMail(PLAIN, OPTIONS);
    expect(content.faults).toEqual([{ code: 'reader-crashed', where: 'mail', detail: 'Error: odd mail' }]);
    expect(content.header.subject).toBe('Hello');
  });

  it('whose program is missing answers all the same', async () => {
    const { read } = open({ program: new URL('./readers/no-such-program.ts', import.meta.url) });
    const content = await read();
    expect(content.faults).toMatchObject([{ code: 'reader-crashed', where: 'mail' }]);
  });

  it('ends what is being read when it is closed, and reads nothing after', async () => {
    const { pool, read } = open();
    const pending = [read('nothing'), read()];
    await pool.close();
    for (const content of [...(await Promise.all(pending)), await read()]) {
      expect(content.faults).toMatchObject([{ code: 'reader-crashed' }]);
    }
  });

  it('reads with the real program what it reads here', async () => {
    const pool = createReaderPool({ size: 1 });
    onTestFinished(() => pool.close());
    const text = ['From: ann@corp.example', 'To: bob@client.example', 'Subject: =?UTF-8?B?6KaL56mN5pu4?='];
    const body = Buffer.from('お世話になっております。').toString('base64');
    const octets = Buffer.from(
      [
        ...text,
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        body,
        '',
      ].join('\r\n'),
    );
    const { content, texts } = await pool.readMail(octets, OPTIONS);
    expect(content.header.subject).toBe('見積書');
    expect(content.faults).toEqual([]);
    expect(texts.map(({ text: one }) => one.trim())).toContain('お世話になっております。');
  });

  it('reads one very large mail after the other with the real program, within the memory that one of them needs', async () => {
    const pool = createReaderPool({ size: 1, maxMemoryMb: 125 });
    onTestFinished(() => pool.close());
    const header =
      'From: ann@corp.example\r\nSubject: large\r\nContent-Type: multipart/mixed; boundary=x\r\n';
    const file = `Content-Type: text/plain; name=a.txt\r\n\r\n${'a line of some length\r\n'.repeat(200_000)}`;
    const octets = Buffer.from(`${header}\r\n--x\r\n${file}\r\n--x--\r\n`);
    for (let n = 0; n < 3; n += 1) {
      const { content } = await pool.readMail(octets, OPTIONS);
      expect([content.faults, content.header.subject]).toEqual([[], 'large']);
    }
  });
});

describe('A reader', () => {
  it('that is stopped answers what is asked of it, now and later', async () => {
    const reader = startReader(program, 64);
    const pending = reader.read(mail('nothing'), OPTIONS, 20_000);
    await reader.stop();
    expect(await pending).toMatchObject({ kind: 'failed', code: 'reader-crashed' });
    expect(reader.isAlive()).toBe(false);
    expect(await reader.read(mail(), OPTIONS, 200)).toMatchObject({ kind: 'failed' });
  });
});
