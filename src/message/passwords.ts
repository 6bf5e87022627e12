// Does the text show a password, or say that it goes another way? The password itself is never kept, only its mask.

import { inNfkc } from './nfkc.ts';

export type PasswordTalk = { readonly shown: string | null; readonly elsewhere: boolean };

const KEY =
  '(?:パスワード|ﾊﾟｽﾜｰﾄﾞ|パスコード|パスフレーズ|暗証番号|合言葉|(?:解凍|展開|解除|開封|復号|暗号|閲覧|認証)(?:用の?)?(?:キー|鍵|コード|番号|パス|文字列)|(?:開く|開ける|解凍する|展開する|復号する)(?:ため|際|時|とき)の(?:キー|鍵|コード|番号|数字|文字列|英数字)|ロック解除(?=\\s*[:=は])|ぱすわーど|(?:zip|圧縮)の?暗号(?=\\s*[:=は])|暗証(?=\\s*[:=は])|\\bpasswort\\b|\\bmot de passe\\b|\\b(?:code|pin|phrase)(?= (?:to|for) (?:open|unlock|decrypt|extract|unzip|the (?:file|zip|archive|attachment)))|(?:^|[\\s(【「]|zip|ファイル|件の)パス(?=\\s*(?:[:=は]|です))|\\bpass ?(?:word|code|phrase|key)\\b|\\bkey(?= (?:to|for|of)\\b)|(?<![\\p{Script=Han}])鍵(?=は|\\s*[:=])|\\bpass(?=\\s*[:=→⇒は])|\\bpwd?\\b|\\bp[/.]w\\b)';
/** What may stand between the word and its value: brackets, what the password is for. */
const GAP =
  "[」』】\\])>■◆●*]?(?:\\s*[(（][^()（）\\n]{0,24}[)）])?(?: (?:for|to|of)\\b[^\\n:=]{0,50}?)?(?:の?ほう|の方|につきまして|について|に関しまして)?(?: will be|'s)?";
const LINK = '\\s*(?:は|が|\\bis\\b|[:=→⇒/…]|\\.{2,3}|-+>| - |\\n|(?<=[」』】\\])>]))[\\s:=は、]*';
const OPENING = '["\'「『【\\[(<“]?';
/** Letters, digits and signs, at least four. */
const TOKEN = '([A-Za-z0-9!-/:-@\\[-`{-~]{4,64})';
const SHOWN = new RegExp(`${KEY}${GAP}${LINK}${OPENING}${TOKEN}(?=(.{0,12}))`, 'gimu');
/** `Use 7h!Kd2 to open the file`, `open it with 7h!Kd2`. */
const USE = new RegExp(
  `\\b(?:use|enter|type in|(?:open|unlock|unzip|decrypt)(?:s| it| them| the (?:file|zip|archive|attachment))? with)\\s+${OPENING}${TOKEN}(?=(.{0,12}))`,
  'gimu',
);

/** `開くには mori2024 と入力してください`. */
const ENTER = new RegExp(
  `(?:開く|開け|解凍|展開)[^\\n]{0,16}?${OPENING}${TOKEN}(?=([」』]?\\s*(?:と|を)?ご?入力))`,
  'gimu',
);
/** `PW xK9-3fwq`: nothing between the word and what can be nothing but a password, letters, digits and a sign. */
const BESIDE = new RegExp(
  `(?:パスワード|パスコード|\\bpass(?:word|code|phrase)|\\bpw|\\bp\\.w\\.)[ \\t]+${OPENING}(?=[!-~]*[0-9])(?=[!-~]*[A-Za-z])(?=[!-~]*[!#$%&*+@^_~?-])([!-~]{6,64})(?=(.{0,12}))`,
  'gimu',
);
/** What opens the file is asked for below: `解凍時には以下を入力してください。`, and it stands there alone. */
const BELOW = new RegExp(
  `(?:開く|開け|解凍|展開|復号)[^\\n]{0,24}(?:以下|下記|次)[^\\n]{0,24}(?:入力|お使い|使用|利用)[^\\n]{0,16}\\n\\s*${TOKEN}(?=([ \\t]*$))`,
  'gimu',
);
/** A sentence about the password, and the password alone on the next line that is not empty. */
const NEXT_LINE = new RegExp(
  `${KEY}[^\\n]{0,40}(?:です|ます|下記|以下|次の|とおり|通り|below|follow(?:s|ing)?|:)[^\\n]{0,20}\\n\\s*${TOKEN}(?=([ \\t]*$))`,
  'gimu',
);

