// One recorded case (a folder with case.json, whose format is the schema below, and its mails): its messages in the
// order of their clock. Called by replay.ts.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a case does not name is as the configuration has it. */
const patterns = z.array(z.string()).optional();

const repeatSchema = z.object({
  count: z.int().positive(),
  everySeconds: z.number().nonnegative(),
  startNumber: z.int().default(0),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))).default([]),
  /** A runner need not go beyond so many messages. */
  enough: z.int().positive().optional(),
});

const entrySchema = z.object({
  envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
  eml: z.string(),
  atSeconds: z.number(),
  repeat: repeatSchema.optional(),
});

export const historySchema = z.array(
  z.object({
    sender: z.string(),
    recipient: z.string(),
    count: z.int().positive(),
    lastSentDaysAgo: z.number().nonnegative(),
  }),
);

const caseSchema = z.object({
  id: z.string(),
  setup: z.object({
    internalDomains: z.array(z.string()).min(1),
    freemailDomains: patterns,
    importantDomains: patterns,
    approver: z.object({ email: z.string() }).optional(),
    startAt: z.string(),
    history: historySchema.default([]),
    distributionLists: z
      .array(z.object({ address: z.string(), members: z.int(), externalMembers: z.int() }))
      .optional(),
  }),
  session: z.array(entrySchema),
});

export type RecordedCase = z.output<typeof caseSchema>;
type Entry = RecordedCase['session'][number];

/** One message of a case, its template filled in. */
export type CaseMessage = {
  /** Which entry of the session it belongs to. */
  readonly entry: number;
  readonly atSeconds: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly octets: Uint8Array;
};

/** Throws when the folder has no case.json or the file is not one. */
export async function readCase(folder: string): Promise<RecordedCase> {
  return caseSchema.parse(JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')));
}

/** Puts the values of a row in place of `{{key}}`; in octets as in text, byte by byte. */
function fillIn(template: string, row: Readonly<Record<string, string | number>>, encode = (v: string) => v) {
  return template.replace(/\{\{([A-Za-z0-9_]+)\}\}/g, (placeholder, key: string) =>
    row[key] === undefined ? placeholder : encode(String(row[key])),
  );
}

const utf8AsLatin1 = (value: string) => Buffer.from(value, 'utf8').toString('latin1');

function expand(entry: Entry, index: number, octets: Buffer): CaseMessage[] {
  const { envelope, atSeconds, repeat } = entry;
  if (repeat === undefined)
    return [{ entry: index, atSeconds, from: envelope.from, to: envelope.to, octets }];
  const template = octets.toString('latin1');
  const rows = repeat.rows.length === 0 ? [{}] : repeat.rows;
  const count = Math.min(repeat.count, repeat.enough ?? repeat.count);
  return Array.from({ length: count }, (_, k) => {
    const row = {
      ...rows[k % rows.length],
      n: String(repeat.startNumber + k).padStart(5, '0'),
    };
    return {
      entry: index,
      atSeconds: atSeconds + k * repeat.everySeconds,
      from: fillIn(envelope.from, row),
      to: envelope.to.flatMap((path) =>
        fillIn(path, row)
          .split(',')
          .map((part) => part.trim()),
      ),
      octets: Buffer.from(fillIn(template, row, utf8AsLatin1), 'latin1'),
    };
  });
}

/** All messages of the session in the order in which they were sent. */
export async function messagesOf(folder: string, { session }: RecordedCase): Promise<readonly CaseMessage[]> {
  const expanded: CaseMessage[] = [];
  for (const [index, entry] of session.entries()) {
    expanded.push(...expand(entry, index, await readFile(join(folder, entry.eml))));
  }
  return expanded.sort((a, b) => a.atSeconds - b.atSeconds);
}
