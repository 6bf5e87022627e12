// All mails of all corpora that are at hand, and of the tables of cases, as trials; a sample of each unless the whole is
// asked for.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { messagesOf, readCase } from '../../src/cli/replay-case.ts';
import { ROOT as CORPORA } from '../corpora.ts';
import { addressIn, type Case, type CaseMail, colleagues, octetsOf, TARO } from '../guard/cases/case.ts';
import { TABLES } from '../guard/cases/tables.ts';
import { ORDINARY_DOCUMENTS } from '../guard/personal/ordinary-documents.ts';
import { PERSONAL_DOCUMENTS } from '../guard/personal/personal-documents.ts';
import { generateStream } from '../stream/generate.ts';
import type { Sent, Trial } from './trial.ts';

export type Group = { readonly name: string; trials(): AsyncGenerator<Trial> };

const MONDAY = '2026-11-23T01:00:00.000Z';
const ORGANIZATION = { domains: ['corp.example'] };
const POLICY = { learnDays: 0, freemailDomains: ['freemail.example'] };
const CONFIG = { organization: ORGANIZATION, policy: POLICY };
const CLIENT = 'sato@client.example';

const sentBy = (mail: CaseMail, n = 0): Sent => {
  const { to, cc = [], bcc = [], paths, reversePath, from = TARO, after } = mail;
  return {
    from: reversePath ?? addressIn(from),
    to: paths ?? [...to, ...cc, ...bcc].map(addressIn),
    octets: octetsOf(mail),
    atSeconds: after === undefined ? n : after * 60,
  };
};

const single = (name: string, mail: Omit<Sent, 'atSeconds'>, config: Trial['config'] = CONFIG): Trial => ({
  name,
  config,
  startAt: MONDAY,
  history: [],
  mails: [{ ...mail, atSeconds: 0 }],
});

const withFile = (name: string, octets: Uint8Array) =>
  single(
    name,
    sentBy({ to: [CLIENT], text: '資料をお送りします。', files: [{ name: basename(name), octets }] }),
  );

const readJson = <T>(...path: readonly string[]) => JSON.parse(readFileSync(join(...path), 'utf8')) as T;

async function* incidents(): AsyncGenerator<Trial> {
  for (const id of readdirSync(join(CORPORA, 'incidents/cases')).sort()) {
    const folder = join(CORPORA, 'incidents/cases', id);
    const recorded = await readCase(folder);
    const { internalDomains, freemailDomains, importantDomains, approver, distributionLists, ...setup } =
      recorded.setup;
    const policy = {
      learnDays: 0,
      freemailDomains: freemailDomains ?? [],
      importantRecipients: importantDomains ?? [],
      distributionLists: distributionLists ?? [],
      approvers:
        approver === undefined
          ? []
          : internalDomains.map((domain) => ({ for: domain, approver: approver.email })),
    };
    const config = { organization: { domains: internalDomains }, policy };
    const mails = await messagesOf(folder, recorded);
    yield { name: id, config, startAt: setup.startAt, history: setup.history, mails };
  }
}

async function* evasion(): AsyncGenerator<Trial> {
  const folder = join(CORPORA, 'evasion');
  type Entry = { readonly file: string; readonly envelope: { readonly from: string; readonly to: string[] } };
  const { organization, policy } = parse(
    readFileSync(join(folder, 'policy.yaml'), 'utf8'),
  ) as Trial['config'];
  for (const { file, envelope } of readJson<{ cases: readonly Entry[] }>(folder, 'manifest.json').cases)
    yield single(file, { ...envelope, octets: readFileSync(join(folder, file)) }, { organization, policy });
}

