// Confidentiality marks: stamps and requests are found, talk about them and disclaimers are not.

import { describe, expect, it } from 'vitest';
import { findMarks } from '../../src/guard/marks.ts';

const wordsIn = (text: string, words: readonly string[] = []): readonly string[] =>
  findMarks([{ where: 'body', at: '', text }], words).map(({ word }) => word);

describe('a mark', () => {
  it.each([
    '社外秘',
    '【社外秘】来期の計画',
    '社 外 秘',
    '本資料は社外秘です。',
    '社\u200b外\u200b秘',
    '㊙ 人事案',
    '極秘プロジェクトの件',
    '院外秘',
    '【庁外秘】来年度の人員計画',
    '人事秘',
    '職員限り',
    '部内限',
    '門外不出のレシピ',
    '取扱要注意',
    '関係者以外閲覧禁止',
    '【内部資料】',
    '機密文書(A)',
    '社外への提供はお控えください',
    'For internal circulation only',
    'Commercial in confidence',
    '取扱注意',
    '取り扱い注意',
    '関係者限り',
    '社内限りでお願いします',
    'この条件は御社限りでお願いいたします。',
    '部外秘　2027年度予算',
    '持ち出し厳禁',
    '転送不可でお願いします',
    '【機密】',
    '発表前ですので、取り扱いにご注意ください。',
    '他言無用でお願いします',
    'CONFIDENTIAL',
    'ＣＯＮＦＩＤＥＮＴＩＡＬ',
    'C O N F I D E N T I A L',
    'Draft - Company Confidential',
    'Staff list - CONFIDENTIAL',
    'For internal use only',
    'Do not distribute',
    'Please keep this strictly confidential.',
    'Please do not share this outside the company.',
  ])('stands in: %s', (text) => {
    expect(wordsIn(text)).not.toEqual([]);
  });
});

describe('no mark', () => {
  it.each([
    '機密保持契約書をお送りします',
    '秘密保持契約の締結について',
    '社外秘ではありません',
    '本資料の社外秘指定を解除しました',
    '「社外秘」と表示された書類は溶解処理します',
    '情報区分は極秘・社外秘・公開の三つです',
    '機密情報の取扱いについての研修',
    'ガラス製品につき、お取り扱いにご注意ください。',
    '秘書課の森下です',
    '関係者以外立入禁止の札を掛けます',
    '院内限度額の申請書をお送りします',
    '内部資料の閲覧手続についてご案内します',
    '会員様限りの特典です',
    '発送はご遠慮ください',
    '会員限定セール、本日限り',
    'できる限り早くお返事いたします',
    '社内で検討いたします',
    '極秘裏に進められた',
    'We signed a confidentiality agreement last year.',
    'The seller shall keep confidential information secret.',
    'Documents marked "Confidential" go to the safe.',
    '© 2026 Olive Corp. Confidential',
    'This is no longer confidential.',
    'A trade secrets seminar',
  ])('stands in: %s', (text) => {
    expect(wordsIn(text)).toEqual([]);
  });

  it('stands in what is written under every mail', () => {
    expect(
      wordsIn(
        'See you on Monday.\n\nCONFIDENTIAL\nThis e-mail is intended only for the addressee.\nIf you received it in error, please delete it.',
      ),
    ).toEqual([]);
    expect(
      wordsIn(
        '※本メールには社外秘の情報が含まれている場合があります。\n誤って受信された場合は削除してください。',
      ),
    ).toEqual([]);
  });

  it('hides behind a disclaimer elsewhere in the mail', () => {
    expect(wordsIn('社外秘でお願いします。\n\nIf you received it in error, please delete it.')).toEqual([
      '社外秘',
    ]);
  });
});

describe('words of the policy', () => {
  it('hold wherever they stand, in any width and case', () => {
    expect(wordsIn('プロジェクト ＡＯＩ の件\nIf received in error, delete.', ['aoi'])).toEqual(['aoi']);
    expect(wordsIn('plain', ['aoi'])).toEqual([]);
  });
});

describe('the place of a mark', () => {
  it('is where its source is, with the line in a longer text, once for each word', () => {
    const sources = [
      { where: 'header', at: 'subject', text: '【社外秘】計画' },
      { where: 'plan.docx', at: 'page 2', text: '計画\n取扱注意\n取扱注意' },
      { where: 'body', at: '', text: 'a\n社外秘' },
    ];
    expect(findMarks(sources, [])).toEqual([
      { word: '社外秘', where: 'header', at: 'subject' },
      { word: '取扱注意', where: 'plan.docx', at: 'page 2 line 2' },
      { word: '社外秘', where: 'body', at: 'line 2' },
    ]);
  });
});
