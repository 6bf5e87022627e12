// Mails as a company sends them, and as somebody sends them who wants to break a page.

export type Sent = {
  readonly from: string;
  readonly to: readonly string[];
  readonly lines: readonly string[];
};

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
export const word = (text: string) => `=?UTF-8?B?${base64(text)}?=`;
export const lined = (text: string) => text.match(/.{1,76}/g) ?? [];

const CUSTOMERS = [
  'aoyama',
  'kikuchi',
  'hatano',
  'sanwa',
  'meiko',
  'toyo',
  'asahina',
  'minato',
  'kitano',
  'yukari',
];

/** Twelve customers in To who do not know each other, and the list of all customers beside it. */
export function winterClosing(): Sent {
  const to = [
    ...CUSTOMERS.map((name) => `info@${name}.example`),
    'tanaka.shop@freemail.example',
    'eguchi@client-d.example',
  ];
  const rows = Array.from(
    { length: 14 },
    (_, n) => `山田 太郎${n},東京都港区芝公園4-2-${n + 1},090-1234-56${String(n).padStart(2, '0')}`,
  );
  const csv = ['氏名,住所,電話番号', ...rows].join('\r\n');
  return {
    from: 'yamada@corp.example',
    to: [...to, 'sato@corp.example'],
    lines: [
      `From: ${word('営業部 山田 花子')} <yamada@corp.example>`,
      `To: ${to.join(',\r\n ')}`,
      'Cc: sato@corp.example',
      `Subject: ${word('【ご案内】冬季休業のお知らせ')}`,
      'Date: Tue, 24 Nov 2026 10:42:00 +0900',
      'Message-ID: <winter@corp.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b1',
      '',
      '--b1',
      'Content-Type: text/plain; charset=UTF-8',
      'Content-Transfer-Encoding: base64',
      '',
      ...lined(
        base64(
          [
            'お客様各位',
            '',
            '平素より大変お世話になっております。',
            '冬季休業期間についてご案内申し上げます。',
            '休業期間: 2026年12月29日(火) 〜 2027年1月4日(月)',
            '',
            '社外秘の一覧を添付いたします。',
            '営業部 山田 花子',
          ].join('\r\n'),
        ),
      ),
      '--b1',
      `Content-Type: text/csv; charset=UTF-8; name="${word('顧客一覧_2026.csv')}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${word('顧客一覧_2026.csv')}"`,
      '',
      ...lined(base64(csv)),
      '--b1--',
    ],
  };
}

export const MARKUP = `"><img src=x onerror=alert(1)><script>alert(2)</script>`;

/** Markup, direction changes and invisible characters wherever a mail may carry text. */
export function hostile(): Sent {
  const trick = `${MARKUP}\u202egnp.exe\u200b`;
  const to = ['taro@xn--gmil-6na.example', 'x@freemail.example', '"><svg/onload=alert(7)>"@evil.example'];
  return {
    from: 'ito@corp.example',
    to,
    lines: [
      `From: ${word(`Kenji ${trick}`)} <ito@corp.example>`,
      `To: ${word(`taro@corp.example ${trick}`)} <${to[0]}>, <${to[1]}>, <${to[2]}>`,
      `Subject: ${word(trick)}`,
      'Message-ID: <hostile@corp.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b2',
      '',
      '--b2',
      'Content-Type: text/html; charset=UTF-8',
      '',
      `<p>See <a href="javascript:alert(3)">this</a><img src="http://evil.example/p.gif" onerror=alert(4)></p>`,
      `<p>&lt;script&gt;alert(5)&lt;/script&gt; social\u202esecurity confidential</p>`,
      '--b2',
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${word(`invoice${trick}`)}"`,
      '',
      base64('MZ not really a program, <script>alert(6)</script>'),
      '--b2--',
    ],
  };
}

/** Somebody writes to one customer for the first time, with a file. */
export function firstContact(from: string, subject: string, customer = 'tanto@new-client.example'): Sent {
  const to = [customer];
  return {
    from,
    to,
    lines: [
      `From: ${from}`,
      `To: ${to[0]}`,
      `Subject: ${subject}`,
      `Message-ID: <${subject.replace(/\W/g, '')}@corp.example>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b3',
      '',
      '--b3',
      'Content-Type: text/plain; charset=UTF-8',
      '',
      'Please find the plan attached.',
      '--b3',
      'Content-Type: text/plain; name=plan.txt',
      'Content-Disposition: attachment; filename=plan.txt',
      '',
      'The plan',
      '--b3--',
    ],
  };
}
