// A text in pieces of whole lines, so that what readers make of a large one is never in memory at once, and what they
// compare with each other stays few. Called by find-personal-data.ts.

/** UTF-16 units. Nearly every text is smaller, and is one piece. */
const PIECE_LENGTH = 128 * 1024;
/** A little more than a piece is not worth cutting. */
const WHOLE_LENGTH = 2 * PIECE_LENGTH;

export type Piece = {
  readonly lines: readonly string[];
  /** The number of the line before its first one. */
  readonly from: number;
};

/** The lines of a text, with all kinds of line ends. One kind alone is cut many times as fast. */
export function linesIn(text: string): string[] {
  if (!text.includes('\r')) return text.split('\n');
  const lines = text.split('\r\n');
  const isMixed = lines.some((line) => line.includes('\n') || line.includes('\r'));
  return isMixed ? text.split(/\r\n?|\n/) : lines;
}

/** A single line that is longer than a piece is cut, too. */
function endOfPiece(text: string, start: number): number {
  if (text.length - start <= WHOLE_LENGTH) return text.length;
  // Looked for in the piece alone: from its end back to the beginning of a large text would be a long way each time.
  const piece = text.slice(start, start + PIECE_LENGTH + 1);
  const end = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r')) + 1;
  return start + (end > 0 ? end : PIECE_LENGTH);
}

export function* piecesOf(text: string): Generator<Piece> {
  let from = 0;
  for (let start = 0; start < text.length || start === 0; ) {
    const end = endOfPiece(text, start);
    const lines = linesIn(text.slice(start, end));
    const isCut = end < text.length && lines.at(-1) === '';
    yield { lines: isCut ? lines.slice(0, -1) : lines, from };
    from += lines.length - 1;
    if (end === 0) return;
    start = end;
  }
}
