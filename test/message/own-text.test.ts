// What the sender wrote, told apart from quotes, forwarded text and signatures; who was in the conversation before.

import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/guard/facts.ts';
import { parseMailboxes } from '../../src/message/addresses.ts';
import { readQuotedHeaders } from '../../src/message/quoted-header.ts';
import { splitQuotes } from '../../src/message/quotes.ts';
import { cutSignature } from '../../src/message/signature.ts';

const QUOTES: readonly (readonly [name: string, quote: string, from: string])[] = [
  ['marked lines', '> 見積書をお送りください。\n> 橋本', ''],
  [
    'an English attribution',
    'On Mon, Nov 23, 2026 at 10:00 AM Emma Brown <emma@client.example> wrote:\n> Please send it.',
    'emma@client.example',
  ],
  [
    'a wrapped attribution',
    'On Mon, 23 Nov 2026 at 10:00, Emma Brown\n<emma@client.example> wrote:\n\n> Please send it.',
    'emma@client.example',
  ],
  [
    'a Japanese attribution of Gmail',
    '2026年11月23日(月) 10:00 橋本 修 <hashimoto@kanko.example>:\n\n> 見積書をお送りください。',
    'hashimoto@kanko.example',
  ],
  [
    'a Japanese attribution of Apple Mail',
    '2026/11/23 10:00、橋本 修 <hashimoto@kanko.example>のメール:\n\n> 見積書を',
    'hashimoto@kanko.example',
  ],
  ['a Japanese attribution of Thunderbird', 'On 2026/11/23 10:00, 橋本 修 wrote:\n> 見積書を', ''],
  [
    'an attribution over unmarked text',
    '2026年11月23日(月) 10:00 橋本 修 <hashimoto@kanko.example>:\n見積書をお送りください。\n橋本',
    'hashimoto@kanko.example',
  ],
  [
    'a header block of Outlook',
    '________________________________\nFrom: Emma Brown <emma@client.example>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Ann <ann@corp.example>\nSubject: Quote\n\nPlease send it.',
    'emma@client.example',
  ],
  [
    'a Japanese header block of Outlook',
    '差出人: 橋本 修 <hashimoto@kanko.example>\n送信日時: 2026年11月23日 10:00\n宛先: 山田 <yamada@corp.example>\nCC: 鈴木 <suzuki@corp.example>\n件名: 見積書\n\n見積書をお送りください。',
    'hashimoto@kanko.example',
  ],
  [
    'a header block with wide colons',
    '差出人：橋本 修 <hashimoto@kanko.example>\n送信日時：2026/11/23 10:00\n件名：見積書\n\n見積書を',
    'hashimoto@kanko.example',
  ],
  [
    'the line of Outlook Express',
    '----- Original Message -----\nFrom: "Emma" <emma@client.example>\nTo: <ann@corp.example>\nSent: Monday\nSubject: Quote\n\nPlease',
    'emma@client.example',
  ],
  [
    'its Japanese form',
    '-----元のメッセージ-----\n差出人: 橋本 <hashimoto@kanko.example>\n件名: 見積\n\n見積書を',
    'hashimoto@kanko.example',
  ],
  [
    'the line of Notes',
    '"Emma Brown" <emma@client.example> on 05/12/2026 09:15:22 AM\nTo:\t<ann@corp.example>\ncc:\t \n\nSubject:\tQuote\n\nPlease send it.',
    'emma@client.example',
  ],
  [
    'the name and the date of Notes above each other',
    '橋本 修 <hashimoto@kanko.example>\n2026/05/12 09:15\n\n宛先: ann@corp.example\ncc:\n件名: 見積書\n\n見積書をお送りください。',
    'hashimoto@kanko.example',
  ],
  [
    'a block that begins with the subject, as Thunderbird forwards',
    '件名: 見積書\n日付: Mon, 23 Nov 2026 10:00:00 +0900\n差出人: 橋本 修 <hashimoto@kanko.example>\n宛先: ann@corp.example\n\n見積書を',
    'hashimoto@kanko.example',
  ],
  [
    'a dashed line that says who wrote when',
    '---- On Mon, 23 Nov 2026 10:00:00 +0900 Emma Brown <emma@client.example> wrote ---\n\nPlease send it.',
    'emma@client.example',
  ],
  [
    'a dashed Japanese line with marked text',
    '---- 橋本 修 <hashimoto@kanko.example> さんが 2026/11/23 10:00 に書きました ----\n> 見積書を',
    'hashimoto@kanko.example',
  ],
  [
    'a French block',
    'De : Emma Brown <emma@client.example>\nEnvoyé : lundi 23 novembre 2026\nÀ : ann@corp.example\nObjet : Devis\n\nBonjour',
    'emma@client.example',
  ],
  [
    'a Chinese block',
    '发件人: Emma <emma@client.example>\n发送时间: 2026年11月23日 10:00\n收件人: ann@corp.example\n主题: 报价\n\n您好',
    'emma@client.example',
  ],
  [
    'a Korean block',
    '보낸 사람: Emma <emma@client.example>\n보낸 날짜: 2026년 11월 23일\n받는 사람: ann@corp.example\n제목: 견적\n\n안녕하세요',
    'emma@client.example',
  ],
];

