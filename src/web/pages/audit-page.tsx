// For auditors and administrators: the events of the audit, whether they are whole, and the way to take them away.

import type { VNode } from 'preact';
import { EXPORT_FORMATS } from '../../relay/audit-formats.ts';
import { EVENT_TYPES } from '../../store/event-type.ts';
import type { EventRow, EventType } from '../../store/store.ts';
import type { ChainState } from '../audit-events.ts';
import { type AuditFields, auditHref } from '../audit-query.ts';
import { fullTime } from '../moments.ts';
import { showLine } from '../shown.ts';
import { actorName, type Names } from '../timeline.ts';
import type { SignedVisit } from '../visit.ts';
import type { Words } from '../words/en.ts';
import { CsrfField, Layout } from './layout.tsx';
import { Pager } from './pager.tsx';
import { Time, timeZoneOf } from './parts.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly fields: AuditFields;
  readonly events: readonly EventRow[];
  readonly names: Names;
  readonly hasMore: boolean;
  readonly chains: ChainState;
};

const nameOf = (type: EventType, { audit, event }: Words) => audit.events[type] ?? event[type] ?? type;

function Chains({ visit, chains }: Pick<Props, 'visit' | 'chains'>): VNode {
  const { audit } = visit.words;
  const { at, checked, firstBad } = chains;
  const said = firstBad === null ? audit.whole(checked) : audit.broken(showLine(firstBad, 200));
  return (
    <section class="card chains">
      <h2>{audit.chains}</h2>
      {at === null ? (
        <p class="quiet">{audit.never}</p>
      ) : (
        <p class={firstBad === null ? 'whole' : 'notice bad'}>
          {said} <span class="quiet">{fullTime(at, timeZoneOf(visit), visit.language)}</span>
        </p>
      )}
      <form method="post" action="/audit/verify">
        <CsrfField visit={visit} />
        <button type="submit" class="button">
          {audit.verify}
        </button>
      </form>
      <p class="quiet hint">{audit.bounded}</p>
    </section>
  );
}

function Filter({ visit, fields }: Pick<Props, 'visit' | 'fields'>): VNode {
  const { audit } = visit.words;
  const isFiltered = auditHref(fields, 1) !== '/audit';
  return (
    <form class="card filter" method="get" action="/audit">
      <label>
        <span>{audit.from}</span>
        <input type="date" name="from" value={fields.from} />
      </label>
      <label>
        <span>{audit.until}</span>
        <input type="date" name="until" value={fields.until} />
      </label>
      <label>
        <span>{audit.type}</span>
        <select name="type">
          <option value="">{audit.anything}</option>
          {EVENT_TYPES.map((type) => (
            <option value={type} selected={type === fields.type}>
              {nameOf(type, visit.words)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{audit.actor}</span>
        <input name="actor" value={fields.actor} maxlength={200} autocapitalize="none" spellcheck={false} />
      </label>
      <label>
        <span>{audit.mail}</span>
        <input name="mail" value={fields.mail} maxlength={60} autocapitalize="none" spellcheck={false} />
      </label>
      <button type="submit" class="button">
        {audit.show}
      </button>
      {isFiltered && <a href="/audit">{audit.reset}</a>}
    </form>
  );
}

type EventProps = Pick<Props, 'visit' | 'names'> & { readonly event: EventRow };

function Detail({ visit, event }: Omit<EventProps, 'names'>): VNode {
  const { audit } = visit.words;
  const { detail, writer, seq } = event;
  const said = Object.entries(detail).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return (
    <details class="fold">
      <summary>{audit.detail}</summary>
      <p>
        <code>{showLine(said.join(' · '), 600)}</code>
      </p>
      <p class="quiet">
        <code>{event.type}</code> · {showLine(audit.number(writer, seq), 120)}
      </p>
    </details>
  );
}

function Event({ visit, names, event }: EventProps): VNode {
  const { mailId, actor, at, type } = event;
  return (
    <li>
      <Time visit={visit} at={at} />
      <div>
        <b>{nameOf(type, visit.words)}</b>{' '}
        <span class="quiet">{showLine(actorName(actor, names, visit.words), 60)}</span>
        {mailId !== null && (
          <>
            {' '}
            <a href={`/held/${mailId}`}>
              <code>…{mailId.slice(-8)}</code>
            </a>
          </>
        )}
        <Detail visit={visit} event={event} />
      </div>
    </li>
  );
}

function Takeaway({ visit, fields }: Pick<Props, 'visit' | 'fields'>): VNode {
  const { audit } = visit.words;
  const { page: _, ...filter } = fields;
  return (
    <section class="card">
      <h2>{audit.take}</h2>
      <p class="quiet hint">{audit.takeHint}</p>
      <form method="post" action="/audit/export" class="buttons">
        <CsrfField visit={visit} />
        {Object.entries(filter).map(
          ([name, value]) => value !== '' && <input type="hidden" name={name} value={value} />,
        )}
        {EXPORT_FORMATS.map((format) => (
          <button type="submit" class="button" name="format" value={format}>
            {audit.formats[format]}
          </button>
        ))}
      </form>
    </section>
  );
}

export function AuditPage(props: Props): VNode {
  const { visit, fields, events, names, hasMore } = props;
  const { audit } = visit.words;
  return (
    <Layout visit={visit} title={audit.title} current="audit" style="audit.css">
      <div class="audit">
        <h1>{audit.title}</h1>
        <p class="quiet">{audit.lead}</p>
        <Chains {...props} />
        <Filter {...props} />
        {events.length === 0 ? (
          <p class="card quiet">{audit.none}</p>
        ) : (
          <ol class="card events">
            {events.map((event) => (
              <Event visit={visit} names={names} event={event} />
            ))}
          </ol>
        )}
        <Pager visit={visit} page={fields.page} hasMore={hasMore} href={(n) => auditHref(fields, n)} />
        <Takeaway {...props} />
      </div>
    </Layout>
  );
}
