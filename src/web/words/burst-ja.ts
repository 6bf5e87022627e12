// 続けて送られたメールをまとめて決める画面の言葉。日本語。

import type { BurstWords } from './burst-en.ts';

export const burstJa: BurstWords = {
  size: (n) => `連続 ${n} 通`,
  title: (n) => `続けて送られた ${n} 通のうちの一通`,
  listTitle: '続けて送られたメール',
  lead: (recipients) => `宛先は ${recipients} 件です。ほかの人のメールは止まりません。`,
  samples: '見本',
  show: (n) => `${n} 通すべてを見る`,
  open: (n) => `${n} 通をまとめて決める…`,
  none: 'ここに並んでいたメールは、もう保留されていません。',
  first: (listed, size) => `${size} 通のうち先の ${listed} 通です。決めると残りが出ます。`,
  release: (n) => `${n} 通すべてを送信`,
  return: (n) => `${n} 通すべてを差し戻し`,
  hint: (n) => `ここに並ぶ ${n} 通（全ページ分）だけを決めます。このあと届くものも保留します。`,
};
