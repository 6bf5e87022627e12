// The words of the policy pages. Japanese.

import type { Words } from './en.ts';

export const policyJa: Words['policy'] = {
  title: 'ポリシー',
  lead: '今のポリシーと、その結果、別のポリシーにした場合の結果を示します。',
  version: (n) => `第 ${n} 版`,
  since: '適用開始',
  by: '適用者',
  bySystem: '設定ファイルから',
  mode: { hold: '誤送信らしいメールを保留します。', observe: '観察のみ：何も保留しません。' },
  kept: {
    pages: 'ポリシーはここに保存されています。管理者が別のものを適用できます。',
    config:
      'ポリシーは設定ファイルにあり、この画面が書き換えることはありません。ここで試し、ファイルに写してから sekisho reload を実行してください。',
  },
  change: '変更を試す',
  download: 'ファイルで保存',
  suggestions: '提案',
  suggestion: {
    ritual: (name, held) =>
      `「${name}」は ${held} 回保留し、すべてそのまま送信されました。記録のみで足りませんか。`,
    wrong: (name, held, wrong) =>
      `「${name}」の保留 ${held} 回のうち ${wrong} 回が誤りと報告されました。軽い処置で足りませんか。`,
    rarely: (name, held) =>
      `「${name}」は ${held} 回保留しましたが、上長が止めたものはほとんどありません。本人確認で足りませんか。`,
    missed: (name, missed) =>
      `「${name}」は記録のみですが、検出した ${missed} 通が「保留すべきだった」と報告されました。本人確認にしませんか。`,
  },
  suggestionTry: '変えた場合の結果を見る',
  versions: '版の一覧',
  source: { config: '設定ファイルから', pages: '画面で適用' },
  inForce: '適用中',
  changedFrom: (n) => `第 ${n} 版との違い`,
  compareWith: '比べる版',
  compare: '比べる',
  noChange: '設定の違いはありません。',
  first: '最初に記録された版です。',
  text: '書かれたままの内容',
  rollBack: 'この版に戻す',
  forecast: {
    title: '予測と実際',
    lead: '変更から 2 週間後に、変更前 30 日のメールによる予測と、実際の結果を比べます。',
    none: '予測のある変更はまだありません。',
    expected: '予測',
    held: '実際',
    mails: 'メール数',
    share: '全メールに対する保留',
    heldMails: '保留数',
    verdict: {
      'as-forecast': '予測どおりです（偶然の範囲内）。',
      more: '予測より多く保留しています。下の検査の結果を確かめてください。',
      fewer: '予測より保留が少なくなっています。',
      'too-few': 'メールが少なく、まだ何も言えません。',
    },
    stage: {
      over: '2 週間が過ぎました。',
      watching: '2 週間が過ぎるまで観察します：',
      replaced: '2 週間になる前に次の版になりました：',
    },
    atChange: '変更前 30 日のメールでは',
    before: '変更前',
    after: '変更後',
    pending: '予測はまだありません。',
  },
  edit: {
    title: '別のポリシーを試す',
    lead: 'まだ何も変わりません。内容を確かめ、過去 30 日のメールを記録された数値で判定し直します。',
    label: 'ポリシー（YAML）',
    go: '確かめて試す',
    from: (n) => `第 ${n} 版から`,
    problems: 'このままでは使えません',
    place: (line, column) => (column === null ? `${line} 行目` : `${line} 行目 ${column} 文字目`),
    whole: '全体',
  },
  trial: {
    title: 'このポリシーだった場合',
    period: '過去 30 日',
    diff: '変わる設定',
    blind: '記録からは分からない変更：',
    apply: 'このポリシーを適用する',
    applyHint: 'これから届くすべてのメールに、すぐに適用されます。どの版にも戻せます。',
    copy: 'ファイルに写す',
    copyHint: 'この内容をポリシーのファイルに書き、sekisho reload を実行してください。',
    again: 'さらに直す',
  },
  overtaken: 'ほかの人が先に変更しました',
  overtakenHint: (n) =>
    `書いている間に第 ${n} 版になりました。何も変更していません。下はその版との違いです。続けるにはもう一度試してください。`,
  same: '今のポリシーと同じです。何も変更していません。',
  applied: '適用しました。',
};
