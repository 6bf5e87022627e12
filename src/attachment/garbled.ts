// Does text come from a font that hides which characters it draws (no ToUnicode)? Then glyph numbers show up as
// characters: control characters, private and unassigned ones, a jumble of scripts. Pure.

/** No writer puts these into text. */
const IMPOSSIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd\p{Cn}]/gu;
/** Scripts that share no page with each other, each a number that glyph ids easily hit. */
const RARE =
  /[\p{Script=Armenian}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tibetan}\p{Script=Ethiopic}\p{Script=Cherokee}\p{Script=Canadian_Aboriginal}\p{Script=Ogham}\p{Script=Runic}\p{Script=Khmer}\p{Script=Mongolian}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Myanmar}\p{Script=Georgian}]/gu;

const MIN_CHARACTERS = 8;
const SHARE = 0.1;

const countOf = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

export function isGarbled(text: string): boolean {
  const characters = text.replace(/\s/g, '');
  if (characters.length < MIN_CHARACTERS) return false;
  const impossible = countOf(characters, IMPOSSIBLE);
  if (impossible >= SHARE * characters.length) return true;
  const rare = new Set(characters.match(RARE) ?? []);
  const letters = countOf(
    characters,
    /[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  );
  return rare.size >= 5 && letters > 0 && impossible + rare.size >= SHARE * characters.length;
}
