// The words by which a mail says whom it speaks to, what stays among its readers, and what opens a file: in the ways
// that people of different trades write them.

import { describe, expect, it } from 'vitest';
import { parseGreeting } from '../../src/guard/greeting.ts';
import { findPassword } from '../../src/message/passwords.ts';
import { findSalutations } from '../../src/message/salutations.ts';
import { findAside, findRestriction, toneOf } from '../../src/message/wording.ts';

const FOR_COLLEAGUES: readonly string[] = [
  'おつかれ。土屋です。',
  'お疲れさま!',
  'ご苦労さん。',
  '支店長各位\n\n来月の会議の件です。',
  '管理職各位\n評価表を送ります。',
  '営業部 各位\n予算の件です。',
  '課のみんなへ\n\n席替えをします。',
  '部長会メンバー各位\n\n人事の土屋です。賃上げ案を共有します。',
  '総務課の堀です。\n書類を回します。',
  'Dear all staff,\nthe office closes at noon.',
];
const NOT_FOR_COLLEAGUES: readonly string[] = [
  'お客様各位\n\n総務部の堀です。休業のお知らせです。',
  '保護者の皆様へ\n\n教務課の堀です。',
  '貴院ますますご清祥のことと存じます。医事課の堀です。',
  '株式会社あおぞら 総務部の堀です。資料を送ります。',
  'あおぞら商事の堀です。',
  '貴部各位によろしくお伝えください。',
  '堀です。資料を送ります。',
  'Dear customers, our staff will call you.',
];
const ASIDES: readonly (readonly [text: string, isAside: boolean])[] = [
  ['まだオフレコでお願いします', true],
  ['公表前なので気をつけて', true],
  ['向こうには伝えないように', true],
  ['社外には出さないでください', true],
  ['うちの利益率は18%です', true],
  ['keep this from the customer for now', true],
  ['our floor price is 40', true],
  ['社外の方もご参加いただけます', false],
  ['向こう三年の計画です', false],
  ['please keep this for your records', false],
];
const RESTRICTIONS: readonly (readonly [text: string, isRestricted: boolean])[] = [
  ['本件はご内聞にお願いします', true],
  ['当面は内密でお願いします', true],
  ['関係者以外には見せないでください', true],
  ['他には漏らさないでください', true],
  ['社内でのみご利用ください', true],
  ['this is not to be shared', true],
  ['we tell you this in strict confidence', true],
  ['please do not pass this on', true],
  ['社内での検討結果をお送りします', false],
  ['外に出さないと乾きません', false],
  ['the confidence interval is strict', false],
];
const PASSWORDS: readonly (readonly [text: string, isShown: boolean])[] = [
  ['先ほどの圧縮ファイルを開くための番号は以下になります。\n\nxK9-3fwq', true],
  ['解凍時には以下を入力してください。\nxK9-3fwq', true],
  ['パスワードにつきましては、xK9-3fwq となります。', true],
  ['＜パスワード＞　xK9-3fwq', true],
  ['■パスワード■\nxK9-3fwq', true],
  ['解凍パスワード／xK9-3fwq', true],
  ['開封用の文字列：xK9-3fwq', true],
  ['ロック解除：xK9-3fwq', true],
  ['先ほどの件のパスです\nxK9-3fwq', true],
  ['Passは「xK9-3fwq」です', true],
  ['鍵：xK9-3fwq', true],
  ['pw xK9-3fwq', true],
  ['Passwort: xK9-3fwq', true],
  ['The code to open it: xK9-3fwq', true],
  ['You can unlock the archive with xK9-3fwq', true],
  ['パスワード 2024年3月までに変更', false],
  ['password ISO27001 を参照', false],
  ['解凍には 7-Zip をお使いください', false],
  ['開くには Adobe Reader が必要です', false],
  ['番号は以下になります。\nA-1002-33', false],
  ['The code for the meeting room follows by phone.', false],
];
const GREETED: readonly (readonly [text: string, names: readonly string[]])[] = [
  ['三宅くん\n\nおつかれ。', ['三宅']],
  ['三宅先輩\n\nおはようございます。', ['三宅']],
  ['港南病院 外科\n大西先生 御侍史\n\nお世話になっております。', ['大西']],
  ['大西先生机下\n\n平素より', ['大西']],
  ['三宅さん!\n\n明日の件です。', ['三宅']],
  ['【三宅様】\n\nお世話になっております。', ['三宅']],
  ['To 三宅様\n\nお世話になっております。', ['三宅']],
  ['三宅様 川端様(CC)\n\nお世話になっております。', ['三宅', '川端']],
  ['三宅マネージャー\n\nお疲れさまです。', ['三宅']],
  ['Ms. Miyake,\n\nthank you.', ['Ms. Miyake']],
  ['Dear Miyake-sama,\n\nthank you.', ['Miyake']],
  ['Anna, Tom,\n\nplease see below.', ['Anna', 'Tom']],
  ['Good day Anna,\n\nplease see below.', ['Anna']],
  ['Sehr geehrter Herr Fischer,\n\nanbei die Liste.', ['Fischer']],
  ['Bonjour Marie,\n\nvoici la liste.', ['Marie']],
  ['プロジェクトリーダー\n\n募集のお知らせです。', []],
  ['Good morning everyone,\n\nplease see below.', []],
];

describe('the words of a mail', () => {
  it.each(FOR_COLLEAGUES)('speak to colleagues: %s', (text) => expect(toneOf(text)).toBe('colleagues'));
  it.each(NOT_FOR_COLLEAGUES)('do not speak to colleagues alone: %s', (text) =>
    expect(toneOf(text)).not.toBe('colleagues'),
  );
  it.each(ASIDES)('speak behind somebody’s back: %s %s', (text, isAside) =>
    expect(findAside(text) !== null).toBe(isAside),
  );
  it.each(RESTRICTIONS)('keep a text among its readers: %s %s', (text, isRestricted) =>
    expect(findRestriction(text) !== null).toBe(isRestricted),
  );
  it.each(PASSWORDS)('show what opens a file: %s %s', (text, isShown) =>
    expect(findPassword(text).shown !== null).toBe(isShown),
  );
  it.each(GREETED)('greet people: %s %s', (text, names) =>
    expect(parseGreeting(findSalutations(text)).persons.map(({ written }) => written)).toEqual(names),
  );
});
