// What the page of a mail shows only the beginning of, page by page: all its recipients, all its files, everything that
// its reasons point at.

import type { ComponentChildren, VNode } from 'preact';
import type { FileFacts, PersonalPlace } from '../../guard/facts.ts';
import type { MailDetail } from '../../store/store.ts';
import { type Group, sizeOf, stretchOf } from '../recipient-groups.ts';
import { showLine } from '../shown.ts';
import type { Visit } from '../visit.ts';
import { FileList } from './files-card.tsx';
import { FindingCard } from './finding-card.tsx';
import { Layout } from './layout.tsx';
import { Pager } from './pager.tsx';
import { RecipientList } from './recipients-card.tsx';

export type Base = {
  readonly visit: Visit;
  readonly detail: MailDetail;
  readonly page: number;
  /** The page of the mail. */
  readonly back: string;
};

const RECIPIENTS_PER_PAGE = 40;
const FILES_PER_PAGE = 25;
const REASONS_PER_PAGE = 4;

type WholeProps = Base & {
  readonly title: string;
  readonly path: string;
  readonly total: number;
  readonly perPage: number;
  readonly isNarrow?: boolean;
  readonly children: ComponentChildren;
};

/** One of these pages. */
export function WholePage(props: WholeProps): VNode {
  const { visit, detail, page, back, title, path, total, perPage, isNarrow, children } = props;
  const subject = showLine(detail.mail.subject, 40).trim() || visit.words.people.noSubject;
  return (
    <Layout visit={visit} title={title}>
      <div class={isNarrow ? 'narrow' : undefined}>
        <div class="mail-head">
          <p class="crumbs">
            <a href={back}>← {subject}</a>
          </p>
          <h1>
            {title}
            <span class="count">{total}</span>
          </h1>
        </div>
        {children}
        <Pager
          visit={visit}
          page={page}
          hasMore={page * perPage < total}
          href={(n) => `${back}/${path}${n === 1 ? '' : `?page=${n}`}`}
        />
      </div>
    </Layout>
  );
}

export function RecipientsPage(props: Base & { readonly groups: readonly Group[] }): VNode {
  const { visit, detail, page, groups } = props;
  const { state } = detail.mail;
  return (
    <WholePage
      {...props}
      title={visit.words.mail.recipients}
      path="recipients"
      total={sizeOf(groups)}
      perPage={RECIPIENTS_PER_PAGE}
    >
      <section class="card recipients">
        <RecipientList
          visit={visit}
          isReleased={state === 'queued' || state === 'done'}
          all={groups}
          shown={stretchOf(groups, (page - 1) * RECIPIENTS_PER_PAGE, RECIPIENTS_PER_PAGE)}
          heading="h2"
          openGroups={RECIPIENTS_PER_PAGE}
        />
      </section>
    </WholePage>
  );
}

type FilesProps = Base & {
  readonly files: readonly FileFacts[];
  readonly places: readonly PersonalPlace[];
};

export function FilesPage(props: FilesProps): VNode {
  const { visit, page, files, places } = props;
  const start = (page - 1) * FILES_PER_PAGE;
  return (
    <WholePage
      {...props}
      title={visit.words.mail.files}
      path="files"
      total={files.length}
      perPage={FILES_PER_PAGE}
    >
      <section class="card files">
        <FileList visit={visit} files={files.slice(start, start + FILES_PER_PAGE)} places={places} />
      </section>
    </WholePage>
  );
}

/** Every finding with all of its evidence. */
export function ReasonsPage(props: Base): VNode {
  const { visit, detail, page } = props;
  const findings = detail.verdict?.findings ?? [];
  const start = (page - 1) * REASONS_PER_PAGE;
  return (
    <WholePage
      {...props}
      title={visit.words.mail.reasonsAll}
      path="reasons"
      total={findings.length}
      perPage={REASONS_PER_PAGE}
    >
      <section class="reasons">
        {findings.slice(start, start + REASONS_PER_PAGE).map((finding) => (
          <FindingCard visit={visit} finding={finding} facts={detail.facts} isOpen />
        ))}
      </section>
    </WholePage>
  );
}
