// The words of the pages about oneself and other users. Japanese.

import type { Words } from './en.ts';

export const accountJa: Words['account'] = {
  title: 'アカウント',
  sources: {
    local: 'ここに登録したパスワードでサインイン',
    oidc: '会社のアカウント',
    ldap: 'ディレクトリー',
  },
  sessions: 'サインイン中の場所',
  sessionsHint: '心当たりのないものは終了し、パスワードを変えてください。',
  thisOne: 'このブラウザー',
  unknownDevice: '不明なブラウザー',
  since: '開始',
  seen: '最後の操作',
  end: '終了',
  endOthers: 'ほかをすべて終了',
  people: '利用者',
  peopleHint: 'このページを開ける人です。sekisho user add で加えるか、会社のアカウントで入ると加わります。',
  signedIn: (n) => `${n} か所でサインイン中`,
  nowhere: 'サインインしていません',
  signOutEverywhere: 'サインアウトさせる',
  signOutWhom: (name) => `サインアウトさせる（${name} さん）`,
};
