// Letters of other scripts that look like Latin ones, as in domains and words that shall be read one way by people and
// another by programs (Unicode TS 39, confusables: the letters of Greek, Cyrillic and Armenian that whole words are made of).

const PAIRS =
  'аa еe оo рp сc уy хx іi ѕs ԁd һh јj ԛq ԝw ѵv ոn սu ցg νv οo αa ρp υu ιi κk ɡg АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY ІI ЅS ЈJ ԚQ ԜW ѴV ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX';
const LATIN = new Map(PAIRS.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]));
const OTHER_SCRIPT = /[\u0251-\u0261\u0370-\u03ff\u0400-\u058f]/g;

/** The text with each such letter as the Latin one it looks like; the same text when there is none. */
export const asLatin = (text: string): string =>
  text.replace(OTHER_SCRIPT, (letter) => LATIN.get(letter) ?? letter);
