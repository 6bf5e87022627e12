// How many distinct persons the texts of one mail tell about, where, and which kinds of data. The readers are asked in
// order, from the most certain form to the least; what one has understood, the next does not see.
// Called by message/ with the body and the text of every file.

import type { PersonalPlace } from '../facts.ts';
import type { TextBlock } from './blocks.ts';
import { type Placed, placeFrom } from './evidence.ts';
import type { FormatReading } from './formats/format.ts';
import { readFormat } from './formats/index.ts';
import { countForms, judgeForm, type Reading, readForms } from './forms.ts';
import { linesOf } from './lines.ts';
import { readListing } from './listing.ts';
import { readMailAddresses } from './mail-addresses.ts';
import { readNameLists } from './name-lists.ts';
import { Persons } from './persons.ts';
import type { PersonRecord } from './record.ts';
import { findSignatures } from './signatures.ts';
import type { Column } from './table-regions.ts';
import { readTables } from './tables.ts';

export type PersonalData = {
  /** Distinct persons over all places. */
  readonly persons: number;
  readonly places: readonly PersonalPlace[];
};

type BlockReading = { readonly records: readonly PersonRecord[]; readonly columns: readonly Column[] | null };

/** Text that a program wrote: its own format says what a record is. */
function readFormatted({ forms, rows, texts }: FormatReading): readonly PersonRecord[] {
  return [
    ...countForms(forms.map(judgeForm)),
    ...readTables(rows, new Set(), null).records,
    ...readListing(texts, new Set()),
  ];
}

/** Text that people wrote. `columns`: those of the table on the page before. */
function readWritten(block: TextBlock, columns: readonly Column[] | null): BlockReading {
  const lines = linesOf(block.text);
  const taken = new Set(findSignatures(lines));
  const take = ({ records, taken: more }: Reading): readonly PersonRecord[] => {
    for (const line of more) taken.add(line);
    return records;
  };
  const tables = readTables(lines, taken, columns);
  const records = [
    ...take(tables),
    ...readMailAddresses(lines, taken),
    ...take(readForms(lines, taken)),
    ...take(readNameLists(lines, taken)),
    ...readListing(lines, taken),
  ];
  return { records, columns: tables.columns };
}

function readBlock(block: TextBlock, columns: readonly Column[] | null): BlockReading {
  const formatted = readFormat(block.text.split(/\r\n?|\n/));
  return formatted === null ? readWritten(block, columns) : { records: readFormatted(formatted), columns };
}

/** Records of the blocks of one place; a table may go on from one page to the next. */
function readPlace(blocks: readonly TextBlock[]): Placed[] {
  const placed: Placed[] = [];
  let columns: readonly Column[] | null = null;
  for (const block of blocks) {
    const reading = readBlock(block, columns);
    columns = reading.columns;
    for (const record of reading.records) placed.push({ section: block.section, record });
  }
  return placed;
}

const countPersons = (placed: readonly Placed[]): number => {
  const persons = new Persons();
  for (const { record } of placed) persons.add(record);
  return persons.count;
};

export function findPersonalData(blocks: readonly TextBlock[]): PersonalData {
  const byPlace = Map.groupBy(blocks, ({ where }) => where);
  const found = [...byPlace]
    .map(([where, all]) => ({ where, placed: readPlace(all) }))
    .filter(({ placed }) => placed.length > 0);
  const places = found.map(({ where, placed }) => placeFrom(where, countPersons(placed), placed));
  const [only] = places;
  const persons =
    places.length === 1 && only !== undefined
      ? only.persons
      : countPersons(found.flatMap(({ placed }) => placed));
  return { persons, places };
}
