// One spelling for what is compared: width, look-alike radicals, invisible characters, dashes, variants of kanji.
// Called for every line before anything is looked for in it.

/** CJK radicals that PDF and OCR write in place of the kanji; NFKC folds the Kangxi block but not these. */
const RADICALS: Readonly<Record<string, string>> = {
  '⺟': '母',
  '⺠': '民',
  '⻁': '虎',
  '⻄': '西',
  '⻆': '角',
  '⻑': '長',
  '⻘': '青',
  '⻝': '食',
  '⻢': '馬',
  '⻣': '骨',
  '⻤': '鬼',
  '⻨': '麦',
  '⻩': '黄',
  '⻭': '歯',
  '⻯': '竜',
  '⻲': '亀',
};

/** Kanji of names that people write in two ways; the left one is replaced by the right one when names are compared. */
const VARIANTS: Readonly<Record<string, string>> = {
  髙: '高',
  﨑: '崎',
  嵜: '崎',
  碕: '崎',
  𠮷: '吉',
  邊: '辺',
  邉: '辺',
  齋: '斎',
  齊: '斎',
  斉: '斎',
  濱: '浜',
  濵: '浜',
  澤: '沢',
  廣: '広',
  嶋: '島',
  嶌: '島',
  櫻: '桜',
  國: '国',
  圀: '国',
  圓: '円',
  眞: '真',
  惠: '恵',
  德: '徳',
  曾: '曽',
  藪: '薮',
  籔: '薮',
  渕: '淵',
  渊: '淵',
  關: '関',
  條: '条',
  瀨: '瀬',
  槇: '槙',
  彌: '弥',
  壽: '寿',
  榮: '栄',
  龍: '竜',
  瀧: '滝',
  鄕: '郷',
  會: '会',
  峯: '峰',
  舘: '館',
  冨: '富',
  栁: '柳',
  𣘺: '橋',
  槗: '橋',
  桒: '桑',
  淸: '清',
  寬: '寛',
  增: '増',
  橫: '横',
  靜: '静',
  步: '歩',
  嶽: '岳',
  學: '学',
  實: '実',
  萬: '万',
  與: '与',
  藏: '蔵',
  豐: '豊',
  禮: '礼',
  鐵: '鉄',
  鷗: '鴎',
  龜: '亀',
  檜: '桧',
  薗: '園',
  邨: '村',
  舩: '船',
  劍: '剣',
  劔: '剣',
  釼: '剣',
  讓: '譲',
  穰: '穣',
  來: '来',
  亞: '亜',
  壯: '壮',
  傳: '伝',
  勳: '勲',
  堯: '尭',
  巖: '巌',
  峽: '峡',
  悅: '悦',
  戶: '戸',
  晉: '晋',
  曉: '暁',
  淨: '浄',
  滿: '満',
  澁: '渋',
  濤: '涛',
  祿: '禄',
  稻: '稲',
  縣: '県',
  總: '総',
  聰: '聡',
  肅: '粛',
  藝: '芸',
  蘆: '芦',
  螢: '蛍',
  覺: '覚',
  觀: '観',
  賴: '頼',
  遙: '遥',
  雙: '双',
  靑: '青',
  顯: '顕',
  鹽: '塩',
  黃: '黄',
  黑: '黒',
  麥: '麦',
  佛: '仏',
  寶: '宝',
  將: '将',
  樂: '楽',
  瑤: '瑶',
  穗: '穂',
  絲: '糸',
  綠: '緑',
  薰: '薫',
  隱: '隠',
  齡: '齢',
};

const ANY_VARIANT = new RegExp(`[${Object.keys(VARIANTS).join('')}]`, 'u');

/** Default-ignorable characters and variation selectors, the supplementary ones as surrogate pairs. */
const INVISIBLE = /\u00ad|[\u200b-\u200f]|\u2060|[\ufe00-\ufe0f]|\ufeff|\udb40[\udd00-\uddef]/g;
const DASHES = /[\u2010-\u2015\u2212\ufe63\u30a0]/g;
/** ASCII, kana, kanji and their punctuation: of these nothing can change but a long vowel mark between digits. */
const PLAIN = /^[\t\x20-\x7e\u3001-\u3020\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff]*$/;
const LONG_AS_DASH = /(?<=\d)ー(?=\d)/g;

/** Folds one line of text. The number of tabs stays the same; every other white space becomes one kind of space. */
export function normaliseLine(line: string): string {
  if (PLAIN.test(line)) return line.includes('ー') ? line.replace(LONG_AS_DASH, '-') : line;
  return line
    .replace(/[\u2e80-\u2eff]/g, (radical) => RADICALS[radical] ?? radical)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(DASHES, '-')
    .replace(LONG_AS_DASH, '-')
    .replace(/[\u00a0\u2000-\u200a\v\f\r]/g, ' ');
}

/** Katakana as hiragana, so that both spellings of a reading are one. */
const toHiragana = (text: string): string =>
  text.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));

/** Kanji and hiragana in their common form, perhaps with one space: the letters are the key. */
const IN_KEY_LETTERS = /^[ぁ-ゖー\u4e00-\u9fff]+(?: [ぁ-ゖー\u4e00-\u9fff]+)?$/;

/** The key of a name: `髙橋　一郎 様` and `高橋一郎` are one, `Castellano, Barbara` and `Barbara Castellano` too. */
export function nameKey(name: string): string {
  if (IN_KEY_LETTERS.test(name) && !ANY_VARIANT.test(name)) return name.replace(' ', '');
  if (/[A-Za-z]/.test(name))
    return name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z']+/)
      .filter((word) => word !== '')
      .sort()
      .join(' ');
  const joined = name.replace(/[\s・･,.]/g, '');
  return toHiragana([...joined].map((letter) => VARIANTS[letter] ?? letter).join(''));
}

/** Kanji of names in their common variant, for looking up surnames. */
export const foldVariants = (name: string): string =>
  ANY_VARIANT.test(name) ? [...name].map((letter) => VARIANTS[letter] ?? letter).join('') : name;
