// People who do not exist, for the lists in the demo's attachments. The same ones every time.

const SURNAMES =
  '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 清水 斎藤'.split(
    ' ',
  );
const GIVEN_NAMES = '陽翔 葵 蓮 凛 湊 結菜 大翔 陽菜 悠真 美咲 健太'.split(' ');
const TOWNS = [
  '東京都港区芝',
  '東京都杉並区阿佐谷北',
  '神奈川県横浜市中区本町',
  '千葉県船橋市本町',
  '埼玉県川口市栄町',
];

export type Person = { readonly name: string; readonly address: string; readonly phone: string };

const pick = (list: readonly string[], n: number) => list[n % list.length] ?? '';

/** The first so many; at most 220 differ in name. */
export function people(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, n) => ({
    name: `${pick(SURNAMES, n)} ${pick(GIVEN_NAMES, Math.floor(n / SURNAMES.length) + n)}`,
    address: `${pick(TOWNS, n)}${(n % 5) + 1}-${(n % 17) + 1}-${(n % 9) + 1}`,
    phone: `090-0000-${String(1000 + n)}`,
  }));
}