/** Links, addresses and telephone numbers are given in the same place. */
const OTHER_VALUE = /^(?:https?:|www\.)|@.+\.[a-z]{2,}$|^\+?0\d{1,4}-?\d{1,4}-?\d{3,4}$|^[-_=*.:#]+$/i;
const WORDS =
  /^(?:required|needed|necessary|not|sent|being|been|following|below|above|attached|separate(?:ly)?|protected|this|that|with|from|your|will|different|expired|reset|incorrect|wrong|available|provided|shown|same|unchanged|secure|strong|known|none|next|later|soon|delivered|please|phone|email|e-mail|chat|teams|slack|sms|fax|zip|pdf|excel|word|line)$/i;

const ELSEWHERE =
  /(?:パスワード|パスコード|暗証番号|(?:解凍|展開|開封|復号)(?:キー|鍵|コード)|\bpw\b)[^\n。]{0,40}(?:別途|別送|別メール|別の?(?:手段|方法|経路)|別便|追って|後ほど|後程|のちほど|後日|お?電話|口頭|SMS|ショートメッセージ|チャット|事前に|既に|先日|先ほど|先程|以前|郵送|書面|FAX|いつもの|従来|共有済|お伝え済|お知らせ済)|(?:別途|別メール|後ほど|追って|お?電話で?)[^\n。]{0,20}(?:パスワード|暗証番号)|\bpass(?:word|code)\b[^\n.]{0,60}\b(?:separate(?:ly)?|another (?:e-?mail|mail|message|channel)|by (?:phone|sms|text|fax)|(?:over|on) the phone|(?:next|following|second) (?:e-?mail|mail|message)|(?:will|to) follow|later|already|agreed|usual)\b|\b(?:separate(?:ly)?|by phone|by sms|call you|text you)\b[^\n.]{0,40}\bpass(?:word|code)\b/iu;

/** What people choose and do not say in a sentence: a digit, a sign or mixed case; a plain word only if it stands alone. */
function isPassword(token: string, after: string): boolean {
  if (token.length < 4 || OTHER_VALUE.test(token) || WORDS.test(token)) return false;
  if (/\d/.test(token) || /[a-z][A-Z]|[A-Za-z][!#$%&*+@^_~?]./.test(token)) return true;
  return /^\s*(?:$|です|でお願い|となり|になり|」|』|】|"|”|を(?:入力|ご入力|使))/u.test(after);
}

/** Lines that fence the password off. */
const RULED = /^[ \t]*[-_=*~─━‐]{3,}[ \t]*\n/gm;

const mask = (password: string): string =>
  `${password.slice(0, 1)}${'*'.repeat(Math.min(password.length - 1, 11))}`;

export function findPassword(ownText: string): PasswordTalk {
  const text = inNfkc(ownText).replaceAll('\r\n', '\n').replace(RULED, '');
  const candidates = [SHOWN, USE, ENTER, BESIDE, BELOW, NEXT_LINE].flatMap((pattern) => [
    ...text.matchAll(pattern),
  ]);
  const shown = candidates
    .map(([, token = '', after = '']) => ({ token: token.replace(/[.,;:)\]>'"」』]+$/u, ''), after }))
    .find(({ token, after }) => isPassword(token, after));
  return { shown: shown === undefined ? null : mask(shown.token), elsewhere: ELSEWHERE.test(text) };
}
