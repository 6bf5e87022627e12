// Lists of sent mail as a table: exports of a message trace, a log search, an archive. Which column is what is said on
// the command line, because no two exports call them the same.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { decodeStream, encodingExists } from 'iconv-lite';
import { addressKey } from '../../guard/address.ts';
import type { Mailbox } from '../../guard/facts.ts';
import { parseMailboxes } from '../../message/addresses.ts';
import { sha256Hex } from '../../store/digests.ts';
import { UsageError } from '../explain-error.ts';
import type { OnProgress, PastMail, PastMails } from './sources.ts';

/** `recipients`: everybody, without saying who saw whom. `status`: what became of the mail. */
const FIELDS = ['date', 'from', 'to', 'cc', 'bcc', 'recipients', 'id', 'status'] as const;
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

/** Mail that reached nobody teaches nothing. */
const FAILED = /fail|reject|bounce|drop|quarantin|expired|pending|spam/i;

/** Exchange writes `a@b##Receive, Send;c@d##Receive, Fail`: what became of the mail stands behind every address. */
function withoutFailed(text: string): string {
  if (!text.includes('##')) return text;
  const each = text.split(';').map((one) => one.split('##'));
  return each.flatMap(([address = '', status = '']) => (FAILED.test(status) ? [] : [address])).join(',');
}

const mailboxesIn = (text: string): readonly Mailbox[] =>
  parseMailboxes([withoutFailed(text).replaceAll(';', ',')], () => {}).map(({ name, address }) => ({
    name,
    address: addressKey(address),
  }));

/** Dates as tables write them; the one zone that JavaScript does not know by its name is Japan's. */
const timeOf = (text: string): number => Date.parse(text.replace(/ JST$/, ' GMT+0900'));

function pastMailOfRow(row: Row, columns: Columns): PastMail | null {
  const cell = (field: Field) => row[columns[field] ?? ''] ?? '';
  const at = timeOf(cell('date'));
  const [author] = mailboxesIn(cell('from'));
  const visible = [...mailboxesIn(cell('to')), ...mailboxesIn(cell('cc'))];
  const others = [...mailboxesIn(cell('bcc')), ...mailboxesIn(cell('recipients'))];
  const recipients = [...new Set([...visible, ...others].map(({ address }) => address))];
  if (FAILED.test(cell('status'))) return null;
  if (Number.isNaN(at) || author === undefined || recipients.length === 0) return null;
  // An export may give every recipient of one mail a row of its own, all with the same id.
  const key = sha256Hex(Buffer.from(JSON.stringify([cell('id'), at, author.address, recipients])));
  return { key, at: new Date(at).toISOString(), author: author.address, recipients, visible };
}

/** Excel and Exchange write UTF-16 with a byte order mark. */
async function encodingOf(file: string, given: string): Promise<string> {
  if (!encodingExists(given)) throw new UsageError(`--encoding: "${given}" is unknown`);
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return ['fffe', 'feff'].includes(buffer.toString('hex')) ? 'utf-16' : given;
  } finally {
    await handle.close();
  }
}

const isNumbered = (columns: Columns) => Object.values(columns).every((title) => /^\d+$/.test(title));

export type Table = {
  readonly file: string;
  /** By the titles of the table; a table without titles has columns by number. */
  readonly columnsFor: (titles: readonly string[]) => Columns;
  readonly encoding: string;
};

/** Columns that were named on the command line. Throws UsageError for a title that the table does not have. */
export function namedColumns(columns: Columns): Table['columnsFor'] {
  return (titles) => {
    const missing = isNumbered(columns)
      ? []
      : Object.values(columns).filter((title) => !titles.includes(title));
    if (missing.length === 0) return columns;
    throw new UsageError(`the table has no column ${missing.join(', ')}; it has ${titles.join(', ')}`);
  };
}

/** Throws UsageError for an unknown encoding or what `columnsFor` throws. */
export async function* readCsv({ file, columnsFor, encoding }: Table, onProgress: OnProgress): PastMails {
  const charset = await encodingOf(file, encoding);
  const stream = createReadStream(file).on('data', (chunk) => onProgress(chunk.length));
  const rows = parse({ bom: true, relax_column_count: true, skip_empty_lines: true });
  stream.on('error', (error) => rows.destroy(error));
  let titles: readonly string[] | null = null;
  let columns: Columns = {};
  for await (const cells of stream.pipe(decodeStream(charset)).pipe(rows) as AsyncIterable<string[]>) {
    if (titles === null) {
      const first = cells.map((title) => title.trim());
      columns = columnsFor(first);
      titles = isNumbered(columns) ? cells.map((_, n) => String(n + 1)) : first;
      if (!isNumbered(columns)) continue;
    }
    const names = titles;
    yield pastMailOfRow(Object.fromEntries(cells.map((cell, n) => [names[n] ?? '', cell])), columns);
  }
}
