// How many distinct persons the texts of one mail tell about, where, and which kinds of data. The readers are asked in
// order, from the most certain form to the least; what one has understood, the next does not see.
// Called by message/ with the body and the text of every file.

import type { PersonalPlace } from '../facts.ts';
import type { TextBlock } from './blocks.ts';
import { Evidence } from './evidence.ts';
import type { FormatReading } from './formats/format.ts';
import { readFormat } from './formats/index.ts';
import { countForms, judgeForm, type Reading, readForms } from './forms.ts';
import { isBlank, type Line, linesOf } from './lines.ts';
import { readListing } from './listing.ts';
import { readMailAddresses } from './mail-addresses.ts';
import { readNameLists } from './name-lists.ts';
import { Persons, toldBy } from './persons.ts';
import { linesIn, type Piece, piecesOf } from './pieces.ts';
import { quotedLines } from './quoted.ts';
import type { PersonRecord } from './record.ts';
import { ValueNumbers } from './record-values.ts';
import { findSignatures } from './signatures.ts';
import type { Column } from './table-regions.ts';
import { readTables } from './tables.ts';

export type PersonalData = {
  /** Distinct persons over all places. */
  readonly persons: number;
  readonly places: readonly PersonalPlace[];
};

type PieceReading = { readonly records: readonly PersonRecord[]; readonly columns: readonly Column[] | null };

/** Beyond these a place is not read on: whoever decides knows enough, and memory stays bounded. */
const MAX_PERSONS = 20_000;
const MAX_RECORDS = 60_000;

/** Text that a program wrote: its own format says what a record is. */
function readFormatted({ forms, rows, texts }: FormatReading): readonly PersonRecord[] {
  return [
    ...countForms(forms.map(judgeForm)),
    ...readTables(rows, new Set(), null).records,
    ...readListing(texts, new Set()),
  ];
}

/** Forms and tables of earlier mails. */
function readQuoted(lines: readonly Line[]): readonly PersonRecord[] {
  if (lines.length === 0) return [];
  const signed = findSignatures(lines);
  const { records, taken } = readTables(lines, signed, null);
  return [...records, ...readForms(lines, new Set([...signed, ...taken])).records];
}

/** Text that people wrote. `columns`: those of the table on the page before. */
function readWritten(piece: Piece, columns: readonly Column[] | null): PieceReading {
  const lines = linesOf(piece);
  const taken = new Set(findSignatures(lines));
  const take = ({ records, taken: more }: Reading): readonly PersonRecord[] => {
    for (const line of more) taken.add(line);
    return records;
  };
  const tables = readTables(lines, taken, columns);
  const inTables = take(tables);
  const quoted = readQuoted(quotedLines(lines));
  const isAllTaken = lines.every((line) => isBlank(line) || taken.has(line.number));
  if (isAllTaken && quoted.length === 0) return { records: inTables, columns: tables.columns };
  const records = [
    ...inTables,
    ...readMailAddresses(lines, taken),
    ...take(readForms(lines, taken)),
    ...take(readNameLists(lines, taken)),
    ...readListing(lines, taken),
    ...quoted,
  ];
  return { records, columns: tables.columns };
}

/** What is read of a block, piece by piece. */
function* readBlock({ text }: TextBlock, known: readonly Column[] | null): Generator<PieceReading> {
  const formatted = readFormat(linesIn(text));
  if (formatted !== null) {
    for (const reading of formatted) yield { records: readFormatted(reading), columns: known };
    return;
  }
  let columns = known;
  for (const piece of piecesOf(text)) {
    const reading = readWritten(piece, columns);
    columns = reading.columns;
    yield reading;
  }
}

/** The records of the blocks of one place with their section; a table may go on from one page to the next. */
function* readPlace(
  blocks: readonly TextBlock[],
): Generator<{ readonly section: string; readonly records: readonly PersonRecord[] }> {
  let columns: readonly Column[] | null = null;
  for (const block of blocks)
    for (const reading of readBlock(block, columns)) {
      columns = reading.columns;
      yield { section: block.section, records: reading.records };
    }
}

/** What is known of a mail so far, over all its places; `place` counts them. */
type Known = { readonly all: Persons; readonly numbers: ValueNumbers; readonly place: number };

/** The persons of one place, who are all added to those of the mail as well. Null when there is none. */
function countPlace(
  where: string,
  blocks: readonly TextBlock[],
  { all, numbers, place }: Known,
): PersonalPlace | null {
  const evidence = new Evidence(numbers, place);
  // Those of the first place with any are those of the mail until another place comes.
  const isFirst = all.count === 0;
  const persons = isFirst ? all : new Persons(numbers.next);
  let count = 0;
  const isFull = () => persons.count >= MAX_PERSONS || count >= MAX_RECORDS;
  for (const { section, records } of readPlace(blocks)) {
    for (const record of records) {
      count += 1;
      const values = numbers.valuesOf(record);
      evidence.add(section, record, values);
      const told = toldBy(record, values);
      persons.add(told);
      if (!isFirst) all.add(told);
      if (isFull()) break;
    }
    if (isFull()) break;
  }
  return count === 0 ? null : evidence.placeOf(where, persons.count);
}

export function findPersonalData(blocks: readonly TextBlock[]): PersonalData {
  const byPlace = Map.groupBy(blocks, ({ where }) => where);
  const numbers = new ValueNumbers();
  const all = new Persons(numbers.next);
  const places = [...byPlace].map(([where, own], place) => countPlace(where, own, { all, numbers, place }));
  return { persons: all.count, places: places.filter((place) => place !== null) };
}
