// Why a mail could not be repaired, in words: the codes that message/rewrite gives, and `failed` when it broke.

export const repairRefusalsJa: Readonly<Record<string, string>> = {
  'no-change': 'メールは何も変わりません',
  'unknown-recipient': 'その宛先はこのメールにありません',
  'unknown-part': 'その添付はこのメールにありません',
  'no-recipients': '届く相手がいなくなります',
  'in-doubt': '読み手によって受け取り方が違う箇所があるため、安全に書き換えられません',
  sealed: 'S/MIME か OpenPGP の署名・暗号化があり、書き換えると壊れるか、宛先が中に残ります',
  'not-an-attachment': 'それは添付ではないか、メールの唯一の部分です',
  'too-large': 'メールが大きすぎるか、通数が多すぎます',
  failed: '書き換えの途中で障害が起きました',
};

export const repairRefusalsEn: Readonly<Record<string, string>> = {
  'no-change': 'the mail would stay as it is',
  'unknown-recipient': 'the mail does not go to that address',
  'unknown-part': 'the mail has no such attachment',
  'no-recipients': 'nobody would be left to send to',
  'in-doubt': 'a part of it is read by different readers in different ways, so it cannot be changed safely',
  sealed:
    'it is signed or encrypted by S/MIME or OpenPGP: a change would break that, or the recipients stand inside',
  'not-an-attachment': 'that is no attachment, or the only part there is',
  'too-large': 'the mail is too large, or there would be too many copies',
  failed: 'the change broke down',
};

export function repairRefusal(why: string, language: 'ja' | 'en'): string {
  return (language === 'ja' ? repairRefusalsJa : repairRefusalsEn)[why] ?? why;
}