/** Every file in a mail, and those that are mails also by themselves. */
async function* files(): AsyncGenerator<Trial> {
  for (const file of readJson<readonly { file: string }[]>(CORPORA, 'attachments/manifest.json')) {
    const octets = readFileSync(join(CORPORA, 'attachments', file.file));
    yield withFile(file.file, octets);
    if (!file.file.endsWith('.eml')) continue;
    const lines = Buffer.from(octets.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
    yield single(`${file.file} itself`, {
      from: addressIn(TARO),
      to: [CLIENT, 'jun@b.example'],
      octets: lines,
    });
  }
}

async function* personal(): AsyncGenerator<Trial> {
  for (const { file } of readJson<readonly { file: string }[]>(CORPORA, 'personal/manifest.json'))
    yield withFile(file, readFileSync(join(CORPORA, 'personal', file)));
}

async function* documents(): AsyncGenerator<Trial> {
  const all = [...PERSONAL_DOCUMENTS.map(({ title, text }) => [title, text] as const), ...ORDINARY_DOCUMENTS];
  for (const [title, text] of all) yield withFile(`${title.replaceAll('/', '-')}.txt`, Buffer.from(text));
}

function trialOf(name: string, { mail, before = [], history = {}, policy }: Case): Trial {
  const sender = addressIn(mail.from ?? TARO);
  const contacts = Object.entries(history).map(([recipient, count]) => ({
    sender,
    recipient,
    count,
    lastSentDaysAgo: 10,
  }));
  return {
    name,
    config: { ...CONFIG, policy: { ...POLICY, ...policy } },
    startAt: MONDAY,
    history: contacts,
    mails: [...before, mail].map(sentBy).sort((a, b) => a.atSeconds - b.atSeconds),
  };
}

async function* tables(): AsyncGenerator<Trial> {
  for (const [check, table = []] of Object.entries(TABLES))
    for (const tried of table) yield trialOf(`${check}: ${tried.title}`, tried);
}

/** Line ends by which one reader sees another mail than the next one. */
const SEPARATORS = ['\n.\n', '\n.\r\n', '\r.\r', '\r\n.\r', '\r\r\n.\r\n', '\0\r\n', '\n', '\r', '\r\n.\r\n'];

async function* smuggled(): AsyncGenerator<Trial> {
  const plain = octetsOf({ to: [CLIENT], text: 'Hello' }).toString('latin1');
  const second = 'MAIL FROM:<ceo@corp.example>\r\nRCPT TO:<x@evil.example>\r\nDATA\r\nSubject: pay\r\n';
  for (const separator of SEPARATORS) {
    const octets = Buffer.from(`${plain}first${separator}${second}`, 'latin1');
    yield single(JSON.stringify(separator), { from: addressIn(TARO), to: [CLIENT], octets });
  }
}

const SEALED = [
  'Content-Type: application/pkcs7-mime; smime-type=enveloped-data',
  'Content-Transfer-Encoding: base64',
  '',
  'MIAGCSqGSIb3DQEHA6CAMIACAQA=',
].join('\r\n');

/** A mail whose inside nobody may touch: recipients cannot be hidden, copies can be added. */
function sealed(to: readonly string[]): Sent {
  const head = `From: ${addressIn(TARO)}\r\nTo: ${to.join(',\r\n ')}\r\nMIME-Version: 1.0\r\n`;
  return { from: addressIn(TARO), to, octets: Buffer.from(`${head}${SEALED}\r\n`), atSeconds: 0 };
}

/** What the policy repairs, groups of the directory, and a policy that only observes. */
async function* rules(): AsyncGenerator<Trial> {
  const people = {
    people: [
      { id: 'taro', addresses: [addressIn(TARO)], manager: 'boss' },
      { id: 'boss', addresses: ['boss@corp.example'] },
    ],
    groups: [{ name: 'sales', members: ['taro'] }],
  };
  const autoRepair = [
    { do: 'to-bcc', atNewlyDisclosed: 3, except: { group: ['nobody'] } },
    { do: 'add-approver', when: { group: ['sales'] } },
  ];
  const overrides = [
    { when: { group: ['sales'] }, checks: { 'first-contact': { holdOn: 'address', action: 'approve' } } },
  ];
  const variants = {
    repairing: { autoRepair },
    grouped: { overrides },
    observing: { mode: 'observe', overrides },
  };
  for (const check of ['visible-recipients', 'first-contact', 'burst'] as const) {
    for (const tried of TABLES[check] ?? []) {
      for (const [variant, changes] of Object.entries(variants)) {
        const trial = trialOf(`${variant} ${check}: ${tried.title}`, tried);
        const policy = { ...trial.config.policy, ...changes };
        yield { ...trial, people, config: { organization: ORGANIZATION, policy } };
      }
    }
  }
  const strangers = colleagues(8).map((one, n) => addressIn(one).replace('corp', `client${n}`));
  const policy = { ...POLICY, autoRepair };
  yield { ...single('sealed', sealed(strangers), { organization: ORGANIZATION, policy }), people };
}

/** Mails of many senders that follow one another, as a company sends them. */
async function* stream(): AsyncGenerator<Trial> {
  const written = [...generateStream({ seed: 11, mails: 80, days: 3 })];
  const startAt = written[0]?.date ?? MONDAY;
  const mails = written.map(({ date, from, to, cc, bcc, octets }) => ({
    from,
    to: [...to, ...cc, ...bcc],
    octets,
    atSeconds: (Date.parse(date) - Date.parse(startAt)) / 1000,
  }));
  yield { name: 'a stretch of the seeded stream', config: CONFIG, startAt, history: [], mails };
}

const corpora: readonly Group[] = [
  { name: 'incidents', trials: incidents },
  { name: 'evasion', trials: evasion },
  { name: 'attachments', trials: files },
  { name: 'personal data', trials: personal },
];

export const GROUPS: readonly Group[] = [
  ...(existsSync(CORPORA) ? corpora : []),
  { name: 'documents', trials: documents },
  { name: 'tables of cases', trials: tables },
  { name: 'smuggled line ends', trials: smuggled },
  { name: 'repair, directory, observing', trials: rules },
  { name: 'stream', trials: stream },
];
