// The Japanese sentences of findings, by sentence key. One sentence, plain words, the numbers in it.

import { fileFaultsJa } from './file-faults.ts';
import { hiddenContentJa } from './hidden-content.ts';
import { itemsJa, type Lines, placeJa, type SentenceKey } from './lines.ts';
import { personalDataJa, personalNoteJa } from './personal-data.ts';
import { visibleRecipientsJa } from './visible-recipients.ts';

const FAULTS: Readonly<Record<string, string>> = {
  ...fileFaultsJa,
  timeout: '読み取りに時間がかかりすぎました',
  'out-of-memory': '読み取りに必要な記憶領域が大きすぎました',
  'reader-crashed': '読み取り中に異常が起きました',
  'readers-disagree': '読み方によって内容が変わります',
  'too-deep': '入れ子が深すぎます',
  'too-large': '大きすぎます',
  'damaged-archive': '書庫が壊れています',
  'damaged-file': 'ファイルが壊れています',
  'unsupported-format': '読み取れない形式です',
  'duplicate-header': '同じヘッダーが二つあります',
};

const fault = (code: unknown) => FAULTS[String(code)] ?? String(code);
export const ja: Readonly<Record<SentenceKey, Lines>> = {
  'blocked-recipient': {
    label: () => '送信禁止の宛先',
    sentence: (v) => `${itemsJa(v.addresses, 3)} への送信は会社の規則で禁止されています。`,
  },
  uninspectable: {
    label: () => '検査できません',
    sentence: (v) => `検査しきれない部分（${v.where}：${fault(v.code)}）があるため、人の確認が必要です。`,
    note: (_, e) => (e.note ?? '').replace(/^([a-z0-9-]+)/, (code) => fault(code)),
  },
  'uninspectable/check-failed': {
    label: () => '検査できません',
    sentence: (v) => `一部の検査（${itemsJa(v.checks, 3)}）ができなかったため、人の確認が必要です。`,
  },
  'sender-mismatch/no-from': {
    label: () => '差出人がありません',
    sentence: (v) => `正しい差出人（From）がありません。${v.submitter} として送信されました。`,
  },
  'sender-mismatch/several': {
    label: () => '差出人が複数',
    sentence: (v) => `差出人（From）に ${v.count} 人が書かれ、だれが送ったのか示されていません。`,
  },
  'sender-mismatch/foreign-from': {
    label: () => '差出人が社外',
    sentence: (v) =>
      `差出人が自社のアドレスではない ${v.from} になっています（送信したのは ${v.submitter}）。`,
  },
  'sender-mismatch/not-the-login': {
    label: () => '差出人が違います',
    sentence: (v) => `差出人は ${v.from} ですが、送信したのは ${v.submitter} です。`,
  },
  ...visibleRecipientsJa,
  'many-recipients': {
    label: (v) => `宛先が多い ${v.count}`,
    sentence: (v) =>
      `社外の ${v.count} 件（${v.organizations} 組織）に一度に送ろうとしています（しきい値 ${v.limit}）。`,
  },
  'first-contact/company': {
    label: (v) => `初めての宛先 ${v.count}`,
    sentence: (v) =>
      `${itemsJa(v.addresses, 3, Number(v.count))} には、その会社も含めて社内のだれも送ったことがありません。`,
    note: () => '送信の記録がありません',
  },
  'first-contact/address': {
    label: (v) => `初めての宛先 ${v.count}`,
    sentence: (v) => `${itemsJa(v.addresses, 3, Number(v.count))} には、差出人が送ったことがありません。`,
    note: () => 'この差出人からは初めてです',
  },
  'lookalike-domain': {
    label: () => 'ドメインの誤り？',
    sentence: (v) =>
      `${v.domain} には送ったことがなく、${v.meant} によく似ています。打ち間違いではありませんか。`,
    note: (_, e) => `もしかして ${e.note}`,
  },
  'lookalike-domain/display-name': {
    label: () => '表示名と違う宛先',
    sentence: (v) => `宛先の表示名は ${v.shown} ですが、実際の送り先は ${v.address} です。`,
  },
  'lookalike-domain/address': {
    label: () => '宛先の打ち間違い？',
    sentence: (v) =>
      `${v.domain} には送ったことがなく、${v.meant} によく似ています。打ち間違いではありませんか。`,
    note: (_, e) => `もしかして ${e.note}`,
  },
  'external-among-internal': {
    label: () => '社内宛に社外',
    sentence: (v) => `社内の ${v.inside} 人の中に、社外の ${v.address} が混じっています。`,
  },
  'external-among-internal/company': {
    label: () => '他社の宛先が混在',
    sentence: (v) =>
      `${v.company} の ${v.inside} 人の中に、別の会社の ${v.address} が一人だけ混じっています。`,
  },
  'external-among-internal/aside': {
    label: () => '社内の話が社外に',
    sentence: (v) => `社内向けの話（「${v.word}」）ですが、社外の ${v.address} も宛先に入っています。`,
  },
  'freemail-recipient': {
    label: () => '私用アドレス',
    sentence: (v) =>
      `社内の ${v.colleagues} 人に加えて、フリーメールなど個人のアドレス ${v.address} が入っています。`,
  },
  'freemail-recipient/colleague': {
    label: () => '私用アドレス',
    sentence: (v) => `${v.address} は個人のアドレスです。同じ名前の社内の宛先は ${v.meant} です。`,
  },
  'same-name-other-domain': {
    label: () => '同じ名前の別人？',
    sentence: (v) =>
      `${v.address}（これまで ${v.count} 通）と同じ名前で、よく送る宛先に ${v.meant}（${v.usual} 通）があります。どちらへ送るメールですか。`,
    note: (v, e) => (e.value === v.meant ? `いつもの宛先（${e.note} 通）` : (e.note ?? '')),
  },
  'salutation-mismatch': {
    label: () => '宛名と宛先が違う',
    sentence: (v) => `宛名は「${v.name}」ですが、${v.address} は別の名前で知られている宛先です。`,
    note: (_, e) => (e.note ? `この宛先の名前：${e.note}` : ''),
  },
  'salutation-mismatch/meant': {
    label: () => '宛名と宛先が違う',
    sentence: (v) =>
      `宛名は「${v.name}」ですが、宛先は ${v.address} です。${v.meant} の間違いではありませんか。`,
    note: (_, e) => e.note ?? '',
  },
  'salutation-mismatch/company': {
    label: () => '宛名の会社が違う',
    sentence: (v) => `宛名は「${v.name}」ですが、宛先の ${v.address} は別の会社です。`,
    note: (_, e) => (e.note ? `この宛先の名前：${e.note}` : ''),
  },
  'salutation-mismatch/company-meant': {
    label: () => '宛名の会社が違う',
    sentence: (v) =>
      `宛名は「${v.name}」ですが、宛先は ${v.address} です。「${v.name}」へはふだん ${v.meant} に送っています。`,
    note: (_, e) => e.note ?? '',
  },
  'thread-drift/greets-author': {
    label: () => '返信のつもりで転送？',
    sentence: (v) =>
      `本文は引用元の差出人 ${v.author} に宛てたものですが、宛先は ${v.address} です。返信の間違いではありませんか。`,
  },
  'thread-drift/restricted': {
    label: () => '転送制限のある引用',
    sentence: (v) =>
      `引用したメールに「${v.word}」とありますが、${v.address} はその宛先ではありませんでした。`,
  },
  'thread-drift/internal': {
    label: () => '社内のやりとりを社外へ',
    sentence: (v) => `社内だけのやりとりが内容ごと、そこにいなかった社外の ${v.address} に送られます。`,
  },
  'thread-drift/stranger': {
    label: () => '初めての人が加わる',
    sentence: (v) =>
      `${v.author} とのやりとりが、社内のだれも送ったことのない ${v.address} に見えるようになります。`,
  },
  'thread-drift/aside': {
    label: () => '全員に返信？',
    sentence: (v) =>
      `社内向けの返信（「${v.word}」）が、社外の ${v.address} にも届きます。全員に返信してよいですか。`,
  },
  'distribution-list': {
    label: () => '社外のいるリスト',
    sentence: (v) =>
      `${v.address} は社外の人${Number(v.members) > 0 ? ` ${v.members} 人` : ''}が受け取るメーリングリストです。`,
    note: (_, e) => (Number(e.note) > 0 ? `社外 ${e.note} 人` : ''),
  },
  'distribution-list/meant': {
    label: () => '社外のいるリスト',
    sentence: (v) =>
      `${v.address} は社外の人 ${v.members} 人が受け取るメーリングリストです。社内の ${v.meant} の間違いではありませんか。`,
    note: (_, e) => (Number(e.note) > 0 ? `社外 ${e.note} 人` : ''),
  },
  burst: {
    label: (v) => `大量の送信 ${v.count}`,
    sentence: (v) =>
      `このアカウントは ${v.minutes} 分間に社外の ${v.count} 件へ送っています（うち ${v.new} 件は初めて、しきい値 ${v.limit}）。本人の操作か確かめてください。`,
  },
  'mail-merge-mismatch': {
    label: (v) => `差し込みのずれ ${v.differing}`,
    sentence: (v) =>
      `同じ文面で続けて送った最近のメールのうち ${v.differing} 通で、宛名と宛先が合いません。このメールは「${v.name}」宛ての文面を ${v.address} に送ろうとしています。`,
    note: (_, e) => (e.note ? `宛名：${e.note}` : ''),
  },
  'mail-merge-mismatch/constant': {
    label: (v) => `同じ宛名 ${v.differing}`,
    sentence: (v) =>
      `同じ文面で送った ${v.differing} 件の宛先すべてに、同じ「${v.name}」という宛名が使われています。`,
    note: (_, e) => (e.note ? `宛名：${e.note}` : ''),
  },
  'important-recipient': {
    label: () => '重要なお客様',
    sentence: (v) => `${v.address} は重要なお客様で、添付や個人情報などを含むメールです。`,
  },
  'auto-forward': {
    label: () => '自動転送',
    sentence: (v) => `メールボックスの設定により、社外の ${v.address} へ自動で転送されています。`,
  },
  'mail-merge-mismatch/shown': {
    label: (v) => `同じアドレス ${v.differing}`,
    sentence: (v) =>
      `同じ文面で別々の人に送った ${v.differing} 通のすべてで、宛先欄に ${v.name} が表示されています。`,
    note: () => '',
  },
  ...personalDataJa,
  'confidential-marking': {
    label: (v) => `「${v.word}」の表示`,
    sentence: (v) => `${placeJa(v.where)}に「${v.word}」と書かれたものを社外に送ろうとしています。`,
  },
  'password-with-attachment': {
    label: () => 'パスワード同送',
    sentence: (v) => `暗号化された「${v.file}」のパスワードが同じメールに書かれています。`,
  },
  'password-with-attachment/name': {
    label: () => '名前にパスワード',
    sentence: (v) => `暗号化された「${v.file}」のファイル名にパスワードが書かれています。`,
  },
  'password-with-attachment/after': {
    label: () => 'パスワード別送',
    sentence: (v) => `暗号化された「${v.file}」のパスワードを、同じ宛先に続けてメールで送ろうとしています。`,
  },
  'password-with-attachment/before': {
    label: () => 'パスワード別送',
    sentence: (v) => `暗号化された「${v.file}」のパスワードを、同じ宛先に先ほどメールで送っています。`,
  },
  'attachment-recheck': {
    label: (v) => `添付 ${v.count}`,
    sentence: (v) => `「${v.file}」など ${v.count} 件の添付ファイルを社外に送ります。正しいファイルですか。`,
  },
  ...hiddenContentJa(personalNoteJa),
  'wrong-file': {
    label: () => '別のお客様のファイル？',
    sentence: (v) =>
      `「${v.file}」の名前は「${v.company}」宛てですが、そちらへはふだん ${v.meant} に送っています。`,
    note: (_, e) => e.note ?? '',
  },
  'wrong-file/sent-before': {
    label: () => '別のお客様のファイル？',
    sentence: (v) => `個人情報を含む同じファイル「${v.file}」を、前に ${v.meant} に送っています。`,
    note: (_, e) => e.note ?? '',
  },
  'missing-attachment': {
    label: () => '添付忘れ？',
    sentence: () => '本文で添付に触れていますが、ファイルが添付されていません。',
  },
  'forbidden-attachment': {
    label: (v) => `禁止の添付 ${v.why}`,
    sentence: (v) => `「${v.file}」（${v.why}）は会社の規則で添付が禁止されています。`,
  },
  'encrypted-content': {
    label: () => '暗号化された内容',
    sentence: (v) => `「${v.file}」は暗号化されていて、中身を検査できません。`,
  },
};
