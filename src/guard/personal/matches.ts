// All matches of a pattern in a text. `matchAll` makes a new pattern for every call, which takes longer than most of the
// short texts here.

/** In order, those that begin at `from` or later. `pattern` is global and matches no empty text. */
export function matchesOf(text: string, pattern: RegExp, from = 0): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found.push(match);
  return found;
}
