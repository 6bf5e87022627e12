// Who sent the mail, when and from where: folded away, for whom the summary line is not enough.

import type { ComponentChildren, VNode } from 'preact';
import type { Mailbox } from '../../guard/facts.ts';
import type { MailDetail } from '../../store/store.ts';
import { size } from '../moments.ts';
import { showLine } from '../shown.ts';
import type { Visit } from '../visit.ts';
import { Address, Time } from './parts.tsx';

function Mailboxes({ mailboxes }: { readonly mailboxes: readonly Mailbox[] }): VNode {
  return (
    <>
      {mailboxes.slice(0, 10).map(({ name, address }) => (
        <span class="mailbox">
          {name !== null && <bdi>{showLine(name, 80)} </bdi>}
          <Address address={address} />
        </span>
      ))}
    </>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

export function HeaderCard({ visit, detail }: { readonly visit: Visit; readonly detail: MailDetail }): VNode {
  const { mail, facts } = detail;
  const words = visit.words.mail;
  const { from = [], sender = null, replyTo = [] } = facts?.content.header ?? {};
  return (
    <details class="card fold header">
      <summary>{words.header}</summary>
      <dl>
        {from.length > 0 && (
          <Line label={words.from}>
            <Mailboxes mailboxes={from} />
          </Line>
        )}
        {sender !== null && (
          <Line label={words.sender}>
            <Mailboxes mailboxes={[sender]} />
          </Line>
        )}
        {replyTo.length > 0 && (
          <Line label={words.replyTo}>
            <Mailboxes mailboxes={replyTo} />
          </Line>
        )}
        <Line label={words.reversePath}>
          {mail.reversePath === null ? '<>' : <Address address={mail.reversePath} />}
        </Line>
        {mail.authenticatedAs !== null && (
          <Line label={words.login}>{showLine(mail.authenticatedAs, 120)}</Line>
        )}
        <Line label={words.client}>{mail.clientAddress}</Line>
        <Line label={words.received}>
          <Time visit={visit} at={mail.receivedAt} />
        </Line>
        <Line label={words.size}>{size(mail.sizeOctets)}</Line>
        {mail.messageId !== null && <Line label="Message-ID">{showLine(mail.messageId, 200)}</Line>}
        {mail.origin === 'submitted' && mail.about !== null && (
          <Line label={words.splitFrom}>
            <a href={`/held/${mail.about}`}>{mail.about}</a>
          </Line>
        )}
        <Line label={words.id}>
          <code>{mail.id}</code>
        </Line>
      </dl>
    </details>
  );
}
