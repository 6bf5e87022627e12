// Lines and columns of a PDF page from the places of its text items: one line per baseline, a tab where the gap is
// wider than half an em. Turned pages and vertical Japanese writing are brought upright first. Pure.

export type Item = {
  readonly text: string;
  /** The text matrix: [a b c d e f], PDF 32000-1 §9.4.2. */
  readonly matrix: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly isVertical: boolean;
};

type Placed = {
  readonly text: string;
  /** Along the line and across it, in page units; a higher `line` is read first. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly em: number;
  readonly angle: number;
};

/** A little more than half an em, which is what a space is wide in Japanese fonts. */
const COLUMN_GAP_EM = 0.55;
const WORD_GAP_EM = 0.15;

function place({ text, matrix, width, height, isVertical }: Item): Placed {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  const em = Math.max(Math.hypot(c, d), Math.hypot(a, b)) || 1;
  if (isVertical) return { text, start: -f, end: -f + Math.max(width, height), line: e, em, angle: 90 };
  const turn = Math.atan2(b, a);
  const start = e * Math.cos(turn) + f * Math.sin(turn);
  const line = f * Math.cos(turn) - e * Math.sin(turn);
  return { text, start, end: start + width, line, em, angle: Math.round((turn * 180) / Math.PI) };
}

function joinLine(items: readonly Placed[]): string {
  let out = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const { text, start, end: itemEnd, em } of items) {
    const gap = start - end;
    if (out !== '' && gap > COLUMN_GAP_EM * em) out += '\t';
    else if (out !== '' && gap > WORD_GAP_EM * em && !out.endsWith(' ') && !text.startsWith(' ')) out += ' ';
    out += text;
    end = Math.max(end, itemEnd);
  }
  return out;
}

/** Text of one page, lines ended by \n, columns kept apart by \t. */
export function toLines(items: readonly Item[]): string {
  const placed = items.filter(({ text }) => !/^ *$/.test(text)).map(place);
  placed.sort((a, b) => a.angle - b.angle || b.line - a.line || a.start - b.start);
  const lines: Placed[][] = [];
  for (const item of placed) {
    const current = lines.at(-1);
    const first = current?.[0];
    const isSame =
      first !== undefined &&
      first.angle === item.angle &&
      Math.abs(first.line - item.line) < 0.4 * Math.min(first.em, item.em);
    if (isSame) current?.push(item);
    else lines.push([item]);
  }
  return lines.map((line) => `${joinLine(line.sort((a, b) => a.start - b.start))}\n`).join('');
}
