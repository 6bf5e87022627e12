// Builds facts for the tables of cases: a short description of a mail becomes what the reader and history would say.

import { type AddrSpec, parseAddrSpec } from '../../src/guard/address.ts';
import { assembleFacts, questionFor } from '../../src/guard/assemble.ts';
import type {
  ContentFacts,
  EnvelopeFacts,
  Facts,
  FileFacts,
  Mailbox,
  QuotedHeader,
} from '../../src/guard/facts.ts';
import { organizationSchema, policySchema, type Rules } from '../../src/guard/policy.ts';
import { createRecordedHistory } from '../../src/guard/recorded-history.ts';

export const NOW = '2026-11-24T01:00:00.000Z';

export function addr(text: string): AddrSpec {
  const parsed = parseAddrSpec(text);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

export const box = (text: string, name: string | null = null): Mailbox => ({ name, address: addr(text) });

export type MailCase = {
  from?: string;
  to?: readonly string[];
  cc?: readonly string[];
  bcc?: readonly string[];
  /** `[sender, recipient, count]`, ten days ago. */
  history?: readonly (readonly [string, string, number?])[];
  /** Lists that were visible together before. */
  together?: readonly (readonly string[])[];
  quoted?: { from: string; to: readonly string[] };
  content?: Partial<ContentFacts>;
  header?: Partial<ContentFacts['header']>;
  body?: Partial<ContentFacts['body']>;
  envelope?: Partial<EnvelopeFacts>;
  policy?: Record<string, unknown>;
  /** The first mail was learned yesterday, and nothing was imported. */
  learning?: boolean;
};

export function rulesOf(policy: Record<string, unknown> = {}): Rules {
  return {
    organization: organizationSchema.parse({
      domains: ['corp.example', '*.corp.example'],
      affiliates: ['sister.example'],
    }),
    policy: policySchema.parse({ learnDays: 0, freemailDomains: ['freemail.example'], ...policy }),
  };
}

export function file(over: Partial<FileFacts> = {}): FileFacts {
  return {
    path: 'list.xlsx',
    name: 'list.xlsx',
    otherNames: [],
    type: 'xlsx',
    sizeOctets: 1000,
    sha256: 'a'.repeat(64),
    hidden: [],
    inline: false,
    protection: 'none',
    protectionBy: null,
    readable: true,
    hasMacros: false,
    isScript: false,
    isProgram: false,
    ...over,
  };
}

export function contentOf({
  from = 'ann@corp.example',
  to = [],
  cc = [],
  quoted,
  content,
  header,
  body,
}: MailCase): ContentFacts {
  const quote: QuotedHeader[] = quoted
    ? [
        {
          from: box(quoted.from),
          fromName: null,
          to: quoted.to.map((a) => box(a)),
          cc: [],
          subject: null,
          restricted: null,
        },
      ]
    : [];
  return {
    header: {
      from: [box(from)],
      sender: null,
      replyTo: [],
      to: to.map((a) => box(a)),
      cc: cc.map((a) => box(a)),
      bcc: [],
      resentTo: [],
      subject: 'Hello',
      messageId: '<1@corp.example>',
      inReplyTo: null,
      references: [],
      autoSubmitted: null,
      precedence: null,
      listId: null,
      hasListUnsubscribe: false,
      contentType: 'text/plain',
      reportType: null,
      calendarMethod: null,
      sensitivity: null,
      foreignMarks: 0,
      forwardingFields: [],
      ...header,
    },
    body: {
      ownTextLength: 100,
      salutations: [],
      quoted: quote,
      tone: null,
      aside: null,
      addressesInText: [],
      mentionsAttachment: false,
      hasMassWording: false,
      passwordShown: null,
      passwordElsewhere: false,
      sketch: [],
      ...body,
    },
    files: [],
    faults: [],
    persons: 0,
    personalPlaces: [],
    marks: [],
    ...content,
  };
}

export function factsOf(mail: MailCase): { facts: Facts; rules: Rules } {
  const rules = rulesOf(mail.policy);
  const content = contentOf(mail);
  const envelope: EnvelopeFacts = {
    reversePath: addr(mail.from ?? 'ann@corp.example'),
    forwardPaths: [...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.bcc ?? [])].map(addr),
    clientAddress: '127.0.0.1',
    authenticatedAs: null,
    ...mail.envelope,
  };
  const history = createRecordedHistory();
  for (const [sender, recipient, count = 3] of mail.history ?? []) {
    history.add(addr(sender), addr(recipient), count, '2026-11-14T01:00:00.000Z');
  }
  for (const list of mail.together ?? []) {
    history.learn({
      at: '2026-11-14T01:00:00.000Z',
      author: addr('ann@corp.example'),
      recipients: [],
      together: list.map(addr),
      pairs: [],
      namings: [],
      pace: null,
    });
  }
  const recorded = history.answer(questionFor(content, envelope, rules), NOW);
  const answer = mail.learning
    ? { ...recorded, imported: false, learningSince: '2026-11-23T01:00:00.000Z' }
    : recorded;
  return { facts: assembleFacts({ content, envelope, receivedAt: NOW, answer, rules }), rules };
}

/** n addresses of different companies. */
export const companies = (n: number) =>
  Array.from({ length: n }, (_, i) => `p${i}@company${String.fromCharCode(97 + i)}${i}x.example`);
/** n private persons. */
export const persons = (n: number) => Array.from({ length: n }, (_, i) => `person${i}@freemail.example`);
/** n people of one company. */
export const colleaguesAt = (domain: string, n: number) =>
  Array.from({ length: n }, (_, i) => `staff${i}@${domain}`);
