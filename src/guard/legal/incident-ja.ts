// The Japanese texts of an incident. What only people know is left open as （記入）.

import { CATEGORY_NAMES, legalSentence } from '../sentences/legal.ts';
import { PERSONAL_KINDS_JA } from '../sentences/personal-data.ts';
import { type Concerned, concernedOutside, type IncidentKit } from './incident.ts';
import type { IncidentWords, Leaked } from './words.ts';

const OPEN = '（記入）';

function draftText(kit: IncidentKit, to: Concerned, on: string): string {
  const hasMail = to.gotAt !== null;
  const others = kit.got.filter(({ address, side }) => side !== 'inside' && address !== to.address).length;
  const hasData = kit.persons > 0 || kit.files.length > 0;
  return [
    `${to.address} 様`,
    '',
    `（会社名・部署・氏名）です。${on}に弊社からお送りした${hasMail ? 'メール' : '、貴メールアドレス宛てのメール'}に誤りがありました。深くお詫び申し上げます。`,
    ...(to.isShown && others > 0
      ? ['', `お客様のメールアドレスが、ほかの受信者 ${others} 名に見える状態で送信されました。`]
      : []),
    ...(hasMail
      ? [
          '',
          `${to.saw > 0 ? 'ほかの方のメールアドレスが見える状態でした。' : ''}${hasData ? 'お送りすべきでない内容が含まれていた可能性があります。' : ''}お手数ですが、当該メールと添付を開かず、転送・保存せずに削除し、削除された旨を本メールへの返信でお知らせください。`,
        ]
      : []),
    '',
    `原因：${OPEN}`,
    `再発を防ぐための措置：${OPEN}`,
    `お問い合わせ先：${OPEN}`,
  ].join('\n');
}

function kindsText({ kinds }: Leaked): string {
  return kinds.map(({ kind, count }) => `${PERSONAL_KINDS_JA[kind]} ${count} 件`).join('、');
}

function itemTexts(kit: IncidentKit, leaked: Leaked, time: (iso: string) => string): readonly string[] {
  const { mail, got, missed, shown, files, estimate, deadlines } = kit;
  const outside = got.filter(({ side }) => side !== 'inside').length;
  const found = [
    ...(leaked.kinds.length > 0 ? [kindsText(leaked)] : []),
    ...(shown.length > 0 ? [`宛先欄に見えたメールアドレス ${shown.length} 件`] : []),
  ];
  const grounds = estimate.grounds.map(({ category, law }) => `${CATEGORY_NAMES.ja[category]}（${law.ja}）`);
  const ground = estimate.isDue ? `該当する事態の目安：${grounds.join('、')}` : '報告対象に届かない目安';
  return [
    `${time(mail.receivedAt)} に ${mail.author ?? '（差出人不明）'} が送った電子メールが、${got.length} 名（うち社外 ${outside} 名）に届いた。${time(kit.awareAt)} に把握。${ground}。`,
    `${found.length > 0 ? found.join('、') : '検出なし'}。（自動検出による。要確認）`,
    `${estimate.persons} 名（自動検出による目安。要確認）`,
    `電子メールの誤送信。${OPEN}`,
    `${OPEN}（添付 ${files.length} 件、うち暗号化 ${files.filter(({ protection }) => protection === 'protected').length} 件）`,
    `社外の ${concernedOutside(kit).length} 名へ個別の連絡文を用意。送付日時と削除の確認：${OPEN}`,
    OPEN,
    OPEN,
    `届かなかった宛先 ${missed.length} 件。管理番号 ${mail.id}。速報の目安 ${deadlines.preliminaryFrom}〜${deadlines.preliminaryUntil}、確報の期限 ${deadlines.finalUntil}。${legalSentence(estimate, 'ja')}`,
  ];
}

export const incidentJa: IncidentWords = {
  draft: (kit, to, on) => ({
    subject: `【お詫び】${on}にお送りしたメールについて`,
    text: draftText(kit, to, on),
  }),
  titles: [
    '概要',
    '漏えい等が発生し、又は発生したおそれがある個人データの項目',
    '漏えい等が発生し、又は発生したおそれがある個人データに係る本人の数',
    '原因',
    '二次被害又はそのおそれの有無及びその内容',
    '本人への対応の実施状況',
    '公表の実施状況',
    '再発防止のための措置',
    'その他参考となる事項',
  ],
  items: itemTexts,
};
