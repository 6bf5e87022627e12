// How names are read and compared: spellings of one name meet, different names contradict, and doubt stays doubt.

import { describe, expect, it } from 'vitest';
import type { Domain } from '../../src/guard/address.ts';
import { companyKey, soundsLikeDomain } from '../../src/guard/company-name.ts';
import { parseGreeting } from '../../src/guard/greeting.ts';
import { nameInLocalPart } from '../../src/guard/names/local-part.ts';
import { parsePersonName } from '../../src/guard/names/person-name.ts';
import { soundOf } from '../../src/guard/names/romaji.ts';
import { compareNames } from '../../src/guard/names/same-person.ts';

describe('a sound', () => {
  it.each([
    ['さいとう', 'サイトウ', 'saito', 'Saitoh', 'saitou'],
    ['おおの', 'ono', 'Ohno', 'oono'],
    ['しみず', 'shimizu', 'simizu'],
    ['つちや', 'tsuchiya', 'tutiya'],
    ['じゅんじ', 'junji', 'zyunzi'],
    ['なんば', 'namba', 'nanba'],
    ['はっとり', 'hattori', 'hatori'],
  ])('is one for %s and its other spellings', (first, ...others) => {
    for (const other of others) expect(soundOf(other)).toBe(soundOf(first));
  });
});

describe('a name', () => {
  it.each([
    ['竹内 進', '竹内', '進'],
    ['竹内進様', '竹内', '進'],
    ['経理ご担当 柴田様', '柴田', ''],
    ['株式会社みなかぜ商事 営業部 福田典子', '福田', '典子'],
    ['髙橋　一郎', '高橋', '一郎'],
    ['新井 真由美(人事部)', '新井', '真由美'],
    ['阿部', '阿部', ''],
  ])('%s is of the family %s', (text, kanji, given) => {
    expect(parsePersonName(text)).toMatchObject({ kanji, given });
  });

  it.each([
    '営業部',
    'みまもり保険 窓口',
    '株式会社みなかぜ商事',
    'お客様',
    'Support Team',
    'info@client.example',
    '',
  ])('“%s” is no person’s', (text) => {
    expect(parsePersonName(text)).toBeNull();
  });

  it.each([
    ['鈴木', '鈴木 一郎', 'same'],
    ['斎藤', '齋藤 洋平', 'same'],
    ['斉藤', 'SAITOH Yohei', 'same'],
    ['やまだ たろう', '山田 太郎', 'same'],
    ['Bob', 'Robert Smith', 'same'],
    ['鈴木 洋平', '鈴木 陽平', 'same'],
    ['鈴木 一郎', '鈴木 花子', 'other'],
    ['青木 直樹', '村上 彩', 'other'],
    ['鈴木', 'Taro Yamada', 'other'],
    ['Sofia Rossi', 'Liam Martin', 'other'],
    ['阿部', '安部', 'unknown'],
    ['鈴木', 'Sofia Rossi', 'unknown'],
  ] as const)('%s and %s: %s', (a, b, likeness) => {
    const [first, second] = [parsePersonName(a), parsePersonName(b)];
    if (first === null || second === null) throw new Error('no name');
    expect(compareNames(first, second)).toBe(likeness);
    expect(compareNames(second, first)).toBe(likeness);
  });
});

describe('a local part', () => {
  it.each([
    ['takeuchi.susumu', 'takeuchi', true],
    ['s-yamada', 'yamada', true],
    ['syamada', 'yamada', false],
    ['fujitanaoko1975', 'fujita', false],
    ['emma.khan', 'emma', false],
  ])('%s spells %s', (local, word, sure) => {
    const read = nameInLocalPart(local);
    expect(read?.name.words).toContain(word);
    expect(read?.sure).toBe(sure);
  });

  it.each(['info', 'sales', 'eigyo', 'no-reply', '12345'])('%s spells nobody', (local) => {
    expect(nameInLocalPart(local)).toBeNull();
  });
});

describe('a greeting', () => {
  it.each([
    [['株式会社みなかぜ商事', '経理ご担当 柴田様'], ['経理ご担当 柴田'], ['みなかぜ商事']],
    [['ひだまり居宅支援 ご担当者様'], [], ['ひだまり居宅支援']],
    [['㈱みなかぜ商事 営業部御中'], [], ['みなかぜ商事']],
    [['たそがれ観光', '大野様'], ['大野'], ['たそがれ観光']],
    [['Dear Dr. Smith,'], ['Dr. Smith'], []],
    [['Hi Sofia and Tom,'], ['Sofia', 'Tom'], []],
    [['Jeff,'], ['Jeff'], []],
    [['各区画のご契約者様'], [], []],
    [['お客様各位'], [], []],
  ])('%j names %j of %j', (lines, persons, companies) => {
    const greeting = parseGreeting(lines);
    expect(greeting.persons.map(({ written }) => written)).toEqual(persons);
    expect(greeting.companies).toEqual(companies);
  });

  it('tells those greeted by name from those only copied, and colleagues from customers', () => {
    const { persons } = parseGreeting(['佐藤さん', '（CC: 鈴木様）']);
    expect(persons).toMatchObject([
      { written: '佐藤', manner: 'colleague', cc: false },
      { written: '鈴木', manner: 'formal', cc: true },
    ]);
  });
});

describe('a company', () => {
  it('is one under every legal form, and a unit is none', () => {
    for (const text of ['株式会社みなかぜ商事', 'みなかぜ商事㈱', '(株)みなかぜ商事 御中', 'みなかぜ 商事'])
      expect(companyKey(text)).toBe('みなかぜ商事');
    expect(companyKey('Acme Trading, Inc.')).toBe('acmetrading');
    expect(companyKey('営業部')).toBeNull();
    expect(companyKey('ご担当者様')).toBeNull();
  });

  it.each([
    ['みなかぜ商事', 'minakaze-shoji.example', true],
    ['ソラリス', 'www.solaris.example', true],
    ['acmetrading', 'acme-trading.example', true],
    ['みなかぜ商事', 'tasogare-kanko.example', false],
    ['青空商事', 'aozora.example', false],
  ])('%s and %s: %s', (key, domain, sounds) => {
    expect(soundsLikeDomain(key, domain as Domain)).toBe(sounds);
  });
});
