// Readings of Japanese given names in katakana: those of IPADIC, and those of children born since, whom that
// dictionary of the 1990s does not know. Readings that are everyday words as well (ココア, ライト) are left out.

import { GIVEN_NAME_READINGS } from './given-name-readings.ts';

const OF_THE_LAST_DECADES =
  'ユウト ミナト カイト ヒマリ ホノカ コトネ ヒナタ ユア ユウマ ユウセイ ソウマ ユイト カナト アヤト リト シュウト リヒト マナト ユヅキ ユズキ ハルマ ヨウタ イトハ リノア ヒヨリ フウカ ココナ ココハ リリ ユズハ マヒロ リンカ メイサ ミリア ショウマ ショウダイ カケル アツト マナカ モエカ ユリナ';

export const KANA_GIVEN_NAMES: ReadonlySet<string> = new Set([
  ...GIVEN_NAME_READINGS,
  ...OF_THE_LAST_DECADES.split(' '),
]);