describe('a quote', () => {
  it.each(QUOTES)('is told from what the sender wrote: %s', (_name, quote, from) => {
    const { own, quoted, forwarded } = splitQuotes(`承知しました。\n\n${quote}`, false);
    expect(own.trim()).toBe('承知しました。');
    expect(quoted.length).toBeGreaterThan(10);
    expect(forwarded).toBe('');
    expect(readQuotedHeaders(quoted, 5)[0]?.from?.address ?? '').toBe(from);
  });

  it('may be answered line by line', () => {
    const { own } = splitQuotes('> いつですか\n明日です。\n> どこですか\n本社です。', false);
    expect(own).toBe('明日です。\n本社です。');
  });

  it.each([
    'From: Tokyo\nWe leave at ten.',
    '差出人は山田様でした。\n宛先を確認してください。',
    '2026年11月23日の会議について\n資料を送ります。',
    'On Monday we wrote:\nnothing at all',
    '----------\n議題\n----------\n1. 予算',
    'The meeting is on 05/12/2026 09:15\nTo: be decided',
    'a > b なら送ります',
  ])('is not seen in prose: %s', (text) => {
    expect(splitQuotes(text, false)).toEqual({ own: text, quoted: '', forwarded: '' });
  });

  it('names everybody who was in the conversation, the newest block first', () => {
    const chain = [
      'From: Emma <emma@client.example>',
      'Sent: Monday',
      'To: Ann <ann@corp.example>; Bob [mailto:bob@corp.example]',
      'Cc: Carol <carol@client.example>,',
      '  Dan <dan@client.example>',
      'Subject: Quote',
      '',
      'Yes.',
      '',
      '> 差出人: 山田 <yamada@corp.example>',
      '> 宛先: Emma <emma@client.example>',
      '> 件名: 見積',
    ].join('\n');
    const headers = readQuotedHeaders(chain, 5);
    expect(
      headers.map(({ from, to, cc, subject }) =>
        [from, ...to, ...cc].map((one) => one?.address).concat(subject as never),
      ),
    ).toEqual([
      [
        'emma@client.example',
        'ann@corp.example',
        'bob@corp.example',
        'carol@client.example',
        'dan@client.example',
        'Quote',
      ],
      ['yamada@corp.example', 'emma@client.example', '見積'],
    ]);
  });
});

describe('a forwarded mail', () => {
  it.each([
    [
      'Gmail',
      '---------- Forwarded message ---------\nFrom: Emma <emma@client.example>\nDate: Mon\nSubject: List\n\nthe list',
      false,
    ],
    [
      'Thunderbird',
      '-------- 転送メッセージ --------\n件名: 名簿\n差出人: 橋本 <hashimoto@kanko.example>\n\nthe list',
      false,
    ],
    [
      'Apple Mail',
      'Begin forwarded message:\n\n> From: Emma <emma@client.example>\n> Subject: List\n> \n> the list',
      false,
    ],
    ['Outlook', 'From: Emma <emma@client.example>\nSent: Monday\nTo: Ann\nSubject: List\n\nthe list', true],
    ['marked lines', '> the list', true],
  ])('is text that its new reader has not seen: %s', (_name, text, isForward) => {
    const split = splitQuotes(`ご参考まで\n\n${text}`, isForward);
    expect(split.own.trim()).toBe('ご参考まで');
    expect(split.forwarded.split('\n').at(-1)).toBe('the list');
    expect(split.quoted).toBe('');
  });
});

describe('a signature', () => {
  const [sender] = parseMailboxes(['"山田 太郎" <yamada@corp.example>'], () => {}) as [Mailbox];
  const contact =
    '株式会社コープ 営業部\n山田 太郎\n〒100-0001 東京都千代田区1-1\nTEL 03-1234-5678 FAX 03-1234-5679\nyamada@corp.example';

  it.each([
    ['under two dashes', `-- \n${contact}`],
    ['between rulers', `==========\n${contact}\n==========`],
    ['under one ruler', `＿＿＿＿＿＿＿\n${contact}`],
    ['between ornaments', `*･゜ﾟ･*\n━━━━━━━━\n${contact}\n━━━━━━━━`],
    [
      'above a legal footer',
      `----------\n${contact}\n----------\nこのメールは誤送信の場合があります。\n削除してください。`,
    ],
    ['above a phone’s line', `----------\n${contact}\n----------\niPhoneから送信`],
  ])('is taken off: %s', (_name, signature) => {
    const cut = cutSignature(`よろしくお願いします。\n\n${signature}`, sender);
    expect(cut.text).not.toContain('03-1234-5678');
    expect(cut.text).toContain('よろしくお願いします。');
  });

  it.each([
    [
      'a list of people',
      `----------\n${Array.from({ length: 8 }, (_, i) => `佐藤 ${i}子 090-1234-567${i}`).join('\n')}\n----------`,
    ],
    [
      'a record of somebody else',
      '----------\n氏名 佐藤 花子\n電話 090-1234-5678\n----------\n以上、よろしくお願いします。',
    ],
    ['a record with an account', `----------\n${contact}\n口座番号 1234567\n----------`],
    [
      'text that goes on',
      `----------\n${contact}\n----------\n当日は上記までお電話ください。\nお待ちしております。`,
    ],
  ])('is not %s', (_name, block) => {
    const text = `次のとおりです。\n\n${block}`;
    expect(cutSignature(text, sender).text).toBe(text);
  });
});
