// Operations on recipients: header fields and envelope change together, the body does not. Called by preview-repair.ts.

import { encodeWords, quoteString } from 'nodemailer/lib/mime-funcs';
import { type AddrSpec, addressKey, domainOf, localPartOf } from '../../guard/address.ts';
import { type Change, changeAddresses, mailboxTexts, withElements } from './address-field.ts';
import { type Operation, type OperationOf, type RepairEnvelope, RepairRefused } from './operations.ts';
import { fieldBody, type RawField, type RawMail } from './raw-mail.ts';

export type Draft = { readonly mail: RawMail; readonly envelope: RepairEnvelope };

/** Fields by which a recipient sees who else got the mail. A Bcc field that a client left in is one of them. */
const SHOWING = new Set([
  'to',
  'cc',
  'bcc',
  'resent-to',
  'resent-cc',
  'resent-bcc',
  'apparently-to',
  'mail-followup-to',
]);

const NOBODY = 'undisclosed-recipients:;';

function changeField(field: RawField, change: Change): readonly RawField[] {
  if (!SHOWING.has(field.name)) return [field];
  const changed = changeAddresses(field, change);
  if (changed === 'unreadable')
    throw new RepairRefused('in-doubt', `${field.name}: ${fieldBody(field).trim().slice(0, 60)}`);
  if (changed !== null) return [changed];
  return field.name === 'to' ? [withElements(field, [NOBODY])] : [];
}

/** Applies `change` to every field that shows recipients. A mail that named somebody still names nobody aloud. */
function changeHeader(mail: RawMail, change: Change): RawMail {
  const fields = mail.fields.flatMap((field) => changeField(field, change));
  const isAddressed = (all: readonly RawField[]) => all.some(({ name }) => name === 'to' || name === 'cc');
  const needsTo = isAddressed(mail.fields) && !isAddressed(fields);
  return { ...mail, fields: needsTo ? [...fields, { name: 'to', text: `To: ${NOBODY}\r\n` }] : fields };
}

function unique(addresses: readonly AddrSpec[]): readonly AddrSpec[] {
  return [...new Map(addresses.map((address) => [addressKey(address), address])).values()];
}

/** Changes header and envelope alike. */
function changeBoth({ mail, envelope }: Draft, change: Change): Draft {
  const changed = envelope.forwardPaths.map(change).filter((path) => path !== null);
  if (changed.length === 0) throw new RepairRefused('no-recipients', 'nobody would get the mail');
  return { mail: changeHeader(mail, change), envelope: { ...envelope, forwardPaths: unique(changed) } };
}

function addressed(draft: Draft, address: AddrSpec): Draft {
  const forwardPaths = unique([...draft.envelope.forwardPaths, address]);
  return { ...draft, envelope: { ...draft.envelope, forwardPaths } };
}

function hide({ mail, envelope }: Draft, { addresses }: OperationOf<'to-bcc'>): Draft {
  const keys = addresses?.map(addressKey);
  const isHidden = (address: AddrSpec) => keys === undefined || keys.includes(addressKey(address));
  return { mail: changeHeader(mail, (address) => (isHidden(address) ? null : address)), envelope };
}

function drop(draft: Draft, { addresses }: OperationOf<'drop-recipients'>): Draft {
  const keys = new Set(addresses.map(addressKey));
  const paths = new Set(draft.envelope.forwardPaths.map(addressKey));
  const stranger = [...keys].find((key) => !paths.has(key));
  if (stranger !== undefined) throw new RepairRefused('unknown-recipient', stranger);
  return changeBoth(draft, (address) => (keys.has(addressKey(address)) ? null : address));
}

function mailboxText(address: AddrSpec, name: string | null): string {
  const written = Buffer.from(address).toString('latin1');
  if (name === null || name.trim() === '') return written;
  const isAscii = /^[\x20-\x7e]+$/.test(name);
  return `${isAscii ? quoteString(name) : encodeWords(name, 'B', 52, true).replaceAll(' ', '\r\n ')} <${written}>`;
}

/** Adds to the Cc field, or makes one behind the last To. */
function addCc(draft: Draft, { address, name }: OperationOf<'add-cc'>): Draft {
  const { fields } = draft.mail;
  const at = fields.findIndex((field) => field.name === 'cc');
  const before = fields[at];
  const to = fields.findLastIndex((field) => field.name === 'to');
  const where = before !== undefined ? at : to < 0 ? fields.length : to + 1;
  const known = before === undefined ? [] : [fieldBody(before).trim()];
  const cc = withElements(before ?? { name: 'cc', text: 'Cc:' }, [...known, mailboxText(address, name)]);
  const changed = fields.toSpliced(where, before === undefined ? 0 : 1, cc);
  return addressed({ ...draft, mail: { ...draft.mail, fields: changed } }, address);
}

function correct(draft: Draft, change: (address: AddrSpec) => AddrSpec): Draft {
  if (draft.envelope.forwardPaths.every((path) => change(path) === path))
    throw new RepairRefused('unknown-recipient', 'no recipient has this address or domain');
  return changeBoth(draft, change);
}

/** Carries out an operation on recipients; one on parts changes nothing here. Throws RepairRefused. */
export function changeRecipients(draft: Draft, operation: Operation): Draft {
  switch (operation.op) {
    case 'to-bcc':
      return hide(draft, operation);
    case 'drop-recipients':
      return drop(draft, operation);
    case 'add-cc':
      return addCc(draft, operation);
    case 'add-bcc':
      return addressed(draft, operation.address);
    case 'correct-domain': {
      const { wrong, right } = operation;
      const corrected = (address: AddrSpec) => `${localPartOf(address)}@${right}` as AddrSpec;
      return correct(draft, (address) => (domainOf(address) === wrong ? corrected(address) : address));
    }
    case 'correct-address': {
      const key = addressKey(operation.wrong);
      return correct(draft, (address) => (addressKey(address) === key ? operation.right : address));
    }
    default:
      return draft;
  }
}

/** One draft per forward-path, addressed to it alone, by the name that the mail had for it. */
export function splitByRecipient({ mail, envelope }: Draft): readonly Draft[] {
  const shown = new Map(
    mail.fields.filter(({ name }) => SHOWING.has(name)).flatMap((field) => [...mailboxTexts(field)]),
  );
  const first = mail.fields.findIndex(({ name }) => SHOWING.has(name));
  const others = mail.fields.filter(({ name }) => !SHOWING.has(name));
  const where = first < 0 ? others.length : first;
  return envelope.forwardPaths.map((path) => {
    const to = withElements({ name: 'to', text: 'To:' }, [
      shown.get(addressKey(path)) ?? mailboxText(path, null),
    ]);
    return {
      mail: { ...mail, fields: others.toSpliced(where, 0, to) },
      envelope: { ...envelope, forwardPaths: [path] },
    };
  });
}

/** Whether one of these fields (names in lower case) shows recipients. */
export function showsRecipients(names: readonly string[]): boolean {
  return names.some((name) => SHOWING.has(name));
}
