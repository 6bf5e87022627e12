// Files made to exhaust their reader end as a fault; ordinary files that only look extreme do not.

import { once } from 'node:events';
import { createDeflate, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { newBudget } from '../../src/attachment/budget.ts';
import { codesOf, inspect, textOf } from './inspect.ts';
import { makeOoxml, makeXlsx, wordBody } from './make-office.ts';
import { makePdf, showAt } from './make-pdf.ts';
import { makeZip } from './make-zip.ts';

const MIB = 1024 * 1024;

/** So that a slow machine does not end the reading for another reason. */
const patient = () => newBudget({ endsAtMs: performance.now() + 50_000 });

/** Blanks, packed, without ever holding them all. */
async function deflateBlanks(mib: number): Promise<Buffer> {
  const deflate = createDeflate();
  const packed: Buffer[] = [];
  deflate.on('data', (piece: Buffer) => packed.push(piece));
  const blanks = Buffer.alloc(MIB, ' ');
  for (let i = 0; i < mib; i += 1) if (!deflate.write(blanks)) await once(deflate, 'drain');
  deflate.end();
  await once(deflate, 'end');
  return Buffer.concat(packed);
}

describe('a file made to exhaust its reader', () => {
  it('a PDF whose page unfolds to 400 MB', async () => {
    const content = (await deflateBlanks(400)).toString('latin1');
    const bomb = makePdf({ content, contentDictionary: '/Filter /FlateDecode' });
    expect(codesOf(await inspect(bomb, 'a.pdf', patient()))).toEqual(['out-of-memory']);
    const next = await inspect(makePdf({ content: showAt([[50, 700, 'the next one']]) }));
    expect(textOf(next)).toBe('the next one\n');
  });

  it('a sheet with a cell at the end of each of a million rows', async () => {
    const rows = Array.from(
      { length: 1_048_576 },
      (_, i) => `<row><c r="XFD${i + 1}"><v>1</v></c></row>`,
    ).join('');
    expect(codesOf(await inspect(makeXlsx([{ name: 'S', rows }]), 'a.xlsx', patient()))).toEqual([
      'too-large',
    ]);
  });

  it('a document whose entities multiply', async () => {
    const entities = Array.from(
      { length: 10 },
      (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`,
    ).join('');
    const body = `<!DOCTYPE w [<!ENTITY a0 "aaaaaaaaaa">${entities}]>${wordBody('<w:p><w:r><w:t>&a10;</w:t></w:r></w:p>').slice(21)}`;
    expect(codesOf(await inspect(makeOoxml('docx', { 'word/document.xml': body })))).toEqual(['doctype']);
  });

  it.each([
    ['HTML nested a million deep', `<html><body>${'<div>'.repeat(1_000_000)}`, 'too-deep'],
    ['RTF nested a million deep', `{\\rtf1 ${'{'.repeat(1_000_000)}`, 'too-deep'],
    [
      'a mailbox of twenty thousand mails',
      'From a@b.c\nFrom: a@b.c\nTo: b@c.d\n\nx\n\n'.repeat(20_000),
      'too-large',
    ],
    ['text beyond the limit', 'x'.repeat(17 * MIB), 'too-large'],
    ['lines beyond the limit', 'x\n'.repeat(1_300_000), 'too-large'],
    ['cells beyond the limit', `${','.repeat(99)}\n`.repeat(50_000), 'too-large'],
  ])('%s', async (_title, text, code) => {
    expect(codesOf(await inspect(text, 'a', patient()))).toEqual([code]);
  });

  it('zips in zips in zips, each small', async () => {
    let nested = makeZip([{ name: 'a.txt', content: 'a'.repeat(10 * MIB) }]);
    for (let layer = 0; layer < 3; layer += 1)
      nested = makeZip(Array.from({ length: 8 }, (_, i) => ({ name: `${i}.zip`, content: nested })));
    const codes = new Set(codesOf(await inspect(nested, 'a.zip', patient())));
    expect([...codes]).toEqual(['too-large']);
  });
});

describe('an ordinary file that compresses well is read', () => {
  const zeros = '0,0,0,0,0,0,0,0,0,0\n'.repeat(250_000);

  it.each([
    ['a csv of zeros', Buffer.from(zeros)],
    ['the same in a zip', makeZip([{ name: 'zeros.csv', content: zeros }])],
    ['the same in a gzip', gzipSync(zeros)],
  ])('%s', async (_title, octets) => {
    const file = await inspect(octets, 'a', patient());
    expect(file.faults).toEqual([]);
    expect(textOf(file).length).toBe(zeros.length);
  });

  it('a ruled sheet of 60,000 empty rows', async () => {
    const cells = (n: number) => [...'ABCDEFGHIJ'].map((column) => `<c r="${column}${n}" s="1"/>`).join('');
    const rows = Array.from({ length: 60_000 }, (_, i) => `<row r="${i + 1}">${cells(i + 1)}</row>`).join('');
    expect(codesOf(await inspect(makeXlsx([{ name: 'S', rows }]), 'a.xlsx', patient()))).toEqual([]);
  });
});
