// Text in NFKC (Unicode Annex 15), of large texts too: all at once they take several times their own memory, and whoever
// looks at a beginning needs no more of them.

/** UTF-16 units. */
const PIECE_LENGTH = 64 * 1024;
/** What the end of a cut text may still be combined with. */
const SLACK = 64;
/** No letter is put together from more. */
const MOST_PARTS = 4;

/** As `text.normalize('NFKC')`, a piece at a time: nothing is combined with a line feed. */
export function inNfkc(text: string): string {
  if (text.length <= PIECE_LENGTH) return text.normalize('NFKC');
  const pieces: string[] = [];
  let isSame = true;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start + PIECE_LENGTH);
    const end = feed < 0 ? text.length : feed + 1;
    const piece = text.slice(start, end);
    const normal = piece.normalize('NFKC');
    isSame &&= normal === piece;
    pieces.push(normal);
    start = end;
  }
  return isSame ? text : pieces.join('');
}

/** As `inNfkc(text).slice(0, length)`. */
export function beginningInNfkc(text: string, length: number): string {
  const beginning = text.slice(0, MOST_PARTS * length + SLACK).normalize('NFKC');
  const isEnough = beginning.length >= length + SLACK;
  return (isEnough ? beginning : inNfkc(text)).slice(0, length);
}
