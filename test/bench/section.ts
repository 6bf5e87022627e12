// What a section of the bench gives back, and how it is printed.

type Cell = string | number | null;

export type Measured = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** How to read it, line by line. */
  readonly notes: readonly string[];
  /** Promises that were not kept; any makes the bench exit with 1. */
  readonly failed: readonly string[];
};

export type Section = () => Promise<Measured>;

const shown = (cell: Cell): string =>
  cell === null
    ? '-'
    : typeof cell === 'string'
      ? cell
      : String(Number(cell.toPrecision(cell < 1000 ? 3 : 6)));

/** Text to the left, numbers to the right. */
export function inColumns({ title, columns, rows, notes, failed }: Measured): string {
  const texts = [columns, ...rows.map((row) => row.map(shown))];
  const widths = columns.map((_, at) => Math.max(...texts.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ');
  const body = texts.map(line);
  return [
    `\n${title}`,
    ...body,
    ...notes.map((note) => `  ${note}`),
    ...failed.map((text) => `  NOT KEPT: ${text}`),
    '',
  ].join('\n');
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds of one run: the median of as many as fit into about a second, at least three. */
export async function medianMs(run: () => unknown): Promise<number> {
  await run();
  const times: number[] = [];
  for (let spent = 0; times.length < 3 || (spent < 1000 && times.length < 50); ) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
    spent += times.at(-1) ?? 0;
  }
  return percentile(times, 0.5);
}
