// What the reasons point at is marked in the text, and the text stays what it was.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, Finding } from '../../src/guard/verdict.ts';
import { markText } from '../../src/web/mark-text.ts';

function finding(check: Finding['check'], evidence: readonly Evidence[]): Finding {
  return { check, certain: true, severity: 'high', action: 'confirm', sentence: check, values: {}, evidence };
}

const secret = finding('confidential-marking', [{ kind: 'text', value: '社外秘' }]);
const personal = finding('unencrypted-personal-data', [{ kind: 'file', value: 'body', note: '5' }]);
const inFile = finding('unencrypted-personal-data', [{ kind: 'file', value: 'list.csv', note: '5' }]);

const marked = (text: string, ...findings: Finding[]) =>
  markText(text, findings)
    .filter(({ isMarked }) => isMarked)
    .map(({ text: piece }) => piece);

describe('marks in the text of a mail', () => {
  it('stand on the words of a finding, in whatever width they are written', () => {
    expect(marked('これは社外秘です。社外秘', secret)).toEqual(['社外秘', '社外秘']);
    const word = finding('confidential-marking', [{ kind: 'text', value: 'confidential' }]);
    expect(marked('strictly ＣＯＮＦＩＤＥＮＴＩＡＬ!', word)).toEqual(['ＣＯＮＦＩＤＥＮＴＩＡＬ']);
  });

  it('stand on addresses that a finding names', () => {
    const contact = finding('first-contact', [{ kind: 'address', value: 'Bob@Client.example' }]);
    expect(marked('write to bob@client.example today', contact)).toEqual(['bob@client.example']);
  });

  it('stand on personal data when it was found in the text, not when it was found in a file', () => {
    const text = '山田 電話 090-1234-5678';
    expect(marked(text, personal)).toEqual(['090-1234-5678']);
    expect(marked(text, inFile)).toEqual([]);
  });

  it('never change the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.boolean(), (noise, hasPhone) => {
        const text = `${noise}${hasPhone ? '社外秘 090-1234-5678 ' : ''}${noise}`.replace(/\r\n?/g, '\n');
        const pieces = markText(text, [secret, personal]);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });
});
