// BodyFacts and the text that a person would see.

import { describe, expect, it } from 'vitest';
import { viewHtml } from '../../src/message/html-views.ts';
import { findPassword } from '../../src/message/passwords.ts';
import { findSalutations } from '../../src/message/salutations.ts';
import { sketchOf } from '../../src/message/sketch.ts';
import { hasMassWording, mentionsAttachment } from '../../src/message/wording.ts';
import * as compose from './compose.ts';
import { mail, multipart, part, plain, read, SECRET, text } from './compose.ts';

const SALUTATIONS: readonly (readonly [text: string, found: readonly string[]])[] = [
  [
    '株式会社みなかぜ商事\n経理部 中村様\n\nいつもお世話になっております。',
    ['株式会社みなかぜ商事', '経理部 中村様'],
  ],
  ['ＡＢＣ株式会社　御中\n\n平素より', ['ABC株式会社 御中']],
  ['山田様\n（CC: 鈴木様）\n\nお世話に', ['山田様', '(CC: 鈴木様)']],
  ['田中様、いつもお世話になっております。', ['田中様']],
  ['鈴木部長\nお疲れさまです。', ['鈴木部長']],
  ['小野 愛 様(会員ID:KH300000)\n\n移行に伴い', ['小野 愛 様(会員ID:KH300000)']],
  ['各位\n\nお疲れ様です', ['各位']],
  ['お疲れ様です。山田です。', []],
  ['いつもお世話になっております。\n山田様にお伝えください。', []],
  ['Dear Mr. Smith, I am writing to you.', ['Dear Mr. Smith']],
  ['Hi Emma,\n\nthanks', ['Hi Emma']],
  ['Ann,\nplease see below.', ['Ann,']],
  ['Hello,\nBob here', []],
  ['The report is ready.', []],
];

const PASSWORDS: readonly (readonly [text: string, shown: string | null, elsewhere: boolean])[] = [
  ['パスワード：abc123', 'a*****', false],
  ['解凍パスワードは 12345678 です。', '1*******', false],
  ['PW：Xy7!kk', 'X*****', false],
  ['先ほどのファイルの解凍キーは mori2024 です。', 'm*******', false],
  ['【パスワード】abcd', 'a***', false],
  ['パスワード（半角）：ab12cd', 'a*****', false],
  ['パスワード\nHana-77', 'H******', false],
  ['The password for the file is: Enoki!2024', 'E*********', false],
  ['Use 7h!Kd2 to open the file', '7*****', false],
  ['The password is sakura.', 's*****', false],
  ['パスワードは別途お送りします', null, true],
  ['パスワード:お電話にてお伝えします', null, true],
  ['パスワードはお電話(03-1234-5678)でお伝えします', null, true],
  ['The password will follow in a separate e-mail.', null, true],
  ['A password is required to open it.', null, false],
  ['パスワードは8文字以上で設定してください', null, false],
  ['パスワードをお忘れの方は https://example.jp/reset へ', null, false],
  ['Your account. Password: https://example.com/reset', null, false],
];

describe('the sender’s own words', () => {
  it.each(SALUTATIONS)('greet somebody: %s', (own, found) => {
    expect(findSalutations(own)).toEqual(found);
  });

  it.each(PASSWORDS)('show or announce a password: %s', (own, shown, elsewhere) => {
    expect(findPassword(own)).toEqual({ shown, elsewhere });
  });

  it.each([
    '見積書を添付いたします。',
    '添付ファイルをご確認ください',
    'Please find attached the list.',
    'I attached the file.',
    '別添のとおり',
  ])('mention an attachment: %s', (own) => expect(mentionsAttachment(own)).toBe(true));

  it.each([
    '添付はありません。',
    '資料は明日持参します。',
    'She is very attached to it.',
    '添付し忘れました',
  ])('do not mention one: %s', (own) => expect(mentionsAttachment(own)).toBe(false));

  it.each(['会員の皆様', 'お客様各位', 'To unsubscribe, click here.', 'Dear customers,', '配信停止はこちら'])(
    'are for many: %s',
    (own) => expect(hasMassWording(own)).toBe(true),
  );

  it('make a sketch that mails from one template share', () => {
    const letter = (name: string, number: number) =>
      `${name} 様\nご注文番号 ${number} の商品を本日発送いたしました。お届けまで二、三日お待ちください。ご不明な点はお問い合わせ窓口までご連絡ください。`;
    const [a, b, other] = [
      sketchOf(letter('山田', 1234)),
      sketchOf(letter('佐々木', 9876)),
      sketchOf(
        '来週の会議は第二会議室で行います。議題は予算と採用です。資料は前日までに共有フォルダへ置いてください。よろしくお願いします。',
      ),
    ];
    const shared = (x: readonly number[], y: readonly number[]) =>
      x.filter((value) => y.includes(value)).length;
    expect(shared(a, b)).toBeGreaterThan(a.length * 0.7);
    expect(shared(a, other)).toBeLessThan(a.length * 0.1);
    expect(sketchOf('短い文')).toEqual([]);
  });
});

