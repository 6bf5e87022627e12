import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DotReader, type Fed } from '../../src/smtp/data-feed.ts';

/** Cut before each of these places, and read to the end. */
function read(wire: string, cuts: readonly number[]): { content: string; rest: string | null } {
  const reader = new DotReader();
  const ends = [...cuts.map((cut) => cut % (wire.length + 1)), wire.length].sort((a, b) => a - b);
  let content = '';
  let from = 0;
  for (const end of ends) {
    const fed: Fed = reader.feed(Buffer.from(wire.slice(from, end), 'latin1'));
    content += fed.content.toString('latin1');
    if (fed.rest !== null) return { content, rest: fed.rest.toString('latin1') + wire.slice(end) };
    from = end;
  }
  return { content, rest: null };
}

/** RFC 5321 §4.5.2: a dot is put before each line that begins with one. */
const stuffed = (content: string): string => `\r\n${content}`.replaceAll('\r\n.', '\r\n..').slice(2);

describe('DATA off the wire', () => {
  it('is the mail without the escape dots, however it was cut', () => {
    const pieces = fc.array(fc.constantFrom('.', '\r\n', '\r\n.', 'a', '..', 'line', ' '), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(), { maxLength: 8 }), (parts, cuts) => {
        const content = `${parts.join('')}\r\n`;
        expect(read(`${stuffed(content)}.\r\nNOOP\r\n`, cuts)).toEqual({ content, rest: 'NOOP\r\n' });
      }),
      { numRuns: 2000 },
    );
  });

  it('ends at CRLF . CRLF alone, whatever else looks like an end', () => {
    for (const end of [
      '\n.\n',
      '\r.\r',
      '\n.\r\n',
      '\r\n.\n',
      '\r\n.\r',
      '\r.\r\n',
      '\r\n\0.\r\n',
      '\r\n.\r\r\n',
    ]) {
      const wire = `text${end}NOOP\r\n`;
      for (let cut = 0; cut <= wire.length; cut += 1) {
        expect(read(`${wire}.\r\n`, [cut]), JSON.stringify([end, cut])).toEqual({ content: wire, rest: '' });
      }
    }
  });

  it.each([
    ['.\r\n', '', ''],
    ['..\r\n.\r\n', '.\r\n', ''],
    ['...\r\n.\r\nQUIT\r\n', '..\r\n', 'QUIT\r\n'],
    ['\r\n.\r\n', '\r\n', ''],
    ['.a\r\n.\r\n', '.a\r\n', ''],
  ])('begins with a line: %j', (wire, content, rest) => {
    for (let cut = 0; cut <= wire.length; cut += 1) expect(read(wire, [cut])).toEqual({ content, rest });
  });

  it('goes on as it came, without a copy, where nothing has to be taken out', () => {
    const reader = new DotReader();
    reader.feed(Buffer.from('first line\r\nsecond'));
    const chunk = Buffer.from('third line\r\nfourth');
    const { content } = reader.feed(chunk);
    expect([content.buffer, content.byteOffset]).toEqual([chunk.buffer, chunk.byteOffset]);
  });
});
