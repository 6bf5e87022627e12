// Whether one of many words stands in a text: looked up by pairs of letters, so that a text that holds none of them, as
// nearly all do, costs one look at each of its letters, however many words there are.

/** Both letters in one number. */
const pairAt = (text: string, at: number): number => text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);

/** Every word has at least two letters. Letters are compared as they are. */
export function wordFinder(words: readonly string[]): (text: string) => boolean {
  const byPair = Map.groupBy(words, (word) => pairAt(word, 0));
  /** Few letters begin a word: all others are passed over by one look into this table. */
  const begins = new Uint8Array(0x10000);
  for (const word of words) begins[word.charCodeAt(0)] = 1;
  return (text) => {
    for (let at = 0; at + 1 < text.length; at++) {
      if (begins[text.charCodeAt(at)] === 0) continue;
      const some = byPair.get(pairAt(text, at));
      if (some?.some((word) => text.startsWith(word, at))) return true;
    }
    return false;
  };
}
