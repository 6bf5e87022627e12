// Section `formats`: a roster of 1,200 people in each format: how long its text takes, and finding the people in it.

import { newBudget } from '../../src/attachment/budget.ts';
import { inspectFile } from '../../src/attachment/inspect-file.ts';
import { findPersonalData } from '../../src/guard/personal/find-personal-data.ts';
import { nestedMailReader } from '../../src/message/nested-mail.ts';
import { rosterFiles } from './rosters.ts';
import { type Measured, medianMs } from './section.ts';

const PEOPLE = 1200;
const MIB = 1024 * 1024;

function read(name: string, octets: Uint8Array) {
  const budget = newBudget();
  const input = { path: name, name, otherNames: [], octets, inline: false, declaredType: '' };
  return inspectFile(input, budget, nestedMailReader(budget));
}

async function measure(name: string, octets: Uint8Array) {
  const { blocks, faults } = await read(name, octets);
  const { persons } = findPersonalData(blocks);
  const textMs = await medianMs(() => read(name, octets));
  const personsMs = await medianMs(() => findPersonalData(blocks));
  const characters = blocks.reduce((sum, { text }) => sum + text.length, 0);
  const fileMbPerS = octets.length / MIB / (textMs / 1000);
  const textMbPerS = characters / MIB / (textMs / 1000);
  const row = [name, octets.length / 1024, textMs, fileMbPerS, textMbPerS, personsMs, persons];
  return { row, isRead: persons === PEOPLE && faults.length === 0 };
}

export async function formats(): Promise<Measured> {
  const rows: (readonly (string | number)[])[] = [];
  const failed: string[] = [];
  for (const [name, octets] of Object.entries(rosterFiles(PEOPLE))) {
    const { row, isRead } = await measure(name, octets);
    rows.push(row);
    if (!isRead) failed.push(`${name}: not all of ${PEOPLE} people were found`);
  }
  return {
    title: `A roster of ${PEOPLE} people in each format, one thread`,
    columns: ['format', 'KiB', 'text ms', 'MiB/s of file', 'M characters/s', 'persons ms', 'persons'],
    rows,
    notes: ['text ms: from octets to text; persons ms: finding the people in that text.'],
    failed,
  };
}
