// Office packages: everything a recipient can come to see, and the bombs.

import { describe, expect, it } from 'vitest';
import { newBudget } from '../../src/attachment/budget.ts';
import { codesOf, inspect, lockOf, textOf } from './inspect.ts';
import { makeOdf, makeOoxml, makeXlsx, paragraph, wordBody } from './make-office.ts';
import { makeZip } from './make-zip.ts';

describe('docx', () => {
  it('reads body, header, notes, comments, deleted text and text boxes, each once', async () => {
    const body = [
      paragraph('body text'),
      '<w:p><w:del><w:r><w:delText>deleted text</w:delText></w:r></w:del></w:p>',
      '<w:p><mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent></w:p>',
      '<w:p><w:ruby><w:rt><w:r><w:t>やまだ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>山田</w:t></w:r></w:rubyBase></w:ruby></w:p>',
    ].join('');
    const part = (text: string) => `<w:x xmlns:w="w">${paragraph(text)}</w:x>`;
    const file = await inspect(
      makeOoxml('docx', {
        'word/document.xml': wordBody(body),
        'word/header1.xml': part('header text'),
        'word/footnotes.xml': part('note text'),
        'word/comments.xml': part('comment text'),
        'docProps/core.xml':
          '<c xmlns:dc="d"><dc:title>secret title</dc:title><dc:created>2020</dc:created></c>',
      }),
    );
    expect(lockOf(file)).toBe('docx: none');
    expect(file.blocks.map(({ section, text }) => [section, text])).toEqual([
      ['', 'body text\n\nbox\n山田\n'],
      ['tracked changes', 'deleted text\n'],
      ['header1', 'header text\n'],
      ['footnotes', 'note text\n'],
      ['comments', 'comment text\n'],
      ['properties', 'secret title\n'],
    ]);
  });

  it('keeps cells apart by tabs and rows by line ends, whatever stands in a cell', async () => {
    const cell = (...texts: string[]) => `<w:tc>${texts.map(paragraph).join('')}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell('氏名')}${cell('電話')}</w:tr><w:tr>${cell('山田', '太郎')}${cell('090')}</w:tr></w:tbl>`;
    expect(textOf(await inspect(makeOoxml('docx', { 'word/document.xml': wordBody(table) })))).toBe(
      '氏名 \t電話 \t\n山田 太郎 \t090 \t\n',
    );
  });

  it('reads the data that content controls are bound to', async () => {
    const rows = '<r><name>山田 太郎</name><tel>090-0123-4567</tel></r>';
    const file = await inspect(
      makeOoxml('docx', {
        'word/document.xml': wordBody(paragraph('form')),
        'customXml/item1.xml': `<rows>${rows}${rows}</rows>`,
      }),
    );
    expect(textOf(file)).toContain('山田 太郎\t090-0123-4567\t\n');
  });

  it('takes an embedded workbook out as a file', async () => {
    const book = makeXlsx([
      { name: 'S', rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>inside</t></is></c></row>' },
    ]);
    const file = await inspect(
      makeOoxml('docx', { 'word/document.xml': wordBody(''), 'word/embeddings/book.xlsx': book }),
      'a.docx',
    );
    expect(file.files.map(({ path, type }) => [path, type])).toEqual([
      ['a.docx', 'docx'],
      ['a.docx › word/embeddings/book.xlsx', 'xlsx'],
    ]);
    expect(textOf(file)).toContain('inside');
  });

  it('with a DOCTYPE is a fault: entities could hide text', async () => {
    const bomb = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${wordBody(paragraph('&b;')).slice(21)}`;
    expect(codesOf(await inspect(makeOoxml('docx', { 'word/document.xml': bomb })))).toEqual(['doctype']);
  });

  it('cut off in the middle is a fault, and what was read stays', async () => {
    const file = await inspect(
      makeOoxml('docx', { 'word/document.xml': wordBody(paragraph('kept')).slice(0, -20) }),
    );
    expect(codesOf(file)).toEqual(['damaged-file']);
    expect(textOf(file)).toContain('kept');
  });

  it('says that it carries macros', async () => {
    const parts = { 'word/document.xml': wordBody(''), 'word/vbaProject.bin': 'x' };
    expect((await inspect(makeOoxml('docm', parts))).files[0]?.hasMacros).toBe(true);
  });
});

describe('xlsx', () => {
  const text = (reference: string, value: string) =>
    `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;

  it('reads hidden sheets and rows, keeps columns aligned and names the sheets', async () => {
    const file = await inspect(
      makeXlsx([
        { name: '表紙', rows: `<row r="1">${text('A1', 'cover')}</row>` },
        {
          name: '名簿',
          state: 'veryHidden',
          rows: `<row r="1">${text('A1', '氏名')}${text('C1', '電話')}</row><row r="5" hidden="1">${text('A5', '山田')}${text('C5', '090')}</row>`,
          after: '<headerFooter><oddHeader>&amp;C社外秘</oddHeader></headerFooter>',
        },
      ]),
    );
    expect(file.blocks.map(({ section, text: content }) => [section, content])).toEqual([
      ['表紙', 'cover\n'],
      ['名簿', '氏名\t\t電話\n山田\t\t090\n'],
      ['名簿 header', '社外秘\n'],
    ]);
  });

  it('shows dates and padded numbers as the reader sees them, and large numbers whole', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="000-0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
    const rows =
      '<row r="1"><c r="A1" s="1"><v>29221</v></c><c r="B1" s="2"><v>1</v></c><c r="C1" s="3"><v>600001</v></c><c r="D1"><v>1.23456789018E11</v></c></row>';
    const file = await inspect(makeXlsx([{ name: 'S', rows }], { 'xl/styles.xml': styles }));
    expect(textOf(file)).toBe('1980/01/01\t1899/12/31\t060-0001\t123456789018\n');
  });

  it('leaves phonetic text out of shared strings', async () => {
    const strings =
      '<sst><si><t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh></si><si><r><t>太</t></r><r><t>郎</t></r></si></sst>';
    const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>';
    expect(textOf(await inspect(makeXlsx([{ name: 'S', rows }], { 'xl/sharedStrings.xml': strings })))).toBe(
      '山田\t太郎\n',
    );
  });

  it('reads comments, charts, pivot data and cells of linked workbooks', async () => {
    const file = await inspect(
      makeXlsx([{ name: 'S', rows: '' }], {
        'xl/comments1.xml': '<comments><comment><text><r><t>a comment</t></r></text></comment></comments>',
        'xl/charts/chart1.xml': '<c:c xmlns:c="c"><c:pt><c:v>charted</c:v></c:pt></c:c>',
        'xl/pivotCache/pivotCacheDefinition1.xml':
          '<p><cacheField name="氏名"><sharedItems><s v="山田"/><s v="鈴木"/></sharedItems></cacheField><cacheField name="歳"><sharedItems/></cacheField></p>',
        'xl/pivotCache/pivotCacheRecords1.xml': '<r0><r><x v="1"/><n v="40"/></r></r0>',
        'xl/externalLinks/externalLink1.xml': '<e><row><cell><v>linked</v></cell></row></e>',
      }),
    );
    const all = textOf(file);
    for (const part of ['a comment', 'charted', '氏名\n山田\n鈴木', '鈴木\t40', 'linked'])
      expect(all).toContain(part);
  });

  it('with one cell at the end of every row costs a narrow gap, not all columns', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`,
    );
    const budget = newBudget();
    const file = await inspect(makeXlsx([{ name: 'S', rows: rows.join('') }]), 'a', budget);
    expect(file.faults).toEqual([]);
    expect(newBudget().cells - budget.cells).toBeLessThan(20_000 * 70);
    expect(textOf(file).length).toBeLessThan(20_000 * 70);
  });

  it('beyond the limit of cells is a fault', async () => {
    const rows = `<row r="1">${text('A1', 'a')}${text('B1', 'b')}</row>`;
    expect(codesOf(await inspect(makeXlsx([{ name: 'S', rows }]), 'a', newBudget({ cells: 0 })))).toEqual([
      'too-large',
    ]);
  });

  it('protected against editing only is not protected', async () => {
    const file = await inspect(
      makeXlsx([
        {
          name: 'S',
          rows: `<row r="1">${text('A1', 'a')}</row>`,
          after: '<sheetProtection password="CC1A" sheet="1"/>',
        },
      ]),
    );
    expect(lockOf(file)).toBe('xlsx: none');
    expect(textOf(file)).toBe('a\n');
  });

  it('with an Excel 4 macro sheet carries macros', async () => {
    const file = await inspect(
      makeXlsx([], { 'xl/macrosheets/sheet1.xml': '<xm:macrosheet xmlns:xm="x"/>' }),
    );
    expect(file.files[0]?.hasMacros).toBe(true);
  });
});

describe('xlsb', () => {
  it('gives its sheets with cells in their columns', async () => {
    const item = (id: number, ...pieces: Uint8Array[]) => {
      const content = Buffer.concat(pieces);
      return Buffer.concat([
        Uint8Array.from(id < 128 ? [id] : [(id & 0x7f) | 0x80, id >> 7]),
        Uint8Array.from([content.length]),
        content,
      ]);
    };
    const u32 = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
    const wide = (text: string) => Buffer.concat([u32(text.length), Buffer.from(text, 'utf16le')]);
    const types =
      '<Types><Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>';
    const parts = {
      '[Content_Types].xml': types,
      'xl/_rels/workbook.bin.rels':
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.bin"/></Relationships>',
      'xl/workbook.bin': item(156, u32(1, 1), wide('r1'), wide('名簿')),
      'xl/sharedStrings.bin': item(19, Uint8Array.from([0]), wide('山田 太郎')),
      'xl/styles.bin': Buffer.concat([item(617), item(47, Uint8Array.from([0, 0, 14, 0])), item(618)]),
      'xl/worksheets/sheet1.bin': Buffer.concat([
        item(0, u32(0)),
        item(7, u32(0, 0, 0)),
        item(2, u32(2, 0, (29221 << 2) | 2)),
        item(6, u32(3, 0), wide('090')),
      ]),
    };
    const file = await inspect(makeZip(Object.entries(parts).map(([name, content]) => ({ name, content }))));
    expect(lockOf(file)).toBe('xlsb: none');
    expect(file.blocks).toMatchObject([{ section: '名簿', text: '山田 太郎\t\t1980/01/01\t090\n' }]);
  });
});

describe('pptx', () => {
  it('reads slides in order, tables, notes and comments', async () => {
    const slide = (...texts: string[]) =>
      `<p:s xmlns:a="a">${texts.map((t) => `<a:p><a:r><a:t>${t}</a:t></a:r></a:p>`).join('')}</p:s>`;
    const table =
      '<p:s xmlns:a="a"><a:tbl><a:tr><a:tc><a:p><a:t>氏名</a:t></a:p></a:tc><a:tc><a:p><a:t>電話</a:t></a:p></a:tc></a:tr></a:tbl></p:s>';
    const file = await inspect(
      makeOoxml('pptx', {
        'ppt/slides/slide10.xml': slide('ten'),
        'ppt/slides/slide2.xml': table,
        'ppt/notesSlides/notesSlide1.xml': slide('note'),
        'ppt/comments/comment1.xml': '<p:c xmlns:p="p"><p:text>remark</p:text></p:c>',
      }),
    );
    expect(file.blocks.map(({ section, text: content }) => [section, content])).toEqual([
      ['slide 2', '氏名 \t電話 \t\n'],
      ['slide 10', 'ten\n'],
      ['notes 1', 'note\n'],
      ['comments 1', 'remark\n'],
    ]);
  });
});

describe('OpenDocument', () => {
  const content = (inside: string) =>
    `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="tb">${inside}</office:document-content>`;

  it('reads body, page header and embedded objects', async () => {
    const file = await inspect(
      makeOdf('text', {
        'content.xml': content('<text:p>山田<text:s text:c="2"/>太郎<text:line-break/>様</text:p>'),
        'styles.xml': content('<text:p>社外秘</text:p>'),
        'Object 1/content.xml': content('<text:p>object</text:p>'),
      }),
    );
    expect(lockOf(file)).toBe('odt: none');
    expect(textOf(file)).toBe('山田  太郎\n様\n\n社外秘\n\nobject\n');
  });

  it('keeps columns aligned over repeated empty cells, and a repeated row costs one', async () => {
    const cell = (inside: string, repeated = 1) =>
      `<table:table-cell table:number-columns-repeated="${repeated}">${inside}</table:table-cell>`;
    const row = `<table:table-row table:number-rows-repeated="1000000">${cell('<text:p>a</text:p>')}${cell('', 2)}${cell('<text:p>b</text:p>')}${cell('', 16_000)}</table:table-row>`;
    const file = await inspect(
      makeOdf('spreadsheet', {
        'content.xml': content(`<table:table table:name="名簿">${row}</table:table>`),
      }),
    );
    expect(file.blocks).toMatchObject([{ section: '名簿', text: 'a\t\t\tb\n' }]);
  });

  it('encrypted by its manifest is protected, and that is no fault', async () => {
    const file = await inspect(
      makeOdf('text', { 'content.xml': 'nonsense' }, '<m:file-entry><m:encryption-data/></m:file-entry>'),
    );
    expect([lockOf(file), codesOf(file)]).toEqual(['odt: protected by odf-encryption', []]);
  });
});

describe('programs in packages', () => {
  it('a jar is a script by what it holds', async () => {
    const jar = makeZip([{ name: 'META-INF/MANIFEST.MF', content: 'Main-Class: A\n' }]);
    expect((await inspect(jar, 'report')).files[0]).toMatchObject({ type: 'jar', isScript: true });
  });
});
