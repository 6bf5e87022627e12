// Writes one ordinary mail of the stream as octets: a Japanese or English business text, replies with their quotes,
// and now and then an ordinary attachment.

import type { Person } from './company.ts';
import type { Random } from './random.ts';

export type Draft = {
  readonly n: number;
  readonly date: Date;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  /** The person answered, when the mail is a reply. */
  readonly answers: Person | null;
  readonly hasAttachment: boolean;
};

const TOPICS = [
  'お見積りの件',
  '打ち合わせ日程',
  '納期のご確認',
  '資料のご送付',
  '定例会の議題',
  '請求書について',
  '仕様の変更点',
  '来週の訪問',
  'ご契約更新',
  '製品サンプル',
];
const TOPICS_EN = [
  'Meeting on Thursday',
  'Draft agenda',
  'Delivery schedule',
  'Purchase order',
  'Lunch next week',
  'Contract renewal',
  'Question about the quote',
  'Site visit',
];
const LINES = [
  '先日はお時間をいただきありがとうございました。',
  'ご依頼の件、社内で確認のうえ改めてご連絡いたします。',
  '日程は来週の水曜日午後でお願いできますでしょうか。',
  '価格表を更新しましたのでご査収ください。',
  '数量は前回と同じ 120 個、納期は月末を予定しております。',
  'ご不明な点がございましたらお知らせください。',
  '次回の定例会は第 3 会議室で行います。',
  '図面の 3 ページ目に修正があります。',
];
const LINES_EN = [
  'Thank you for your time last week.',
  'Could we move the call to Thursday afternoon?',
  'The quantity stays at 120 pieces, delivery at the end of the month.',
  'Please let me know if you have any questions.',
  'I will get back to you after talking to the team.',
  'The second drawing has changed slightly.',
];

const encodedWord = (text: string) =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
const mailbox = ({ name, address }: Person) => `${encodedWord(name)} <${address}>`;
const list = (people: readonly Person[]) => people.map(mailbox).join(',\r\n ');

function textOf({ from, to, answers, hasAttachment }: Draft, random: Random, isJapanese: boolean): string {
  const first = to[0];
  const [family = ''] = (first?.name ?? '').split(' ');
  const greeting = isJapanese
    ? [
        ...(first?.firm ? [first.firm] : []),
        to.length > 3 ? '皆様' : `${family}様`,
        '',
        'いつもお世話になっております。',
      ]
    : [`Hello ${first?.address.split(/[.@]/)[0] ?? ''},`, ''];
  const lines = Array.from({ length: random.between(2, 5) }, () =>
    random.pick(isJapanese ? LINES : LINES_EN),
  );
  const attached = hasAttachment
    ? [isJapanese ? '資料を添付いたします。' : 'Please find the file attached.']
    : [];
  const signature = ['', '-- ', from.name, `${from.address}`, '電話 03-0000-0000'];
  const quote =
    answers === null
      ? []
      : [
          '',
          `${answers.name} <${answers.address}>:`,
          '> ご連絡ありがとうございます。',
          `> ${random.pick(LINES)}`,
        ];
  return [...greeting, ...lines, ...attached, ...signature, ...quote].join('\r\n');
}

function priceList(random: Random): string {
  const rows = Array.from(
    { length: random.between(5, 40) },
    (_, n) => `A-${1000 + n},部品 ${n},${random.between(100, 9000)},${random.between(1, 50)}`,
  );
  return ['品番,品名,単価,数量', ...rows].join('\r\n');
}

/** The octets of the mail, CRLF line ends. */
export function writeMail(draft: Draft, random: Random): Buffer {
  const { n, date, from, to, cc, answers, hasAttachment } = draft;
  const isJapanese = random.chance(0.8);
  const topic = random.pick(isJapanese ? TOPICS : TOPICS_EN);
  const text = Buffer.from(`${textOf(draft, random, isJapanese)}\r\n`).toString('base64');
  const body = text.replace(/.{76}/g, '$&\r\n');
  const head = [
    `From: ${mailbox(from)}`,
    `To: ${list(to)}`,
    ...(cc.length > 0 ? [`Cc: ${list(cc)}`] : []),
    `Subject: ${encodedWord(answers === null ? topic : `Re: ${topic}`)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${n}.stream@corp.example>`,
    ...(answers === null
      ? []
      : [`In-Reply-To: <${n}.theirs@mail.example>`, `References: <${n}.theirs@mail.example>`]),
    'MIME-Version: 1.0',
  ];
  const plain = ['Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: base64', '', body];
  if (!hasAttachment) return Buffer.from([...head, ...plain, ''].join('\r\n'));
  const file = Buffer.from(priceList(random)).toString('base64').replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    [
      ...head,
      'Content-Type: multipart/mixed; boundary="=_stream"',
      '',
      '--=_stream',
      ...plain,
      '--=_stream',
      'Content-Type: text/csv; charset=UTF-8; name="prices.csv"',
      'Content-Disposition: attachment; filename="prices.csv"',
      'Content-Transfer-Encoding: base64',
      '',
      file,
      '--=_stream--',
      '',
    ].join('\r\n'),
  );
}
