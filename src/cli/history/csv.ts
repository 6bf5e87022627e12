// Lists of sent mail as a table: exports of a message trace, a log search, an archive. Which column is what is said on
// the command line, because no two exports call them the same.

import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { decodeStream, encodingExists } from 'iconv-lite';
import { addressKey } from '../../guard/address.ts';
import type { Mailbox } from '../../guard/facts.ts';
import { parseMailboxes } from '../../message/addresses.ts';
import { sha256Hex } from '../../store/digests.ts';
import { UsageError } from '../explain-error.ts';
import type { OnOctets, PastMail, PastMails } from './sources.ts';

/** `recipients`: everybody, without saying who saw whom. */
const FIELDS = ['date', 'from', 'to', 'cc', 'bcc', 'recipients', 'id'] as const;
type Field = (typeof FIELDS)[number];

/** The title of a column, or its number from 1 in a table without titles. */
export type Columns = Readonly<Partial<Record<Field, string>>>;

/** Reads `date=Date,from=Sender,to=Recipients`. Throws UsageError. */
export function parseColumns(text: string): Columns {
  const columns: Partial<Record<Field, string>> = {};
  for (const pair of text.split(',')) {
    const [name = '', ...title] = pair.split('=');
    const field = FIELDS.find((one) => one === name.trim());
    if (field === undefined || title.length === 0) {
      throw new UsageError(
        `--columns: "${pair}" is not one of ${FIELDS.map((one) => `${one}=COLUMN`).join(', ')}`,
      );
    }
    columns[field] = title.join('=').trim();
  }
  if (columns.date === undefined || columns.from === undefined) {
    throw new UsageError('--columns needs date= and from=');
  }
  if (![columns.to, columns.cc, columns.bcc, columns.recipients].some((one) => one !== undefined)) {
    throw new UsageError('--columns needs to=, cc=, bcc= or recipients=');
  }
  return columns;
}

type Row = Readonly<Record<string, string>>;

const mailboxesIn = (text: string): readonly Mailbox[] =>
  parseMailboxes([text.replaceAll(';', ',')], () => {}).map(({ name, address }) => ({
    name,
    address: addressKey(address),
  }));

function pastMailOfRow(row: Row, columns: Columns): PastMail | null {
  const cell = (field: Field) => row[columns[field] ?? ''] ?? '';
  const at = Date.parse(cell('date'));
  const [author] = mailboxesIn(cell('from'));
  const visible = [...mailboxesIn(cell('to')), ...mailboxesIn(cell('cc'))];
  const others = [...mailboxesIn(cell('bcc')), ...mailboxesIn(cell('recipients'))];
  const recipients = [...new Set([...visible, ...others].map(({ address }) => address))];
  if (Number.isNaN(at) || author === undefined || recipients.length === 0) return null;
  // An export may give every recipient of one mail a row of its own, all with the same id.
  const key = sha256Hex(Buffer.from(JSON.stringify([cell('id'), at, author.address, recipients])));
  return { key, at: new Date(at).toISOString(), author: author.address, recipients, visible };
}

/** Throws UsageError for an unknown encoding or a title that the table does not have. */
export async function* readCsv(
  file: string,
  columns: Columns,
  encoding: string,
  onOctets: OnOctets,
): PastMails {
  if (!encodingExists(encoding)) throw new UsageError(`--encoding: "${encoding}" is unknown`);
  const titles = Object.values(columns);
  const isNumbered = titles.every((title) => /^\d+$/.test(title));
  const namesOf = (first: string[]) => {
    const names = first.map((title, n) => (isNumbered ? String(n + 1) : title.trim()));
    const missing = titles.filter((title) => !names.includes(title));
    if (missing.length > 0)
      throw new UsageError(`${file} has no column ${missing.join(', ')}; it has ${names.join(', ')}`);
    return names;
  };
  const stream = createReadStream(file).on('data', (chunk) => onOctets(chunk.length));
  const rows = parse({
    bom: true,
    columns: isNumbered ? false : namesOf,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  stream.on('error', (error) => rows.destroy(error));
  for await (const row of stream.pipe(decodeStream(encoding)).pipe(rows)) {
    yield pastMailOfRow(Array.isArray(row) ? numbered(row) : row, columns);
  }
}

const numbered = (cells: readonly string[]): Row =>
  Object.fromEntries(cells.map((cell, n) => [String(n + 1), cell]));
