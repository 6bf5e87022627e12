// The Japanese words of the ways in: signing in, and making the first administrator.

import type { SetupWords, SignInWords } from './sign-in-en.ts';

export const signInJa: SignInWords = {
  title: 'サインイン',
  lead: '間違いかもしれないメールは、だれかが確かめるまでここで待ちます。',
  name: '名前',
  password: 'パスワード',
  submit: 'サインイン',
  wrong: '名前かパスワードが違います。',
  company: '会社のアカウントでサインイン',
  or: 'または、ここに登録した名前とパスワードで',
  ldapHint: '名前かメールアドレスと、パソコンのパスワード',
  refused: 'サインインが完了しませんでした。もう一度お試しください。',
  noRole:
    '本人であることは確認できましたが、このページを開けるグループに入っていません。管理者に相談してください。',
  unavailable: 'いまサインインを確認できません。少し後でお試しください。',
  signedOut: 'サインアウトしました。',
  needed: 'このページを見るにはサインインしてください。',
};

export const setupJa: SetupWords = {
  title: '最初の管理者を作る',
  lead: 'このリンクは一度だけ使えます。ほかの人はコマンド sekisho user add で加えます。',
  name: '名前',
  nameHint: '文字、数字、. _ - @（64 字まで）',
  password: 'パスワード',
  passwordHint: '12 文字以上。いくつかの単語でかまいません',
  again: '同じパスワードをもう一度',
  submit: '管理者を作ってサインイン',
  used: 'このリンクは使用済みか、期限が過ぎています',
  usedHint: 'Sekisho を再起動すると新しいリンクが出ます。管理者がもういるときは、サインインしてください。',
  badName: '文字、数字、. _ - @ だけを 64 字まで使えます。',
  short: '12 文字以上にしてください。',
  long: '200 文字以内にしてください。',
  differ: '二つのパスワードが違います。',
};
