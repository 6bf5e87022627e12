// Behind 「なぜ？」: what a check looks for and what usually went wrong when it was right. Japanese.

import type { CheckId } from '../../guard/checks-list.ts';

export const whyJa: Readonly<Record<CheckId, string>> = {
  'blocked-recipient': '会社の規則で、だれも送ってはいけないと決められている宛先です。',
  uninspectable:
    '読み手によって見え方の変わるもの、壊れたもの、読み取れないものには、何が入っているか分かりません。疑っているのではなく、人が見て確かめるために止めています。',
  'sender-mismatch':
    '受け取った人に見える差出人と、実際に送った人が違います。共有メールボックスや送信アカウントの選び間違いが多く、まれにパスワードの盗用もあります。',
  'visible-recipients':
    'To と Cc の全員に、ほかの全員のアドレスが見えます。まだ互いのアドレスを知らない別々の会社や個人に見えるようになるときに知らせます。Bcc のつもりで Cc に入れた一斉送信は、個人情報の事故でもっとも多いものです。',
  'many-recipients': 'ふだんのメールボックスからの一斉送信は、間違いも一度に全員へ届きます。',
  'first-contact':
    '送ったことのない宛先は、アドレス帳の選び間違いや打ち間違いであることがよくあります。間違った相手に渡ると困るものを含むときに止めます。',
  'external-among-internal':
    '社内の人ばかりの中の社外の一人は、アドレス帳が補完した同姓の別人かもしれません。',
  'lookalike-domain':
    '初めてのドメインで、よく送るドメインと一字違いです。そうしたドメインは他人が登録していて、メールが届いてしまいます。',
  'freemail-recipient': '個人のメールボックスへ送ると、双方の会社の守りの外に出ます。',
  'same-name-other-domain': '同じ名前の人が、よく送るドメインにいます。',
  'salutation-mismatch': '本文の宛名と、実際の宛先が違います。',
  'thread-drift': '返信のやり取りにいなかった人に送ろうとしています。',
  'distribution-list': 'この宛先の後ろには、ここに見えていない人（社外の人を含む）がいます。',
  'important-recipient': 'この宛先へのメールは、もう一人が確かめることになっています。',
  'auto-forward': 'メールボックスの設定が、このメールについてだれも判断しないまま社外へ送っています。',
  burst: '一人の差出人から、ふだんよりずっと多いメールが短い間に出ています。',
  'mail-merge-mismatch': '一斉送信で、ある人あての本文が別の人に送られているようです。',
  'unencrypted-personal-data':
    '本文とファイルから、氏名に住所・番号・生年月日などが結びついた別々の人を数えています。間違って届くと、その全員に知らせなければなりません。',
  'my-number': '検査数字の合うマイナンバーがあります。渡してよいのは法律で決められた目的のときだけです。',
  'special-care-data': '名前の分かる人の病気・介護・障害の情報です。法律がもっとも手厚く守る情報です。',
  'confidential-marking': '書いた人が、社外に出さないものとして印を付けています。',
  'password-with-attachment': '間違って受け取った人に、鍵のかかったものと鍵が一緒に渡ります。',
  'attachment-recheck': '添付をもう一度確かめる規則になっています。',
  'hidden-content': 'ファイルに、開いただけでは見えないもの（シート、行、コメントなど）があります。',
  'wrong-file': 'ファイルが、本文の説明やこの宛先にいつも送るものと違うようです。',
  'missing-attachment': '本文に「添付」とありますが、添付がありません。',
  'forbidden-attachment': '会社の規則で送れない種類のファイルです。種類は名前ではなく中身で見分けています。',
  'encrypted-content': 'パスワードで守られた中身は見ていません。記録するだけで、とがめるものではありません。',
};
