import { describe, expect, it } from 'vitest';
import { parseMailCommand, parseRcptCommand } from '../../src/smtp/path-grammar.ts';

const long = (length: number) => 'l'.repeat(length);

/** Path after `RCPT TO:` → the forward-path kept, or the beginning of the refusal. */
const RECIPIENTS = [
  ['<b@client.example>', 'b@client.example'],
  [' <b@client.example>', 'b@client.example'],
  ['<B.b+tag@CLIENT.Example>', 'B.b+tag@client.example'],
  ['<b@client.example.>', 'b@client.example'],
  ['<b@[192.0.2.1]>', 'b@[192.0.2.1]'],
  ['<"a b"@client.example>', '"a b"@client.example'],
  ['<"x,inj@client.example"@client.example>', '"x,inj@client.example"@client.example'],
  ['<u%other.example@client.example>', 'u%other.example@client.example'],
  ['<other!u@client.example>', 'other!u@client.example'],
  ['<|id@client.example>', '|id@client.example'],
  ['</etc/passwd@client.example>', '/etc/passwd@client.example'],
  ['<-oX@client.example>', '-oX@client.example'],
  [`<${long(64)}@client.example>`, `${long(64)}@client.example`],
  ['<@a.example,@b.example:b@client.example>', 'b@client.example'],
  ['<u@xn--bcher-kva.example>', 'u@xn--bcher-kva.example'],
  ['<postmaster>', 'postmaster@relay.example'],
  ['<>', '501 5.1.3'],
  ['<b>', '501 5.1.3'],
  ['<b@>', '501 5.1.3'],
  ['<@client.example>', '501 5.1.3'],
  ['<a@b@client.example>', '501 5.1.3'],
  ['<a@client.example,inj@client.example>', '501 5.1.3'],
  ['<x,inj@client.example>', '501 5.1.3'],
  ['<x;inj@client.example>', '501 5.1.3'],
  ['<g:inj@client.example>', '501 5.1.3'],
  ['<a(inj)@client.example>', '501 5.1.3'],
  ['<a\\b@client.example>', '501 5.1.3'],
  ['<.a@client.example>', '501 5.1.3'],
  ['<a..b@client.example>', '501 5.1.3'],
  ['<a@cl_ient.example>', '501 5.1.3'],
  [`<${long(65)}@client.example>`, '501 5.1.3'],
  ['<u\u200bx@client.example>', '501 5.1.3'],
  ['<u\u202ex@client.example>', '501 5.1.3'],
  ['<u\u00a0x@client.example>', '501 5.1.3'],
  ['<ü@client.example>', '553 5.6.7'],
  ['<u@bücher.example>', '553 5.6.7'],
  ['<inj＠evil.example@client.example>', '553 5.6.7'],
  ['b@client.example', '501 5.5.4'],
  ['<b@client.example> <inj@client.example>', '501 5.5.4'],
  ['<"a>b"@client.example>', '501 5.5.4'],
  ['<b@client.example> FOO=bar', '555 5.5.4'],
  ['<b@client.example> SIZE=1', '555 5.5.4'],
  ['<b@client.example> NOTIFY', '501 5.5.4'],
  ['<b@client.example> NOTIFY=MAYBE', '501 5.5.4'],
  ['<b@client.example> NOTIFY=DELAY NOTIFY=DELAY', '501 5.5.4'],
  ['<b@client.example> ORCPT=rfc822', '501 5.5.4'],
  ['<b@client.example> ORCPT=rfc822;a+0D+0ARCPT', '501 5.5.4'],
  ['<b@client.example> ORCPT=rfc822;a+zz', '501 5.5.4'],
] as const;

const SENDERS = [
  ['<>', null],
  ['<> BODY=7BIT', null],
  ['<a@Corp.Example>', 'a@corp.example'],
  ['<a@corp.example> AUTH=<>', 'a@corp.example'],
  ['<a@corp.example> SIZE=99999999999', 'a@corp.example'],
  ['<ü@corp.example> SMTPUTF8', 'ü@corp.example'],
  ['<ü@corp.example>', '553 5.6.7'],
  ['<a>', '501 5.1.7'],
  ['<postmaster>', '501 5.1.7'],
  ['<a@corp.example> <b@corp.example>', '501 5.5.4'],
  ['<a@corp.example> SIZE=1 SIZE=2', '501 5.5.4'],
  ['<a@corp.example> SIZE=1x', '501 5.5.4'],
  ['<a@corp.example> SIZE', '501 5.5.4'],
  ['<a@corp.example> BODY=BINARYMIME', '501 5.5.4'],
  ['<a@corp.example> SMTPUTF8=1', '501 5.5.4'],
  ['<a@corp.example> RET=SOME', '501 5.5.4'],
  ['<a@corp.example> ENVID=a+0D+0ADATA', '501 5.5.4'],
  [`<a@corp.example> ENVID=${long(101)}`, '501 5.5.4'],
  ['<a@corp.example> REQUIRETLS', '555 5.5.4'],
  ['<a@corp.example> NOTIFY=NEVER', '555 5.5.4'],
  ['<a@corp.example> toString', '555 5.5.4'],
] as const;

describe('the path grammar', () => {
  it.each(RECIPIENTS)('reads RCPT TO:%s as %s', (path, expected) => {
    const command = parseRcptCommand(`RCPT TO:${path}`, false, 'relay.example');
    if (command.kind === 'rcpt') expect(command.forwardPath).toBe(expected);
    else expect(`${command.code} ${command.text}`.slice(0, 9)).toBe(expected);
  });

  it.each(SENDERS)('reads MAIL FROM:%s as %s', (path, expected) => {
    const command = parseMailCommand(`mail from:${path}`);
    if (command.kind === 'mail') expect(command.reversePath).toBe(expected);
    else expect(`${command.code} ${command.text}`.slice(0, 9)).toBe(expected);
  });

  it('takes a non-ASCII path with SMTPUTF8 and keeps the domain in A-labels', () => {
    expect(parseRcptCommand('RCPT TO:<田中@bücher.example>', true, 'relay.example')).toMatchObject({
      forwardPath: '田中@xn--bcher-kva.example',
    });
  });

  it('takes linear time for a line made to backtrack', () => {
    const line = `RCPT TO:<b@client.example>${' A=1'.repeat(900)} <`;
    expect(parseRcptCommand(line, false, 'relay.example')).toMatchObject({ code: 501 });
    expect(parseRcptCommand(`RCPT TO:<b@c.example>${' '.repeat(4000)}=`, false, 'r.example')).toMatchObject({
      code: 501,
    });
  });
});
