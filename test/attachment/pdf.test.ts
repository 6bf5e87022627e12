// PDF: text with columns, what else carries text, what cannot be read, and what protection is.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { codesOf, inspect, lockOf, textOf } from './inspect.ts';
import { makePdf, pdfStream, showAt } from './make-pdf.ts';
import { makeZip } from './make-zip.ts';

describe('a PDF', () => {
  it('gives its columns as tabs and its lines in reading order', async () => {
    const content = showAt([
      [50, 680, 'Roe'],
      [200, 680, '03-2'],
      [50, 700, 'Doe'],
      [200, 700, '03-1'],
      [50, 720, 'Name'],
      [200, 720, 'Tel'],
    ]);
    const file = await inspect(makePdf({ content }));
    expect(file.blocks).toMatchObject([{ section: 'page 1', text: 'Name\tTel\nDoe\t03-1\nRoe\t03-2\n' }]);
    expect(lockOf(file)).toBe('pdf: none');
  });

  it('reads Japanese in a font that is not embedded', async () => {
    const font =
      '<< /Type /Font /Subtype /Type0 /BaseFont /MS-Gothic /Encoding /90ms-RKSJ-H /DescendantFonts [6 0 R] >>';
    const descendant =
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MS-Gothic /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 7 0 R /W [231 [500]] >>';
    const descriptor =
      '<< /Type /FontDescriptor /FontName /MS-Gothic /Flags 4 /ItalicAngle 0 /Ascent 859 /Descent -140 /CapHeight 769 /StemV 78 /FontBBox [0 -137 1000 859] >>';
    const content = 'BT /F1 12 Tf 50 700 Td <8e5293632091be9859> Tj ET';
    expect(textOf(await inspect(makePdf({ content, font, objects: [descendant, descriptor] })))).toBe(
      '山田 太郎\n',
    );
  });

  it('reads notes, form fields, the title and attached files', async () => {
    const zip = Buffer.from(makeZip([{ name: 'list.txt', content: 'attached text' }])).toString('latin1');
    const file = await inspect(
      makePdf({
        content: showAt([[50, 700, 'page']]),
        page: '/Annots [6 0 R 7 0 R]',
        catalog:
          '/Names << /EmbeddedFiles << /Names [(list.zip) 8 0 R] >> >> /AcroForm << /Fields [7 0 R] >>',
        trailer: '/Info << /Title (a title) >>',
        objects: [
          '<< /Type /Annot /Subtype /Text /Rect [0 0 10 10] /Contents (a note) >>',
          '<< /Type /Annot /Subtype /Widget /FT /Tx /T (field) /V (a value) /Rect [0 0 10 10] >>',
          '<< /Type /Filespec /F (list.zip) /EF << /F 9 0 R >> >>',
          pdfStream(zip, '/Type /EmbeddedFile'),
        ],
      }),
      'a.pdf',
    );
    for (const part of ['page', 'a note', 'a value', 'a title', 'attached text'])
      expect(textOf(file)).toContain(part);
    expect(file.files.map(({ path }) => path)).toEqual([
      'a.pdf',
      'a.pdf › list.zip',
      'a.pdf › list.zip › list.txt',
    ]);
    expect(file.faults).toEqual([]);
  });

  it('of pictures only has no text, which is a fault', async () => {
    const image = pdfStream(
      '\x00\x00\x00',
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8',
    );
    const file = await inspect(
      makePdf({
        content: 'q 600 0 0 800 0 0 cm /I Do Q',
        resources: '/XObject << /I 6 0 R >>',
        objects: [image],
      }),
    );
    expect(codesOf(file)).toEqual(['no-text']);
    expect(file.files[0]?.readable).toBe(false);
  });

  it('with an empty page is read whole', async () => {
    expect(codesOf(await inspect(makePdf({ content: '' })))).toEqual([]);
  });

  it('whose font hides its characters is a fault', async () => {
    const font =
      '<< /Type /Font /Subtype /Type0 /BaseFont /Sub /Encoding /Identity-H /DescendantFonts [6 0 R] >>';
    const descendant =
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sub /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 7 0 R >>';
    const descriptor =
      '<< /Type /FontDescriptor /FontName /Sub /Flags 4 /ItalicAngle 0 /Ascent 859 /Descent -140 /CapHeight 769 /StemV 78 /FontBBox [0 -137 1000 859] >>';
    const content = 'BT /F1 12 Tf 50 700 Td <000100020003000400050006000700080009000a000b000c> Tj ET';
    expect(codesOf(await inspect(makePdf({ content, font, objects: [descendant, descriptor] })))).toEqual([
      'unreadable-font',
    ]);
  });

  it('behind some junk is still a PDF, and damaged is a fault', async () => {
    const pdf = makePdf({ content: showAt([[50, 700, 'text']]) });
    expect(lockOf(await inspect(Buffer.concat([Buffer.from('junk\n'), pdf])))).toBe('pdf: none');
    expect(codesOf(await inspect('%PDF-1.7\nnothing of the kind'))).toEqual(['damaged-file']);
  });

  it('that is a zip as well is a fault: two readers see two files', async () => {
    const pdf = makePdf({ content: showAt([[50, 700, 'text']]) });
    const file = await inspect(Buffer.concat([pdf, makeZip([{ name: 'a', content: 'b' }])]));
    expect(codesOf(file)).toEqual(['polyglot']);
  });

  it('whose attached files alone are encrypted is partly protected, and its pages are a fault', async () => {
    const encrypt =
      '<< /Filter /Standard /V 4 /R 4 /Length 128 /P -4 /O <00> /U <00> /CF << /StdCF << /CFM /AESV2 /AuthEvent /EFOpen /Length 16 >> >> /EFF /StdCF /StmF /Identity /StrF /Identity >>';
    const file = await inspect(
      makePdf({
        content: showAt([[50, 700, 'text']]),
        objects: [encrypt.replace(/<00>/g, `<${'00'.repeat(32)}>`)],
        trailer: `/Encrypt 6 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`,
      }),
    );
    expect([lockOf(file), codesOf(file)]).toEqual([
      'pdf: partial by pdf-user-password',
      ['unsupported-format'],
    ]);
  });

  it('leaves a program free to end, and prints nothing into its output', async () => {
    const url = new URL('../../src/attachment/', import.meta.url);
    const program = `
      const { inspectFile } = await import('${url}inspect-file.ts');
      const { newBudget } = await import('${url}budget.ts');
      const octets = Buffer.from(process.argv[1], 'base64');
      const input = { path: 'a.pdf', name: 'a.pdf', otherNames: [], inline: false, declaredType: '', octets };
      const { files } = await inspectFile(input, newBudget(), async () => ({ files: [], blocks: [], faults: [] }));
      console.log(files[0].type, files[0].readable);`;
    const pdf = Buffer.from(makePdf({ content: showAt([[50, 700, 'text']]) })).toString('base64');
    const args = ['--input-type=module', '-e', program, pdf];
    expect((await promisify(execFile)(process.execPath, args)).stdout).toBe('pdf true\n');
  });
});
