// The audit log in the formats that other programs read: a table for spreadsheets, and ArcSight's Common Event Format
// for what gathers the logs of a company (SIEM).

import type { EventRow } from '../store/store.ts';

const COLUMNS = ['at', 'type', 'mailId', 'actorKind', 'actorId', 'via', 'writer', 'seq', 'hash', 'detail'];

/** Text that a spreadsheet would take for a formula is quoted with an apostrophe (OWASP, CSV injection). */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function csvLine({ at, type, mailId, actor, writer, seq, hash, detail }: EventRow): string {
  return [at, type, mailId, actor.kind, actor.id, actor.via, writer, seq, hash, JSON.stringify(detail)]
    .map(cell)
    .join(',');
}

const inHeader = (text: string) => text.replace(/[\\|]/g, '\\$&').replace(/\s+/g, ' ');
const inExtension = (text: string) =>
  text.replace(/[\\=]/g, '\\$&').replaceAll('\r', '\\r').replaceAll('\n', '\\n');

/** 0 to 10: what somebody should look at stands out. */
const SEVERITIES: Readonly<Partial<Record<EventRow['type'], number>>> = {
  held: 4,
  rejected: 5,
  refused: 4,
  'given-up': 5,
  'outcome-unknown': 5,
  'sign-in-failed': 6,
  restored: 7,
  'text-opened': 6,
  'audit-exported': 3,
  'integrity-failed': 10,
};

function cefLine({ at, type, mailId, actor, writer, seq, hash, detail }: EventRow, version: string): string {
  const head = ['CEF:0', 'Sekisho', 'Sekisho', version, type, type, String(SEVERITIES[type] ?? 2)];
  const extension: readonly (readonly [string, string | number])[] = [
    ['rt', Date.parse(at)],
    ['externalId', `${writer}/${seq}`],
    ['suser', actor.id],
    ['app', actor.via],
    ...(mailId === null
      ? []
      : ([
          ['cs1Label', 'mailId'],
          ['cs1', mailId],
        ] as const)),
    ...([
      ['cs2Label', 'hash'],
      ['cs2', hash],
    ] as const),
    ['msg', JSON.stringify(detail)],
  ];
  const pairs = extension.map(([key, value]) => `${key}=${inExtension(String(value))}`);
  return `${head.map(inHeader).join('|')}|${pairs.join(' ')}`;
}

export const EXPORT_FORMATS = ['json', 'csv', 'cef'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

type Form = {
  /** Media type and end of the file's name. */
  readonly type: string;
  readonly ending: string;
  readonly head: string;
  readonly line: (event: EventRow, version: string) => string;
};

/** CSV is UTF-8 with a byte order mark, for Excel; CEF one line per event, as a syslog message carries it. */
export const EXPORTS: Readonly<Record<ExportFormat, Form>> = {
  json: {
    type: 'application/jsonl; charset=utf-8',
    ending: 'jsonl',
    head: '',
    line: (event) => `${JSON.stringify(event)}\n`,
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    ending: 'csv',
    head: `\ufeff${COLUMNS.join(',')}\r\n`,
    line: (event) => `${csvLine(event)}\r\n`,
  },
  cef: {
    type: 'text/plain; charset=utf-8',
    ending: 'cef',
    head: '',
    line: (event, version) => `${cefLine(event, version)}\n`,
  },
};
