// Lines that stand together: parted by blank lines, in double-spaced text (HTML mail) by several of them.

import { isBlank, type Line } from './lines.ts';

/** In double-spaced text nearly every line is followed by a blank one. */
function isDoubleSpaced(lines: readonly Line[]): boolean {
  const filled = lines.filter((line) => !isBlank(line)).length;
  const followed = lines.filter(
    (line, at) => !isBlank(line) && at + 1 < lines.length && isBlank(lines[at + 1] ?? line),
  );
  return filled >= 6 && followed.length >= filled * 0.85;
}

export function paragraphsOf(lines: readonly Line[]): (readonly Line[])[] {
  const needed = isDoubleSpaced(lines) ? 2 : 1;
  const paragraphs: Line[][] = [];
  let open: Line[] = [];
  let blank = 0;
  for (const line of lines) {
    if (isBlank(line)) {
      blank++;
      continue;
    }
    if (blank >= needed && open.length > 0) {
      paragraphs.push(open);
      open = [];
    }
    blank = 0;
    open.push(line);
  }
  return open.length > 0 ? [...paragraphs, open] : paragraphs;
}
