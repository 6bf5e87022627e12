// What people call the checks, for tables: on the pages and in digests. Sentences about a finding are in sentences/.

import type { CheckId } from './checks-list.ts';
import type { Language } from './sentences.ts';

type Names = Readonly<Record<CheckId, string>>;

const en: Names = {
  'blocked-recipient': 'Blocked recipient',
  uninspectable: 'Could not be inspected',
  'sender-mismatch': 'Not our sender address',
  'visible-recipients': 'Addresses shown to strangers',
  'many-recipients': 'Very many recipients',
  'first-contact': 'First contact',
  'external-among-internal': 'An outsider among colleagues',
  'lookalike-domain': 'Domain that looks like another',
  'freemail-recipient': 'Private address of a company contact',
  'same-name-other-domain': 'Same name, another domain',
  'salutation-mismatch': 'Greets somebody else',
  'thread-drift': 'Thread goes to other people',
  'distribution-list': 'List with outside members',
  'important-recipient': 'Important recipient',
  'auto-forward': 'Automatic forwarding',
  burst: 'Many mails in a row',
  'mail-merge-mismatch': 'Names in a mailing do not fit',
  'unencrypted-personal-data': 'Unencrypted personal data',
  'my-number': 'My Number',
  'special-care-data': 'Special-care data',
  'confidential-marking': 'Marked confidential',
  'password-with-attachment': 'Password beside its file',
  'attachment-recheck': 'Any attachment',
  'hidden-content': 'Hidden content',
  'wrong-file': 'Probably the wrong file',
  'missing-attachment': 'Attachment forgotten',
  'forbidden-attachment': 'Forbidden kind of file',
  'encrypted-content': 'Encrypted content',
};

const ja: Names = {
  'blocked-recipient': '送信禁止の宛先',
  uninspectable: '検査しきれない',
  'sender-mismatch': '自社のものでない差出人',
  'visible-recipients': '宛先が他人に見える',
  'many-recipients': '宛先が非常に多い',
  'first-contact': '初めての宛先',
  'external-among-internal': '社内宛てに社外が混在',
  'lookalike-domain': '似たドメイン',
  'freemail-recipient': '取引先の個人アドレス',
  'same-name-other-domain': '同名で別ドメイン',
  'salutation-mismatch': '宛名の食い違い',
  'thread-drift': '別の人へ移った返信',
  'distribution-list': '社外を含む配布先',
  'important-recipient': '重要な宛先',
  'auto-forward': '自動転送',
  burst: '短時間の大量送信',
  'mail-merge-mismatch': '差し込みの食い違い',
  'unencrypted-personal-data': '暗号化なしの個人情報',
  'my-number': 'マイナンバー',
  'special-care-data': '要配慮個人情報',
  'confidential-marking': '機密の表示',
  'password-with-attachment': 'パスワードの同送',
  'attachment-recheck': '添付ファイルあり',
  'hidden-content': '隠れた内容',
  'wrong-file': 'ファイル違いの疑い',
  'missing-attachment': '添付忘れ',
  'forbidden-attachment': '禁止された種類のファイル',
  'encrypted-content': '暗号化された内容',
};

export const CHECK_NAMES: Readonly<Record<Language, Names>> = { en, ja };
