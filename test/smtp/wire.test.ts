import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WireFilter } from '../../src/message/wire.ts';

const CASES = [
  ['', null],
  ['a\r\nb\r\n', null],
  ['no line end', null],
  ['\r\n\r\n', null],
  ['\n', 'bare-lf'],
  ['a\nb\r\n', 'bare-lf'],
  ['a\rb\r\n', 'bare-cr'],
  ['a\r', 'bare-cr'],
  ['a\r\r\n', 'bare-cr'],
  ['a\r\n\n', 'bare-lf'],
  ['a\x00b', 'nul'],
  ['\r\x00\n', 'bare-cr'],
  ['\x00\r\n.\n', 'nul'],
  ['ok\r\n\x00\n', 'nul'],
] as const;

function faultOf(chunks: readonly Uint8Array[]) {
  const filter = new WireFilter();
  for (const chunk of chunks) filter.feed(chunk);
  return filter.finish();
}

describe('the wire filter', () => {
  it.each(CASES)('says of %j: %s, wherever the chunks are cut', (text, fault) => {
    const octets = Buffer.from(text, 'latin1');
    expect(faultOf([octets])).toBe(fault);
    expect(faultOf([...octets].map((octet) => Uint8Array.of(octet)))).toBe(fault);
    for (let at = 0; at <= octets.length; at += 1) {
      expect(faultOf([octets.subarray(0, at), octets.subarray(at)])).toBe(fault);
    }
  });

  it('agrees with a look at the whole for any octets', () => {
    const alphabet = fc.constantFrom('a', '\r', '\n', '\r\n', '\x00', '.');
    fc.assert(
      fc.property(fc.array(fc.array(alphabet, { maxLength: 4 }), { maxLength: 5 }), (parts) => {
        const chunks = parts.map((part) => Buffer.from(part.join(''), 'latin1'));
        const whole = Buffer.concat(chunks).toString('latin1');
        const isBad = /\r(?!\n)|(?<!\r)\n|\x00/.test(whole);
        expect(faultOf(chunks) !== null).toBe(isBad);
      }),
      { numRuns: 300 },
    );
  });

  it('never alters an octet and tells a fault as soon as it is seen', () => {
    const filter = new WireFilter();
    const chunk = Buffer.from('a\r');
    filter.feed(chunk);
    expect(filter.fault).toBeNull();
    filter.feed(Buffer.from('b'));
    expect(filter.fault).toBe('bare-cr');
    expect(chunk.toString()).toBe('a\r');
  });
});
