import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fieldsOf, headerBlockOf, isPlainText } from '../../src/relay/header-block.ts';
import type { Submission } from '../../src/relay/ports.ts';
import { findOurMark, isOurMark, markOf, outgoingTrace, receivedField } from '../../src/relay/trace.ts';
import { newMailId } from '../../src/store/mail-id.ts';
import { PLAIN, submission } from './relay.ts';

const id = newMailId();
const key = randomBytes(32);
const sha256 = createHash('sha256').update(PLAIN).digest('hex');
const at = '2026-11-24T01:00:00.000Z';

describe('The Received field', () => {
  const fieldOf = (changed: Partial<Submission>) =>
    receivedField(submission(['b@c.example'], changed), id, at, 'relay.example');

  it.each<[string, Partial<Submission>]>([
    ['ESMTP', {}],
    ['ESMTPS', { isTls: true }],
    ['ESMTPA', { authenticatedAs: 'ann' }],
    ['ESMTPSA', { isTls: true, authenticatedAs: 'ann' }],
    ['UTF8SMTPSA', { isTls: true, authenticatedAs: 'ann', isSmtpUtf8: true }],
  ])('says %s for what the client did', (name, changed) => {
    expect(fieldOf(changed)).toContain(` with ${name} id ${id};`);
  });

  it('names the client by name and address, never the account or a forward-path', () => {
    const field = fieldOf({ clientAddress: 'fe80::1%eth0', authenticatedAs: 'secret-account' });
    expect(field).toContain('from pc7.corp.example ([IPv6:fe80::1])\r\n');
    expect(field).not.toMatch(/secret-account|b@c\.example|eth0/);
  });

  it('is one folded field of ASCII lines that end in CRLF', () => {
    const field = fieldOf({});
    expect(field).toMatch(/^Received: [\x20-\x7e]+(\r\n\t[\x20-\x7e]+)+\r\n$/);
    expect(fieldsOf(Buffer.from(field)).map(([name]) => name)).toEqual(['received']);
  });
});

describe('The mark', () => {
  const mail = { id, sha256, traceFields: 'Received: x\r\n', decision: null };

  it('stands on released mail only, and on every mail that goes back to the sender’s own MTA', () => {
    expect(outgoingTrace(mail, { markKey: key })).toBe('Received: x\r\n');
    const marked = `Received: x\r\nX-Sekisho: ${markOf(id, sha256, key)}\r\n`;
    expect(outgoingTrace({ ...mail, decision: 'release' }, { markKey: key })).toBe(marked);
    expect(outgoingTrace(mail, { markKey: key, routing: 'return' })).toBe(marked);
  });

  it('counts for our key, its id and its octets only', () => {
    const mark = markOf(id, sha256, key);
    expect(mark).toMatch(/^v=1; id=m-[0-9a-z]{26}; h=[\w-]{43}$/);
    expect(isOurMark(mark, sha256, key)).toBe(true);
    expect(isOurMark(mark, sha256, randomBytes(32))).toBe(false);
    expect(isOurMark(mark, sha256.replace(/^./, 'x'), key)).toBe(false);
    expect(isOurMark(mark.replace(id, newMailId()), sha256, key)).toBe(false);
    expect(isOurMark(mark.slice(0, -1), sha256, key)).toBe(false);
    expect(isOurMark('v=1; id=me; h=', sha256, key)).toBe(false);
  });

  it('is found again below what other relays put on top, folded or not', () => {
    const field = `X-Sekisho: ${markOf(id, sha256, key)}\r\n`;
    const onTop = (text: string) =>
      Buffer.concat([Buffer.from(`Received: by mta.example;\r\n\tnow\r\n${text}`), PLAIN]);
    expect(findOurMark(onTop(field), key)).toBe(id);
    expect(findOurMark(onTop(field.replace('; h=', ';\r\n\th=')), key)).toBe(id);
    expect(findOurMark(onTop(`${field}X-Other: y\r\n`), key)).toBeNull();
    expect(findOurMark(Buffer.concat([onTop(field), Buffer.from('more')]), key)).toBeNull();
    expect(findOurMark(PLAIN, key)).toBeNull();
    const inBody = Buffer.concat([PLAIN, Buffer.from(`\r\n${field}`), PLAIN]);
    expect(findOurMark(inBody, key)).toBeNull();
  });
});

describe('The header block', () => {
  it('ends at the first empty line, is empty where the mail begins with one, and is cut when it never ends', () => {
    const block = (text: string) => Buffer.from(headerBlockOf(Buffer.from(text))).toString();
    expect(block('a: b\r\n\r\nc: d\r\n\r\n')).toBe('a: b\r\n');
    expect(block('\r\nc: d\r\n\r\ne: f\r\n')).toBe('');
    expect(block('a: b\r\n')).toBe('a: b\r\n');
    expect(headerBlockOf(Buffer.alloc(300_000, 'x'))).toHaveLength(256 * 1024);
  });

  it('says which mails are light enough to be read at once', () => {
    const mail = (fields: string, body = 'x') => Buffer.from(`Subject: y\r\n${fields}\r\n${body}\r\n`);
    const plain = [
      '',
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n',
      'constructor: x\r\n',
    ];
    for (const fields of plain) expect(isPlainText(mail(fields)), fields).toBe(true);
    const heavy = [
      'Content-Type: text/html\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      'Content-Disposition: attachment\r\n',
    ];
    for (const fields of heavy) expect(isPlainText(mail(fields)), fields).toBe(false);
    expect(isPlainText(mail('', 'begin 644 a.exe'))).toBe(false);
    expect(isPlainText(mail('', 'x'.repeat(70_000)))).toBe(false);
  });
});
