// A mail went out wrong: until when to report, who has it and what they saw, the report and the letters as drafts.

import type { VNode } from 'preact';
import type { Concerned, IncidentKit } from '../../guard/legal/incident.ts';
import type { ApologyDraft, ReportItem } from '../../guard/legal/incident-texts.ts';
import { legalSentence } from '../../guard/sentences/legal.ts';
import { minuteText } from '../local-minute.ts';
import { showLine, showText } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { Layout } from './layout.tsx';
import { Pager } from './pager.tsx';
import { Address, Time } from './parts.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly kit: IncidentKit;
  readonly items: readonly ReportItem[];
  readonly drafts: readonly ApologyDraft[];
  readonly isWrongful: boolean;
  readonly page: number;
};

const MOST_PEOPLE = 15;
const MOST_FILES = 8;
const DRAFTS_PER_PAGE = 2;

const pathOf = ({ kit }: Props) => `/held/${kit.mail.id}`;

function Times(props: Props): VNode {
  const { visit, kit, isWrongful } = props;
  const { incident } = visit.words;
  return (
    <form class="card filter" method="get" action={`${pathOf(props)}/incident`}>
      <label>
        <span>{incident.aware}</span>
        <input type="datetime-local" name="aware" value={minuteText(kit.awareAt, kit.timezone)} required />
      </label>
      <label class="box">
        <input type="checkbox" name="wrongful" value="1" checked={isWrongful} />
        <span>{incident.wrongful}</span>
      </label>
      <button type="submit" class="button">
        {incident.compute}
      </button>
    </form>
  );
}

function Deadlines({ visit, kit }: Props): VNode {
  const { incident } = visit.words;
  const { deadlines, estimate } = kit;
  const day = (text: string) => <time datetime={text}>{text}</time>;
  return (
    <section class="card">
      <h2>{incident.deadlines}</h2>
      <p>{legalSentence(estimate, visit.language)}</p>
      <dl class="dates">
        <dt>{incident.preliminary}</dt>
        <dd>
          {day(deadlines.preliminaryFrom)} – <b>{day(deadlines.preliminaryUntil)}</b>
        </dd>
        <dt>{incident.final(deadlines.finalDays)}</dt>
        <dd>
          <b>{day(deadlines.finalUntil)}</b>
        </dd>
      </dl>
      <p class="quiet hint">{incident.counted}</p>
    </section>
  );
}

function Person({ visit, one }: { readonly visit: SignedVisit; readonly one: Concerned }): VNode {
  const { incident } = visit.words;
  return (
    <li>
      <Address address={one.address} />{' '}
      <span class="quiet">
        {one.gotAt === null ? incident.missed : incident.got}
        {one.gotAt !== null && (
          <>
            {' '}
            <Time visit={visit} at={one.gotAt} />
          </>
        )}
        {one.saw > 0 && ` · ${incident.saw(one.saw)}`}
        {one.isShown && ` · ${incident.shown}`}
      </span>
    </li>
  );
}

function People(props: Props): VNode {
  const { visit, kit } = props;
  const { incident, mail } = visit.words;
  const all = [...kit.got, ...kit.missed];
  return (
    <section class="card">
      <h2>
        {incident.people} <span class="count">{kit.got.length}</span>
      </h2>
      {kit.got.length === 0 && <p class="notice">{incident.nobody}</p>}
      <ul class="rows">
        {all.slice(0, MOST_PEOPLE).map((one) => (
          <Person visit={visit} one={one} />
        ))}
      </ul>
      {all.length > MOST_PEOPLE && (
        <p class="all">
          <a href={`${pathOf(props)}/recipients`}>{mail.allRecipients(all.length)}</a>
        </p>
      )}
    </section>
  );
}

function Contents(props: Props): VNode {
  const { visit, kit } = props;
  const { incident, mail } = visit.words;
  const kindsText = (kinds: IncidentKit['files'][number]['kinds']) =>
    kinds.map(({ kind, count }) => `${mail.kinds[kind]} ${count}`).join(' · ');
  return (
    <section class="card">
      <h2>{incident.contents}</h2>
      <ul class="rows">
        <li>{incident.addresses(kit.shown.length)}</li>
        {kit.inText !== null && (
          <li>
            {mail.text}: {mail.persons(kit.inText.persons)}{' '}
            <span class="quiet">{kindsText(kit.inText.kinds)}</span>
          </li>
        )}
        {kit.files.slice(0, MOST_FILES).map(({ path, protection, persons, kinds }) => (
          <li>
            <bdi>{showLine(path, 200)}</bdi>{' '}
            <span class="quiet">
              {mail.protection[protection]}
              {persons > 0 && ` · ${mail.persons(persons)}`} {kindsText(kinds)}
            </span>
          </li>
        ))}
      </ul>
      {kit.files.length > MOST_FILES && (
        <p class="all">
          <a href={`${pathOf(props)}/files`}>{mail.allFiles(kit.files.length)}</a>
        </p>
      )}
    </section>
  );
}

function Report({ visit, items }: Props): VNode {
  const { incident } = visit.words;
  return (
    <section class="card report">
      <h2>{incident.report}</h2>
      <p class="quiet hint">{incident.reportHint}</p>
      <ol>
        {items.map(({ title, text }) => (
          <li>
            <b>{title}</b>
            <p>{showText(text)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Letters(props: Props): VNode {
  const { visit, drafts, kit, page } = props;
  const { incident } = visit.words;
  const start = (page - 1) * DRAFTS_PER_PAGE;
  return (
    <section class="card letters">
      <h2>
        {incident.letters} <span class="count">{drafts.length}</span>
      </h2>
      <p class="quiet hint">{incident.lettersHint}</p>
      {drafts.slice(start, start + DRAFTS_PER_PAGE).map(({ to, subject, text }) => (
        <article>
          <h3>
            <Address address={to} />
          </h3>
          <p>
            <b>{showLine(subject, 200)}</b>
          </p>
          <div class="text">{showText(text)}</div>
        </article>
      ))}
      <p class="quiet">
        {incident.command} <code>{`sekisho incident ${kit.mail.id} --out letters`}</code>
      </p>
    </section>
  );
}

function lettersHref(props: Props, page: number): string {
  const { kit, isWrongful } = props;
  const search = new URLSearchParams({
    aware: minuteText(kit.awareAt, kit.timezone),
    ...(isWrongful && { wrongful: '1' }),
    page: String(page),
  });
  return `${pathOf(props)}/incident?${search}`;
}

export function IncidentPage(props: Props): VNode {
  const { visit, kit, drafts, page } = props;
  const { incident, people } = visit.words;
  const subject = showLine(kit.mail.subject, 60).trim() || people.noSubject;
  return (
    <Layout visit={visit} title={incident.title} style="audit.css">
      <div class="audit">
        <p class="crumbs">
          <a href={pathOf(props)}>← {subject}</a>
        </p>
        <h1>{incident.title}</h1>
        <p class="quiet">{incident.lead}</p>
        <Times {...props} />
        <Deadlines {...props} />
        <People {...props} />
        <Contents {...props} />
        <Report {...props} />
        <Letters {...props} />
        <Pager
          visit={visit}
          page={page}
          hasMore={page * DRAFTS_PER_PAGE < drafts.length}
          href={(n) => lettersHref(props, n)}
        />
      </div>
    </Layout>
  );
}
