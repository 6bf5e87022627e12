// Mails for tests that want many of every shape: of the corpora that the product is measured with, where they lie
// beside the repository (or in SEKISHO_CORPUS), else a stretch of the seeded stream.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type AddrSpec, parseAddrSpec } from '../src/guard/address.ts';
import { WireFilter } from '../src/message/wire.ts';
import { generateStream } from './stream/generate.ts';

export type CorpusMail = {
  readonly name: string;
  readonly octets: Buffer;
  readonly reversePath: AddrSpec | null;
  readonly forwardPaths: readonly AddrSpec[];
};

type Envelope = { readonly from: string; readonly to: readonly string[] };
export type EvasionPolicy = {
  readonly internal_domains: readonly string[];
  readonly partner_domains: readonly string[];
  readonly secret_words: readonly string[];
};
type Session = { readonly eml: string; readonly envelope: Envelope };

export const ROOT = process.env.SEKISHO_CORPUS ?? resolve(import.meta.dirname, '../../shared/corpus');

/** Incidents are many of a kind. */
const INCIDENT_STEP = 3;

const readJson = <T>(...path: readonly string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as T;

function mailOf(name: string, octets: Buffer, { from, to }: Envelope): readonly CorpusMail[] {
  const filter = new WireFilter();
  filter.feed(octets);
  const forwardPaths = to.map(parseAddrSpec).filter((address) => address !== null);
  // What the door refuses never gets as far as a repair.
  if (filter.finish() !== null || forwardPaths.length === 0) return [];
  return [{ name, octets, reversePath: parseAddrSpec(from), forwardPaths }];
}

function* filesOf(root: string): Generator<CorpusMail> {
  const evasion = readJson<{ cases: readonly { file: string; envelope: Envelope }[] }>(
    root,
    'evasion/manifest.json',
  );
  for (const { file, envelope } of evasion.cases)
    yield* mailOf(`evasion/${file}`, readFileSync(join(root, 'evasion', file)), envelope);
  const incidents = readdirSync(join(root, 'incidents/cases')).sort();
  for (const id of incidents.filter((_, n) => n % INCIDENT_STEP === 0)) {
    const folder = join(root, 'incidents/cases', id);
    for (const { eml, envelope } of readJson<{ session: readonly Session[] }>(folder, 'case.json').session)
      yield* mailOf(`incidents/${id}/${eml}`, readFileSync(join(folder, eml)), envelope);
  }
  const strangers = { from: 'ann@corp.example', to: ['jun@a.example', 'yama@b.example'] };
  for (const file of readdirSync(join(root, 'attachments/eml'))) {
    const text = readFileSync(join(root, 'attachments/eml', file), 'latin1').replace(/\r?\n/g, '\r\n');
    yield* mailOf(`attachments/${file}`, Buffer.from(text, 'latin1'), strangers);
  }
}

/** The mails of the evasion corpus that get past the door, and the words and domains that it is made for. */
export function evasionMails(): { readonly mails: readonly CorpusMail[]; readonly policy: EvasionPolicy } {
  const { cases, policy } = readJson<{
    cases: readonly { file: string; envelope: Envelope }[];
    policy: EvasionPolicy;
  }>(ROOT, 'evasion/manifest.json');
  const mails = cases.flatMap(({ file, envelope }) =>
    mailOf(`evasion/${file}`, readFileSync(join(ROOT, 'evasion', file)), envelope),
  );
  return { mails, policy };
}

/** The folders of all incidents, without their benign twins. */
export function incidentFolders(): readonly string[] {
  const folders = readdirSync(join(ROOT, 'incidents/cases')).sort();
  return folders
    .map((id) => join(ROOT, 'incidents/cases', id))
    .filter((folder) => readJson<{ kind: string }>(folder, 'case.json').kind === 'incident');
}

/** At least 120, in the same order every time. */
export function* corpusMails(): Generator<CorpusMail> {
  if (existsSync(ROOT)) {
    yield* filesOf(ROOT);
    return;
  }
  let n = 0;
  for (const { from, to, cc, bcc, octets } of generateStream({ seed: 7, mails: 120, days: 5 }))
    yield* mailOf(`stream/${n++}`, octets, { from, to: [...to, ...cc, ...bcc] });
}
