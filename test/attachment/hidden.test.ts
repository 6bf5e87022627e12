// What a file's reader does not see at first sight: found in every format, named by kind, and its text in a section that
// has the same name.

import { describe, expect, it } from 'vitest';
import { inspect } from './inspect.ts';
import { makeOdf, makeOoxml, makeXlsx, paragraph, wordBody } from './make-office.ts';
import { makePdf, showAt } from './make-pdf.ts';

type Inspected = Awaited<ReturnType<typeof inspect>>;

/** `kind at: text of the section`, of the file itself. */
const hiddenIn = ({ files, blocks }: Inspected): string[] =>
  (files[0]?.hidden ?? []).map(({ kind, at }) => {
    const text = blocks.find(({ where, section }) => where === files[0]?.path && section === at)?.text;
    return `${kind} ${at}: ${text?.trim() ?? ''}`;
  });
const visibleIn = ({ blocks }: Inspected): string => blocks.find(({ section }) => section === '')?.text ?? '';

const cell = (reference: string, value: string, style = '') =>
  `<c r="${reference}" t="inlineStr"${style}><is><t>${value}</t></is></c>`;
const row = (n: number, a: string, b: string, attributes = '') =>
  `<row r="${n}"${attributes}>${cell(`A${n}`, a)}${cell(`C${n}`, b)}</row>`;

