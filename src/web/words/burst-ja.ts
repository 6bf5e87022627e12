// 続けて送られたメールをまとめて決める画面の言葉。日本語。

import type { BurstWords } from './burst-en.ts';

export const burstJa: BurstWords = {
  size: (n) => `連続 ${n} 通`,
  title: (n) => `続けて送られた ${n} 通のうちの一通`,
  lead: (recipients) => `宛先は ${recipients} 件です。ほかの人のメールは止まりません。`,
  samples: '見本',
  all: 'すべて',
  release: (n) => `${n} 通すべてを送信`,
  return: (n) => `${n} 通すべてを差し戻し`,
  hint: 'ここに並ぶメールだけを決めます。このあと届くものも預かります。',
};
