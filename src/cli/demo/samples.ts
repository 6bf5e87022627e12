// The demo's sample mails: what a company sends on an ordinary day, and the slips that happen on a bad one. The files
// are real documents; people, companies and addresses are invented.

import { randomBytes } from 'node:crypto';
import { writeAesZip } from '../../message/rewrite/aes-zip.ts';
import { docx, xlsx } from './files/office.ts';
import { pdf } from './files/pdf.ts';
import { zip } from './files/zip.ts';
import { people } from './people.ts';

export type Attachment = { readonly filename: string; readonly content: Buffer };

export type Sample = {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
};

const SATO = '佐藤 美咲 <sato@corp.example>';
const ANN = 'Ann Miller <ann@corp.example>';
const SUZUKI = 'suzuki@client-a.example';
const BOB = 'bob@partner.example';

/** Shops that were all written to before, but never together. */
export const SHOPS: readonly string[] = Array.from({ length: 12 }, (_, n) => `info@shop-${n + 1}.example`);
export const SUBSCRIBERS: readonly string[] = Array.from(
  { length: 25 },
  (_, n) => `reader${n + 1}@list-${n + 1}.example`,
);
/** Whom the company has written to before the demo begins. */
export const KNOWN: readonly string[] = [
  SUZUKI,
  BOB,
  'kanri@client-a.example',
  'ito@partner.example',
  ...SHOPS,
  ...SUBSCRIBERS,
];

const signature = '\n\n--\n佐藤 美咲\n株式会社コープ 営業部\n電話 03-0000-0000 / sato@corp.example\n';

const quotation = xlsx([
  {
    name: '見積書',
    rows: [
      ['品名', '数量', '単価', '金額'],
      ['保守サービス（年間）', 1, 480000, 480000],
      ['訪問設定', 2, 35000, 70000],
      ['合計', '', '', 550000],
    ],
  },
]);

const roster = people(214);
const customerList = xlsx([
  {
    name: '集計',
    rows: [
      ['地域', '件数'],
      ['東京', 86],
      ['神奈川', 43],
      ['その他', 85],
    ],
  },
  {
    name: '元データ',
    isHidden: true,
    rows: [['氏名', '住所', '電話番号'], ...roster.map(({ name, address, phone }) => [name, address, phone])],
  },
]);

const careReport = pdf([
  'Day care report, November',
  '',
  'Name                Diagnosis                     Care level',
  ...['Mary Brown', 'John Evans', 'Alice Turner', 'Peter Walker', 'Susan Clark', 'David Harris'].map(
    (name, n) => `${name.padEnd(20)}${['dementia', 'diabetes', 'stroke'][n % 3]?.padEnd(30)}${(n % 5) + 1}`,
  ),
]);

const costPlan = docx([
  '社外秘',
  '2026 年度 原価計画',
  '主要製品の原価率を 3 ポイント下げる。取引先には開示しない。',
]);

const brochure = pdf(['Winter catalogue', '', 'Lamps, heaters and blankets for the cold season.']);

const PASSPHRASE = 'fuyu-no-asa-2026';
/** The list again, but protected: only whoever has the passphrase can read it. */
const protectedList = Buffer.from(writeAesZip('参加者名簿.xlsx', customerList, PASSPHRASE, randomBytes));

/** A zip that was cut off on its way: nobody can say what is in it. */
const damaged = zip([{ name: 'minutes.txt', content: 'Minutes of the meeting\n'.repeat(200) }]).subarray(
  0,
  90,
);

export const SAMPLES: readonly Sample[] = [
  {
    from: ANN,
    to: [BOB],
    subject: 'Thursday at ten?',
    text: 'Hi Bob,\n\nshall we talk about the delivery dates on Thursday at ten?\n\nAnn',
  },
  {
    from: SATO,
    to: [SUZUKI],
    subject: 'お見積書をお送りします',
    text: `鈴木様\n\nいつもお世話になっております。ご依頼のお見積書を添付いたします。ご確認をお願いいたします。${signature}`,
    attachments: [{ filename: '見積書_20261124.xlsx', content: quotation }],
  },
  {
    from: SATO,
    to: SHOPS,
    subject: '【ご案内】冬季休業のお知らせ',
    text: `お取引先各位\n\n12 月 29 日から 1 月 4 日まで休業いたします。${signature}`,
  },
  {
    from: SATO,
    to: [SUZUKI],
    subject: '地域別の集計です',
    text: `鈴木様\n\nご依頼の集計を添付いたします。${signature}`,
    attachments: [{ filename: '地域別集計.xlsx', content: customerList }],
  },
  {
    from: ANN,
    to: ['friend@freemail.example'],
    subject: 'Our winter catalogue',
    text: 'Hello,\n\nhere is the catalogue you asked for.\n\nAnn',
    attachments: [{ filename: 'catalogue.pdf', content: brochure }],
  },
  {
    from: SATO,
    to: ['bob@partnar.example'],
    subject: '契約書の件',
    text: `ボブ様\n\n先日の契約書の件、承知いたしました。${signature}`,
  },
  {
    from: SATO,
    to: [SUZUKI, BOB],
    subject: '来年度の計画について',
    text: `鈴木様、ボブ様\n\n資料を添付いたします。${signature}`,
    attachments: [{ filename: '計画.docx', content: costPlan }],
  },
  {
    from: ANN,
    to: [BOB],
    subject: 'Care report for November',
    text: 'Hi Bob,\n\nthe report is attached.\n\nAnn',
    attachments: [{ filename: 'report-november.pdf', content: careReport }],
  },
  {
    from: SATO,
    to: ['kanri@client-a.example'],
    subject: '参加者名簿（暗号化）',
    text: `管理ご担当者様\n\n名簿を添付いたします。パスワードはお電話でお伝えします。${signature}`,
    attachments: [{ filename: '参加者名簿.zip', content: protectedList }],
  },
  {
    from: SATO,
    to: ['kanri@client-a.example'],
    subject: '参加者名簿（暗号化）とパスワード',
    text: `管理ご担当者様\n\n名簿を添付いたします。\nパスワード：${PASSPHRASE}${signature}`,
    attachments: [{ filename: '参加者名簿.zip', content: protectedList }],
  },
  {
    from: ANN,
    to: [BOB],
    subject: 'Minutes',
    text: 'Hi Bob,\n\nthe minutes are attached.\n\nAnn',
    attachments: [{ filename: 'minutes.zip', content: damaged }],
  },
  {
    from: SATO,
    to: ['sales@corp.example'],
    subject: '社内共有：地域別の集計',
    text: `営業部各位\n\n社内用の元データです。${signature}`,
    attachments: [{ filename: '地域別集計.xlsx', content: customerList }],
  },
  {
    from: ANN,
    to: ['ann@corp.example'],
    bcc: SUBSCRIBERS,
    subject: 'News for November',
    text: 'Dear readers,\n\nthe new lamps have arrived.\n\nAnn',
  },
];
