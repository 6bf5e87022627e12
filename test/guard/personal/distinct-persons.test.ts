// Who is the same person and who is not.

import { describe, expect, it } from 'vitest';
import { readTexts } from './read-text.ts';

const count = (...texts: readonly string[]): number => readTexts(...texts).persons;

describe('one person', () => {
  const SAME: readonly (readonly [title: string, texts: readonly string[]])[] = [
    ['in two variants of a kanji', ['氏名\t電話\n髙橋 一恵\t090-1212-0001\n高橋 一恵\t090-1212-0001']],
    ['with and without the space', ['氏名\t電話\n高橋　一恵\t090-1212-0001\n高橋一恵\t09012120001']],
    [
      'in kanji, katakana and hiragana',
      [
        '氏名\tフリガナ\t電話\n森下 葵\tモリシタ アオイ\t090-1212-0002',
        '氏名\t電話\nもりした あおい\t090-1212-0002',
      ],
    ],
    [
      'in kanji and romaji',
      [
        '氏名\tローマ字\t旅券番号\n森下 葵\tAOI MORISHITA\tTR1234567',
        'Name\tPassport\nAoi Morishita\tTR1234567',
      ],
    ],
    [
      'surname first and last',
      ['Name\tPhone\nCastellano, Barbara\t+44 7700 900111\nBarbara Castellano\t+44 7700 900111'],
    ],
    [
      'in two files with other data',
      ['氏名\t電話\n森下 葵\t090-1212-0002', '氏名\tメール\n森下 葵\taoi@example.com'],
    ],
    [
      'on several lines of an order list',
      ['氏名\t住所\t金額\n森下 葵\t石川県白山市倉光2-1-7\t100\n森下 葵\t石川県白山市倉光２丁目１番７号\t250'],
    ],
    [
      'first by mail address only',
      [
        'Email\tPlan\nruth.fell@example.com\tA\nola.berg@example.com\tB',
        'Name\tEmail\nRuth Fell\truth.fell@example.com\nOla Berg\tola.berg@example.com',
      ],
    ],
  ];
  it.each(SAME)('%s', (title, texts) => {
    expect(count(...texts)).toBe(title === 'first by mail address only' ? 2 : 1);
  });
});

describe('two persons', () => {
  const TWO: readonly (readonly [title: string, texts: readonly string[]])[] = [
    ['of one name with two dates of birth', ['氏名\t生年月日\n森下 葵\t1980/1/2\n森下 葵\t1991/3/4']],
    [
      'of one name at one phone, born on two days',
      ['氏名\t生年月日\t電話\n森下 葵\t1980/1/2\t076-111-2222\n森下 葵\t1991/3/4\t076-111-2222'],
    ],
    [
      'of one name with two phones and two addresses',
      [
        '氏名\t電話\t住所\n森下 葵\t090-1212-0002\t石川県白山市倉光2-1-7\n森下 葵\t080-3434-0003\t富山県魚津市本町1-1-1',
      ],
    ],
    ['of one name with two member numbers', ['会員番号\t氏名\n11\t森下 葵\n12\t森下 葵']],
    ['of one surname', ['ご予約名\t電話\n森下様\t090-1212-0002\n森下様\t080-3434-0003']],
    ['at one mail address', ['氏名\tメール\n森下 葵\tfamily@example.com\n森下 蓮\tfamily@example.com']],
  ];
  it.each(TWO)('%s', (_, texts) => {
    expect(count(...texts)).toBe(2);
  });
});

describe('the counts of places', () => {
  it('are their own, and the whole counts nobody twice', () => {
    const { persons, places } = readTexts(
      '氏名\t電話\n森下 葵\t090-1212-0002\n堀江 渚\t090-1212-0003',
      '氏名\tメール\n森下 葵\taoi@example.com',
    );
    expect(persons).toBe(2);
    expect(places.map((place) => [place.where, place.persons])).toEqual([
      ['paper-1.txt', 2],
      ['paper-2.txt', 1],
    ]);
  });

  it('tell apart more namesakes than anybody has', () => {
    const rows = Array.from({ length: 500 }, (_, n) => `森下 葵\t090-1212-${String(n).padStart(4, '0')}`);
    expect(count(`氏名\t電話\n${rows.join('\n')}`)).toBe(500);
  });
});

describe('people who are not counted', () => {
  const NOT: readonly (readonly [title: string, text: string])[] = [
    [
      'whoever signs',
      '資料をお送りします。\n\n--\n株式会社オリーブ 営業部\n森下 葵\nTEL 076-111-2222\naoi@example.com',
    ],
    ['whoever is in charge', '案件\t担当者\t電話\n改修\t森下 葵\t076-111-2222\n点検\t堀江 渚\t076-111-2223'],
    [
      'colleagues with lines and mailboxes of one firm',
      '役職\t氏名\t会社電話\tメール\n部長\t森下 葵\t076-111-2222\tmorishita@olive.example\n課長\t堀江 渚\t076-111-2223\thorie@olive.example\n主任\t三木 陸\t076-111-2224\tmiki@olive.example',
    ],
    ['people whom forms invent', '氏名：山田 太郎\n電話：090-1234-5678'],
    ['a single name beside a phone', '森下 葵 076-111-2222'],
  ];
  it.each(NOT)('%s', (_, text) => {
    expect(count(text)).toBe(0);
  });
});
