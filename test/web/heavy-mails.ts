// Mails that make pages heavy: hundreds of recipients, hundreds of files, a long text, a long subject.

import { makeRar5 } from '../attachment/make-archive.ts';
import { lined, type Sent, word } from './mails.ts';

const base64 = (content: string | Uint8Array) => lined(Buffer.from(content).toString('base64'));

type Parts = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly files?: readonly { readonly name: string; readonly content: string | Uint8Array }[];
};

function compose({ from, to, subject, text, files = [] }: Parts): Sent {
  const part = (name: string, content: string | Uint8Array) => [
    '--b9',
    `Content-Type: application/octet-stream; name="${word(name)}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${word(name)}"`,
    '',
    ...base64(content),
  ];
  return {
    from,
    to,
    lines: [
      `From: ${word('営業部 山田 花子')} <${from}>`,
      `To: ${to.join(',\r\n ')}`,
      `Subject: ${word(subject)}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b9',
      '',
      '--b9',
      'Content-Type: text/plain; charset=UTF-8',
      'Content-Transfer-Encoding: base64',
      '',
      ...base64(text),
      ...files.flatMap(({ name, content }) => part(name, content)),
      '--b9--',
    ],
  };
}

const people = (count: number, domainOf: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => `tantou.no.hito${n}@${domainOf(n)}`);

const LONG_SUBJECT = '【重要】年末年始の休業および商品発送の日程に関するお知らせ'.repeat(4);
const SENTENCE = '平素より格別のお引き立てを賜り、厚く御礼申し上げます。社外秘の資料です。\r\n';
const file = (n: number) => ({ name: `取引先一覧と見積書_第${n}版.txt`, content: `第${n}版` });

/** One of many in a row: a long subject, and two people who never got mail. */
export const alike = (from: string, n: number) =>
  compose({
    from,
    to: people(2, (one) => `stranger-${n}-${one}.example`),
    subject: LONG_SUBJECT,
    text: SENTENCE,
  });

/** Characters that take much more room on a page than in the mail, and nothing but words that are marked. */
export const manySigns = (from: string) =>
  compose({
    from,
    to: ['tanto@one-customer.example'],
    subject: '&<>"\u202e'.repeat(40),
    text: '&"<>\u202e\u200b社外秘 '.repeat(900),
  });

/** To four hundred customers, each at a company of their own, with a long text and a long subject. */
export const manyCompanies = (from: string, customers = 400, sentences = 600) =>
  compose({
    from,
    to: people(customers, (n) => `customer-number-${n}.example`),
    subject: LONG_SUBJECT,
    text: SENTENCE.repeat(sentences),
  });

/** To three hundred people of one company, and to as many colleagues. */
export const oneCompany = (from: string) =>
  compose({
    from,
    to: [...people(300, () => 'large-customer.example'), ...people(300, () => 'corp.example')],
    subject: 'All hands of both companies',
    text: 'Hello all',
  });

/** To one customer: an archive with three hundred files in it, and sixty files beside it. */
export const manyFiles = (from: string) => {
  const inside = Array.from({ length: 300 }, (_, n) => ({
    name: Buffer.from(`資料/名簿_支店別_${n}.csv`),
    content: `氏名,電話番号,住所\r\n山田 太郎${n},090-1234-5${String(n).padStart(3, '0')},東京都港区芝公園4-2-${n + 1}\r\n`,
  }));
  return compose({
    from,
    to: ['tanto@one-customer.example'],
    subject: 'All our files',
    text: 'Please find everything attached.',
    files: [
      { name: 'everything.rar', content: makeRar5(inside) },
      ...Array.from({ length: 60 }, (_, n) => file(n)),
    ],
  });
};