describe('HTML', () => {
  it('becomes lines, its tables rows of cells', () => {
    const { text: shown } = viewHtml(
      '<html><head><title>t</title><style>p{}</style></head><body><p>Hello&nbsp;Ann,</p><table><tr><th>氏名</th><th>電話</th></tr><tr><td><p>山田</p><p>太郎</p></td><td>03-1</td></tr></table>a<br>b</body></html>',
    );
    expect(shown.split('\n').map((line) => line.trim())).toEqual([
      'Hello\u00a0Ann,',
      '氏名\t電話',
      '山田 太郎\t03-1',
      'a',
      'b',
    ]);
  });

  it('marks quotes as plain text does', () => {
    const { text: shown } = viewHtml(
      '<div>Yes.</div><blockquote type="cite"><div>Shall we?</div></blockquote><blockquote>my own</blockquote>',
    );
    expect(shown.trim().split('\n')).toEqual(['Yes.', '> Shall we?', 'my own']);
  });

  it('keeps apart what is not shown', () => {
    const view = viewHtml('<p alt="a1">x<span style="display:none">y</span>z<!-- c1 --></p>');
    expect(view).toMatchObject({ joined: 'xyz', visible: 'xz' });
    expect(view.unseen).toContain('a1');
    expect(view.unseen).toContain('c1');
  });
});

describe('a word of the policy', () => {
  it.each([
    ['with a letter of another script', text(SECRET.replaceAll('O', '\u041e'))],
    [
      'in percents of an address',
      compose.html('<a href="mailto:a@b.example?subject=CONFIDENTIAL%2d7F3A">x</a>'),
    ],
    ['in escapes of a style', compose.html('<style>p:after{content:"CONFIDENTIAL\\2d 7F3A"}</style>x')],
    [
      'between elements of enriched text',
      part({ 'Content-Type': 'text/enriched' }, 'CON<bold></bold>FIDENTIAL-7F3A'),
    ],
  ])('is found %s', async (_how, body) => {
    const { content } = await read(mail(body));
    expect(content.marks).toMatchObject([{ word: SECRET, where: 'body' }]);
  });
});

it('Enriched text is read as it stands, for whoever is shown it so', async () => {
  const names = ['高橋 花子', '山田 太郎', '佐藤 一郎', '鈴木 美咲', '田中 健', '伊藤 由美'];
  const rows = names.map((name, n) => `${name},東京都港区芝${n + 1}-2-3,090-1234-567${n}`);
  const roster = ['氏名,住所,電話', ...rows].join('\r\n');
  const persons = async (type: string, content: string) =>
    (await read(mail(part({ 'Content-Type': `${type}; charset=utf-8` }, compose.utf8(content))))).content
      .persons;
  const inScript = await persons('text/enriched', `Dear all\r\n<script>\r\n${roster}\r\n</script>`);
  expect(inScript).toBe(await persons('text/plain', roster));
  expect(inScript).toBeGreaterThan(0);
});

describe('the body of a mail', () => {
  it('is read once when both alternatives say the same', async () => {
    const { texts } = await read(
      mail(multipart('alternative', [text('こんにちは'), compose.html('<p>こんにちは</p>')])),
    );
    expect(texts).toEqual([{ where: 'body', text: 'こんにちは' }]);
  });

  it('is read twice when they differ', async () => {
    const { texts } = await read(
      mail(multipart('alternative', [text('HTMLでご覧ください'), compose.html('<p>名簿です</p>')])),
    );
    expect(texts.map((one) => one.text.trim())).toEqual(['HTMLでご覧ください', '名簿です']);
  });

  it('counts only what the sender wrote', async () => {
    const { content } = await read(
      plain('了解です。 a@own.example\r\n\r\n> b@quoted.example 添付します\r\n'),
    );
    expect(content.body).toMatchObject({ addressesInText: ['a@own.example'], mentionsAttachment: false });
    expect(content.body.ownTextLength).toBeLessThan(30);
  });

  it('that is only forwarded is text of its own, an answer to it is not', async () => {
    const forwarded =
      '---------- Forwarded message ---------\r\nFrom: Emma <e@client.example>\r\nSubject: x\r\n\r\n極秘\r\n';
    const [sent, answered] = [
      await read(plain(forwarded, { Subject: 'Fwd: x' })),
      await read(plain('> 極秘', { Subject: 'Re: Fwd: x' })),
    ];
    expect(sent.texts[0]?.text).toContain('極秘');
    expect(sent.content.marks).toHaveLength(1);
    expect(answered.content.marks).toEqual([]);
  });

  it('undoes format=flowed', async () => {
    const flowed = compose.part({ 'Content-Type': 'text/plain; format=flowed' }, 'one \r\ntwo\r\n-- \r\nAnn');
    expect((await read(mail(flowed))).texts[0]?.text).toBe('one two\n-- \nAnn');
  });
});
