// The check hidden-content: data where the sender does not look holds a mail that goes outside; hidden content alone,
// and data in plain sight, do not.

import { describe, expect, it } from 'vitest';
import type { ContentFacts, HiddenFact } from '../../src/guard/facts.ts';
import { judge } from '../../src/guard/judge.ts';
import { noteOf, sentenceOf } from '../../src/guard/sentences.ts';
import { factsOf, file, type MailCase } from './mail.ts';

const HIDDEN_SHEET: HiddenFact = { kind: 'sheet', at: '名簿' };

const personAt = (at: string, where = 'list.xlsx') => ({
  where,
  persons: 1,
  kinds: [{ kind: 'name' as const, count: 1 }],
  evidence: [{ at, kind: 'name' as const, masked: '山* 太*' }],
});

const mail = (
  hidden: readonly HiddenFact[],
  content: Partial<ContentFacts>,
  to = 'a@customer.example',
): MailCase => ({
  to: [to],
  history: [['ann@corp.example', to]],
  content: { files: [file({ hidden })], persons: content.personalPlaces?.length ?? 0, ...content },
});

function findingOf(mailCase: MailCase) {
  const { facts, rules } = factsOf(mailCase);
  return judge(facts, rules).findings.find(({ check }) => check === 'hidden-content');
}

const person = { personalPlaces: [personAt('名簿 line 2')] };
const mark = (at: string) => ({ marks: [{ word: '社外秘', where: 'list.xlsx', at }] });

describe('hidden-content', () => {
  const holds: readonly (readonly [string, MailCase])[] = [
    ['one person on a hidden sheet', mail([HIDDEN_SHEET], person)],
    [
      'a person in hidden rows',
      mail([{ kind: 'row', at: 'S!3:5' }], { personalPlaces: [personAt('S!3:5 line 2')] }),
    ],
    [
      'a person in hidden columns',
      mail([{ kind: 'column', at: 'S!C:F' }], { personalPlaces: [personAt('S!C:F line 9')] }),
    ],
    [
      'a person who was deleted but is still recorded',
      mail([{ kind: 'tracked-change', at: 'tracked changes' }], {
        personalPlaces: [personAt('tracked changes line 1')],
      }),
    ],
    [
      'a person in the workbook behind a chart',
      mail([{ kind: 'embedded', at: 'word/embeddings/book.xlsx' }], {
        personalPlaces: [personAt('Sheet1 line 2', 'list.xlsx › word/embeddings/book.xlsx')],
      }),
    ],
    ['a confidentiality word in a comment', mail([{ kind: 'comment', at: 'comments' }], mark('comments'))],
    ['an affiliate is outside as well', mail([HIDDEN_SHEET], person, 'a@sister.example')],
  ];
  it.each(holds)('holds: %s', (_title, mailCase) => {
    expect(findingOf(mailCase)).toMatchObject({ action: 'confirm' });
  });

  const passes: readonly (readonly [string, MailCase])[] = [
    ['a hidden sheet without personal data', mail([HIDDEN_SHEET], {})],
    [
      'comments and notes alone',
      mail(
        [
          { kind: 'comment', at: 'comments' },
          { kind: 'notes', at: 'notes 1' },
        ],
        {},
      ),
    ],
    [
      'a person on a sheet that is seen, beside a hidden one',
      mail([HIDDEN_SHEET], { personalPlaces: [personAt('表紙 line 2')] }),
    ],
    [
      'a sheet whose name only begins like the hidden one',
      mail([{ kind: 'sheet', at: 'S' }], { personalPlaces: [personAt('S header line 2')] }),
    ],
    [
      'a person in another file',
      mail([HIDDEN_SHEET], { personalPlaces: [personAt('名簿 line 2', 'other.xlsx')] }),
    ],
    ['a confidentiality word that is seen', mail([HIDDEN_SHEET], mark('表紙'))],
    ['a hidden roster for a colleague', mail([HIDDEN_SHEET], person, 'bob@corp.example')],
  ];
  it.each(passes)('passes: %s', (_title, mailCase) => {
    expect(findingOf(mailCase)).toBeUndefined();
  });

  it('says where, in both languages, and masks what it shows', () => {
    const finding = findingOf(mail([HIDDEN_SHEET], person));
    if (finding === undefined) throw new Error('nothing found');
    expect(sentenceOf(finding, 'ja').sentence).toContain('「list.xlsx」の非表示のシート（名簿）');
    expect(sentenceOf(finding, 'en').sentence).toContain('(hidden sheet: 名簿)');
    const notes = finding.evidence.map((evidence) => [evidence.value, noteOf(finding, evidence, 'ja')]);
    expect(notes).toEqual([
      ['list.xlsx', '非表示のシート 名簿'],
      ['名簿 line 2', '氏名：山* 太*'],
    ]);
  });
});
