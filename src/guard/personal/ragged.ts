// Puts the cells of a row under their columns when there are more or fewer of them than columns: text taken from a page
// splits 「佐藤　花子」 into two cells and leaves empty ones out. Neighbouring cells may become one, columns may stay empty,
// the order stays. Called by tables.ts for rows that do not fit as they are.

import { findAddresses, isAddressLike } from './addresses.ts';
import { scoreName } from './name-score.ts';
import type { Role } from './roles.ts';
import type { Column } from './table-regions.ts';
import { isNothing, parseValue } from './values.ts';

/** So many cells may make one value: surname, given name and honorific. */
const MAX_JOINED = 3;
const MAX_CELLS = 40;

/** How well `text` fits a column, from -1 to 1. */
function fitOf(role: Role | null, text: string): number {
  if (role === null) return 0.1;
  if (role === 'name' || role === 'weak-name' || role === 'kana' || role === 'other-name') {
    const isReading = /^[ァ-ヺーぁ-ゖ\s・]+$/.test(text);
    return (scoreName(text) - 0.3) * (isReading === (role === 'kana') ? 1.4 : 0.9);
  }
  if (role === 'address') return findAddresses(text).length > 0 ? 1 : isAddressLike(text) ? 0.3 : -1;
  if (role === 'serial' || role === 'reference') return /^[A-Z]{0,4}-?\d{1,12}$/i.test(text) ? 0.6 : -0.6;
  if (role === 'date') return parseValue('birth-date', text) !== null ? 0.8 : -0.5;
  if (role === 'medical' || role === 'grade') return isNothing(text) ? 0.2 : 0.15;
  switch (role) {
    case 'phone':
    case 'email':
    case 'birth-date':
    case 'my-number':
    case 'bank-account':
    case 'salary':
      return parseValue(role, text) !== null ? 1 : -1;
    default:
      return 0.1;
  }
}

/** Whether the row may be read as it is: where a name or a number is expected, one stands. */
export function fitsAsIs(cells: readonly string[], columns: readonly Column[]): boolean {
  const wrong = columns.filter(({ at, role }) => {
    const cell = cells[at] ?? '';
    return role !== null && cell !== '' && fitOf(role, cell) < -0.2;
  });
  return wrong.length === 0;
}

type Step = { readonly score: number; readonly taken: readonly string[] };

/** The best placing: `cells` in order over `columns` in order. One text for each column, '' where none is. */
export function placeCells(cells: readonly string[], columns: readonly Column[]): readonly string[] {
  const given = cells.filter((cell) => cell !== '').slice(0, MAX_CELLS);
  let best: (Step | undefined)[] = [{ score: 0, taken: [] }];
  for (const { role } of columns) {
    const next: (Step | undefined)[] = [];
    const offer = (used: number, step: Step) => {
      if (step.score > (next[used]?.score ?? Number.NEGATIVE_INFINITY)) next[used] = step;
    };
    for (const [used, step] of best.entries()) {
      if (step === undefined) continue;
      offer(used, { score: step.score - 0.2, taken: [...step.taken, ''] });
      for (let joined = 1; joined <= MAX_JOINED && used + joined <= given.length; joined++) {
        const text = given.slice(used, used + joined).join(' ');
        const score = step.score + fitOf(role, text) - 0.05 * (joined - 1);
        offer(used + joined, { score, taken: [...step.taken, text] });
      }
    }
    best = next;
  }
  const rated = best.flatMap((step, used) =>
    step === undefined ? [] : [{ taken: step.taken, score: step.score - 0.3 * (given.length - used) }],
  );
  const [winner] = rated.sort((a, b) => b.score - a.score);
  return winner?.taken ?? columns.map(() => '');
}