describe('an xlsx', () => {
  it('with hidden sheets names them', async () => {
    const file = await inspect(
      makeXlsx([
        { name: '表紙', rows: row(1, '見積', '書') },
        { name: '名簿', state: 'hidden', rows: row(1, '山田', '090') },
        { name: '控え', state: 'veryHidden', rows: row(1, '鈴木', '080') },
        { name: '空', state: 'hidden', rows: '' },
      ]),
    );
    expect(hiddenIn(file)).toEqual(['sheet 名簿: 山田\t\t090', 'sheet 控え: 鈴木\t\t080']);
  });

  it('gives hidden and filtered rows once more, under the titles of the first row', async () => {
    const rows = [
      row(1, '氏名', '電話'),
      row(2, '佐藤', '070'),
      row(3, '山田', '090', ' hidden="1"'),
      row(5, '鈴木', '080', ' hidden="true"'),
    ];
    const file = await inspect(makeXlsx([{ name: 'S', rows: rows.join('') }]));
    expect(hiddenIn(file)).toEqual(['row S!3:5: 氏名\t\t電話\n山田\t\t090\n鈴木\t\t080']);
    expect(file.blocks[0]?.text).toBe('氏名\t\t電話\n佐藤\t\t070\n山田\t\t090\n鈴木\t\t080\n');
  });

  it('gives hidden columns once more', async () => {
    const rows = `${row(1, '品名', '氏名')}${row(2, '紙', '山田')}`;
    const sheet = `<worksheet><cols><col min="3" max="16384" hidden="1"/></cols><sheetData>${rows}</sheetData></worksheet>`;
    const file = await inspect(makeXlsx([{ name: 'S', rows: '' }], { 'xl/worksheets/sheet1.xml': sheet }));
    expect(hiddenIn(file)).toEqual(['column S!C:C: 氏名\n\t\t山田']);
  });

  it('sees white text on no ground and formats that show nothing, but not white text on a filled cell', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts>
      <fonts><font><color theme="1"/></font><font><color rgb="FFFFFFFF"/></font></fonts>
      <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"/></fill></fills>
      <cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="1" fillId="1"/><xf numFmtId="170" fontId="0" fillId="0"/></cellXfs></styleSheet>`;
    const cells = ['black', 'white', 'on a ground', 'unshown'].map((text, i) =>
      cell(`${'ABCD'[i]}1`, text, ` s="${i}"`),
    );
    const file = await inspect(
      makeXlsx([{ name: 'S', rows: `<row r="1">${cells.join('')}</row>` }], { 'xl/styles.xml': styles }),
    );
    expect(hiddenIn(file)).toEqual(['text S!invisible: white\t\tunshown']);
  });

  it('names comments and what pivot tables keep', async () => {
    const file = await inspect(
      makeXlsx([{ name: 'S', rows: '' }], {
        'xl/comments1.xml': '<comments><comment><text><r><t>a comment</t></r></text></comment></comments>',
        'xl/pivotCache/pivotCacheDefinition1.xml':
          '<p><cacheField name="氏名"><sharedItems><s v="山田"/></sharedItems></cacheField></p>',
      }),
    );
    expect(hiddenIn(file)).toEqual(['comment comments: a comment', 'text pivot data: 氏名\n山田']);
  });

  it('with nothing hidden has no such facts', async () => {
    expect(hiddenIn(await inspect(makeXlsx([{ name: 'S', rows: row(1, 'a', 'b') }])))).toEqual([]);
  });
});

describe('a docx', () => {
  const run = (text: string, properties: string) =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;

  it('parts deleted, hidden and white text from the text that is seen', async () => {
    const body = [
      `<w:p>${run('seen ', '')}${run('hidden', '<w:vanish/>')}${run('not hidden', '<w:vanish w:val="0"/>')}</w:p>`,
      '<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins></w:p>',
      `<w:p>${run('white', '<w:color w:val="FFFFFF"/>')}${run('white on black', '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>')}</w:p>`,
    ].join('');
    const file = await inspect(makeOoxml('docx', { 'word/document.xml': wordBody(body) }));
    expect(visibleIn(file)).toBe('seen not hidden\ninserted\nwhite on black\n');
    expect(hiddenIn(file)).toEqual([
      'text hidden text: hidden\nwhite',
      'tracked-change tracked changes: deleted',
    ]);
  });

  it('keeps a deleted table a table', async () => {
    const deleted = (text: string) =>
      `<w:tc><w:p><w:del><w:r><w:delText>${text}</w:delText></w:r></w:del></w:p></w:tc>`;
    const table = `<w:tbl><w:tr>${deleted('山田')}${deleted('090')}</w:tr><w:tr>${deleted('鈴木')}${deleted('080')}</w:tr></w:tbl>`;
    const file = await inspect(makeOoxml('docx', { 'word/document.xml': wordBody(table) }));
    expect(hiddenIn(file)).toEqual(['tracked-change tracked changes: 山田 \t090 \t\n鈴木 \t080']);
  });

  it('names comments and embedded files', async () => {
    const file = await inspect(
      makeOoxml('docx', {
        'word/document.xml': wordBody(paragraph('seen')),
        'word/comments.xml': wordBody(paragraph('a comment')),
        'word/embeddings/book.xlsx': makeXlsx([{ name: 'S', rows: row(1, '山田', '090') }]),
      }),
    );
    expect(hiddenIn(file)).toEqual(['comment comments: a comment', 'embedded word/embeddings/book.xlsx: ']);
  });
});

describe('a pptx', () => {
  it('names hidden slides and notes', async () => {
    const slide = (text: string, show = '') =>
      `<p:sld xmlns:p="p" xmlns:a="a"${show}><a:p><a:t>${text}</a:t></a:p></p:sld>`;
    const file = await inspect(
      makeOoxml('pptx', {
        'ppt/slides/slide1.xml': slide('shown'),
        'ppt/slides/slide2.xml': slide('kept back', ' show="0"'),
        'ppt/notesSlides/notesSlide1.xml': slide('said only'),
      }),
    );
    expect(hiddenIn(file)).toEqual(['sheet slide 2: kept back', 'notes notes 1: said only']);
  });
});

describe('an OpenDocument file', () => {
  const content = (styles: string, body: string) =>
    `<o:document xmlns:o="office" xmlns:text="text" xmlns:table="table" xmlns:style="style" xmlns:office="office"><o:automatic-styles>${styles}</o:automatic-styles><o:body>${body}</o:body></o:document>`;
  const style = (name: string, properties: string) =>
    `<style:style style:name="${name}">${properties}</style:style>`;

  it('names hidden sheets, rows and columns', async () => {
    const tableRow = (a: string, b: string, attributes = '') =>
      `<table:table-row${attributes}>${[a, b].map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join('')}</table:table-row>`;
    const tables = [
      `<table:table table:name="S" table:style-name="shown"><table:table-column/><table:table-column table:visibility="collapse"/>${tableRow('氏名', '電話')}${tableRow('山田', '090', ' table:visibility="filter"')}</table:table>`,
      `<table:table table:name="控え" table:style-name="gone">${tableRow('鈴木', '080')}</table:table>`,
    ].join('');
    const styles = style('gone', '<style:table-properties table:display="false"/>');
    const file = await inspect(makeOdf('spreadsheet', { 'content.xml': content(styles, tables) }));
    expect(hiddenIn(file)).toEqual([
      'row S!2:2: 氏名\t電話\n山田\t090',
      'column S!B:B: 電話\n\t090',
      'sheet 控え: 鈴木\t080',
    ]);
  });

  it('names hidden text, comments and tracked deletions, and keeps the number of a footnote in its sentence', async () => {
    const styles = style('gone', '<style:text-properties text:display="none"/>');
    const body = `<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
      <text:p>seen<text:span text:style-name="gone"><text:p>hidden</text:p></text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a footnote</text:p></text:note-body></text:note><office:annotation><text:p>a comment</text:p></office:annotation></text:p>`;
    const file = await inspect(makeOdf('text', { 'content.xml': content(styles, body) }));
    expect(visibleIn(file)).toBe('seen1\n');
    expect(hiddenIn(file)).toEqual([
      'tracked-change tracked changes: deleted',
      'text hidden text: hidden',
      'comment comments: a comment',
    ]);
  });

  it('of text gives what was deleted where it was deleted, and apart', async () => {
    const body = `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>
      <text:p>a <text:change text:change-id="c1"/> word<text:change text:change-id="c2"/></text:p>`;
    const file = await inspect(makeOdf('text', { 'content.xml': content('', body) }));
    expect(visibleIn(file)).toBe('a deleted word\n');
    expect(hiddenIn(file)).toEqual(['tracked-change tracked changes: deleted']);
  });
});

describe('other files', () => {
  it('an rtf parts hidden and deleted text', async () => {
    const file = await inspect('{\\rtf1 seen {\\v hidden}{\\deleted deleted} end}');
    expect(visibleIn(file)).toBe('seen  end');
    expect(hiddenIn(file)).toEqual(['text hidden text: hidden', 'tracked-change tracked changes: deleted']);
  });

  it('an html parts what is not displayed, up to the end of that element', async () => {
    const file = await inspect(
      '<html><body><div>seen<div style="display: none">hidden<br><b>too</b></div>again</div><p hidden>gone</p></body></html>',
    );
    expect(visibleIn(file).trim()).toBe('seenagain');
    expect(hiddenIn(file)).toEqual(['text hidden text: hidden\ntoo\ngone']);
  });

  it('a pdf names comments, not what is filled into its fields', async () => {
    const file = await inspect(
      makePdf({
        content: showAt([[50, 700, 'page']]),
        page: '/Annots [6 0 R 7 0 R]',
        catalog: '/AcroForm << /Fields [7 0 R] >>',
        objects: [
          '<< /Type /Annot /Subtype /Text /Rect [0 0 10 10] /Contents (a comment) >>',
          '<< /Type /Annot /Subtype /Widget /FT /Tx /T (field) /V (a value) /Rect [0 0 10 10] >>',
        ],
      }),
    );
    expect(hiddenIn(file)).toEqual(['comment page 1 comments: a comment']);
    expect(file.blocks.find(({ section }) => section === 'page 1 fields')?.text).toBe('a value\n');
  });
});
