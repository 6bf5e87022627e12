// How a Japanese name sounds, as a key in which every way of writing it meets: kana, Hepburn, Kunrei, with and without
// long vowels and doubled consonants. `さいとう`, `saito`, `Saitoh` and `saitou` are one. Only for comparing.

const KANA: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'あa いi うu えe おo かka きki くku けke こko さsa しsi すsu せse そso たta ちti つtu てte とto ' +
    'なna にni ぬnu ねne のno はha ひhi ふhu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo ' +
    'らra りri るru れre ろro わwa ゐi ゑe をo んn がga ぎgi ぐgu げge ごgo ざza じzi ずzu ぜze ぞzo ' +
    'だda ぢzi づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo ゔbu ' +
    'きゃkya きゅkyu きょkyo しゃsya しゅsyu しょsyo ちゃtya ちゅtyu ちょtyo にゃnya にゅnyu にょnyo ' +
    'ひゃhya ひゅhyu ひょhyo みゃmya みゅmyu みょmyo りゃrya りゅryu りょryo ぎゃgya ぎゅgyu ぎょgyo ' +
    'じゃzya じゅzyu じょzyo びゃbya びゅbyu びょbyo ぴゃpya ぴゅpyu ぴょpyo ' +
    'ふぁha ふぃhi ふぇhe ふぉho てぃti でぃzi しぇsye じぇzye ちぇtye うぃwi うぇwe うぉwo ゔぁba ゔぃbi'
  )
    .split(' ')
    .map((pair) => {
      const kana = /^[ぁ-ゖ]+/.exec(pair)?.[0] ?? '';
      return [kana, pair.slice(kana.length)];
    }),
);

const toHiragana = (text: string): string =>
  text.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));

function romanised(kana: string): string {
  let written = '';
  for (let at = 0; at < kana.length; ) {
    const two = KANA[kana.slice(at, at + 2)];
    written += two ?? KANA[kana.charAt(at)] ?? '';
    at += two === undefined || kana.length - at < 2 ? 1 : 2;
  }
  return written;
}

/** What different spellings of one sound become, in this order. */
const FOLDINGS: readonly (readonly [RegExp, string])[] = [
  [/sh/g, 'sy'],
  [/t?ch/g, 'ty'],
  [/ts/g, 't'],
  [/f/g, 'h'],
  [/j/g, 'zy'],
  [/dzu|du/g, 'zu'],
  [/di/g, 'zi'],
  [/([stz])yi/g, '$1i'],
  [/zyy/g, 'zy'],
  [/l/g, 'r'],
  [/wo/g, 'o'],
  [/m(?=[bmp])/g, 'n'],
  [/oh(?![aiueoy])/g, 'o'],
  [/ou/g, 'o'],
  [/([a-z])\1+/g, '$1'],
];

/** The key of a reading in kana or Latin letters; everything else in the text is dropped. */
export function soundOf(text: string): string {
  const kana = /[ぁ-ゖァ-ヺ]/.test(text);
  let sound = kana
    ? romanised(toHiragana(text))
    : text
        .normalize('NFD')
        .toLowerCase()
        .replace(/[^a-z]/g, '');
  for (const [spelling, folded] of FOLDINGS) sound = sound.replace(spelling, folded);
  return sound;
}
