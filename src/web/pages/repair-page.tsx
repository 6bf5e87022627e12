// The page that asks what to repair: first what the findings suggest, ticked already, then everything else. It changes
// nothing; its button shows the result.

import type { ComponentChildren, VNode } from 'preact';
import { type AddrSpec, addressKey } from '../../guard/address.ts';
import type { PartInfo } from '../../message/rewrite/parts.ts';
import type { MailDetail } from '../../store/store.ts';
import type { Correction, Suggestions } from '../repair-suggestions.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { CsrfField, Layout } from './layout.tsx';
import { Pager } from './pager.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly detail: MailDetail;
  readonly parts: readonly PartInfo[];
  readonly suggestions: Suggestions;
  /** Which page of them, where they are many. */
  readonly filesPage: number;
  /** Whether this visitor may be shown the passphrase of a protected file. */
  readonly isOwn: boolean;
  /** Why what was chosen cannot be done. */
  readonly mistake: string | null;
};

type BoxProps = {
  readonly type: 'checkbox' | 'radio';
  readonly name: string;
  readonly value: string;
  readonly checked?: boolean;
  readonly children: ComponentChildren;
};

function Box({ type, name, value, checked = false, children }: BoxProps): VNode {
  return (
    <label>
      <input type={type} name={name} value={value} checked={checked} />
      <span>{children}</span>
    </label>
  );
}

function RecipientsChoice({ visit, suggestions }: Props): VNode {
  const { repair } = visit.words;
  const { hidesRecipients } = suggestions;
  return (
    <fieldset class="boxes">
      <legend>{repair.recipients}</legend>
      <Box type="radio" name="recipients" value="to-bcc" checked={hidesRecipients}>
        {repair.toBcc}
      </Box>
      <Box type="radio" name="recipients" value="one-per-recipient">
        {repair.onePerRecipient}
      </Box>
      <Box type="radio" name="recipients" value="as-is" checked={!hidesRecipients}>
        {repair.asIs}
      </Box>
    </fieldset>
  );
}

function Corrections({
  visit,
  corrections,
}: {
  visit: SignedVisit;
  corrections: readonly Correction[];
}): VNode {
  const { repair } = visit.words;
  return (
    <fieldset class="boxes">
      <legend>{repair.correctTitle}</legend>
      {corrections.map((correction) => (
        <Box type="checkbox" name="correct" value={JSON.stringify(correction)} checked>
          {repair.correct(showLine(correction.wrong, 120), showLine(correction.right, 120))}
        </Box>
      ))}
    </fieldset>
  );
}

function FileBoxes({
  visit,
  part,
  isOwn,
  isExposed,
}: Pick<Props, 'visit' | 'isOwn'> & { part: PartInfo; isExposed: boolean }) {
  const { repair } = visit.words;
  const name = showLine(part.name ?? part.type, 120);
  if (part.refusal !== null) return <p class="quiet">{repair.sealedFile(name)}</p>;
  return (
    <>
      {isOwn && (
        <Box type="checkbox" name="protect" value={part.id} checked={isExposed}>
          {repair.protect(name)}
        </Box>
      )}
      <Box type="checkbox" name="dropFile" value={part.id}>
        {repair.dropFile(name)}
      </Box>
    </>
  );
}

const FILES_PER_PAGE = 15;

/** Those that should be protected first. */
function filesShown({ parts, suggestions, filesPage }: Props): readonly PartInfo[] {
  const isExposed = ({ id }: PartInfo) => suggestions.protect.includes(id);
  const ordered = parts.toSorted((a, b) => Number(isExposed(b)) - Number(isExposed(a)));
  return ordered.slice((filesPage - 1) * FILES_PER_PAGE, filesPage * FILES_PER_PAGE);
}

function Files(props: Props): VNode {
  const { visit, detail, parts, suggestions, isOwn, filesPage } = props;
  const path = `/held/${detail.mail.id}/repair`;
  return (
    <fieldset class="boxes">
      <legend>{visit.words.repair.files}</legend>
      {filesShown(props).map((part) => (
        <FileBoxes
          visit={visit}
          part={part}
          isOwn={isOwn}
          isExposed={suggestions.protect.includes(part.id)}
        />
      ))}
      <Pager
        visit={visit}
        page={filesPage}
        hasMore={parts.length > filesPage * FILES_PER_PAGE}
        href={(n) => `${path}?files=${n}`}
      />
    </fieldset>
  );
}

function pathsOf({ recipients }: MailDetail): readonly AddrSpec[] {
  return recipients.filter(({ state }) => state !== 'dropped').map(({ forwardPath }) => forwardPath);
}

/** More than this are not listed but named: the page would grow beyond reason. */
const MOST_LISTED = 40;

/** Folded: a long list would push everything else out of sight. */
function Dropped({ visit, detail }: Props): VNode {
  const { repair } = visit.words;
  if (pathsOf(detail).length > MOST_LISTED) {
    return (
      <div class="field">
        <label for="dropTyped">{repair.drop}</label>
        <p class="hint" id="drop-hint">
          {repair.dropHint} <a href={`/held/${detail.mail.id}/recipients`}>{visit.words.mail.recipients}</a>
        </p>
        <textarea
          id="dropTyped"
          name="dropTyped"
          rows={3}
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="drop-hint"
        />
      </div>
    );
  }
  return (
    <details class="fold">
      <summary>{repair.drop}</summary>
      <fieldset class="boxes" aria-label={repair.drop}>
        {pathsOf(detail).map((path) => (
          <Box type="checkbox" name="drop" value={path}>
            <bdi dir="ltr">{showLine(path, 120)}</bdi>
          </Box>
        ))}
      </fieldset>
    </details>
  );
}

function AddressField({ name, label }: { readonly name: string; readonly label: string }): VNode {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} type="text" maxLength={320} autocapitalize="none" spellcheck={false} />
    </div>
  );
}

function TypedCorrection({ visit, detail }: Props): VNode {
  const { repair } = visit.words;
  const paths = pathsOf(detail);
  const isListed = paths.length <= MOST_LISTED;
  return (
    <fieldset class="typed">
      <legend>{repair.correctTitle}</legend>
      {!isListed && <AddressField name="wrong" label={repair.wrong} />}
      {isListed && (
        <>
          <label for="wrong">{repair.wrong}</label>
          <select id="wrong" name="wrong">
            <option value="">{repair.choose}</option>
            {paths.map((path) => (
              <option value={path}>{showLine(path, 120)}</option>
            ))}
          </select>
        </>
      )}
      <AddressField name="right" label={repair.right} />
    </fieldset>
  );
}

function Chooser(props: Props): VNode {
  const { visit, detail, parts, suggestions } = props;
  const { repair } = visit.words;
  const hasExposed = suggestions.protect.length > 0;
  const isOne = new Set(pathsOf(detail).map(addressKey)).size < 2;
  const suggested = [
    ...(suggestions.hidesRecipients ? [<RecipientsChoice {...props} />] : []),
    ...(suggestions.corrections.length > 0
      ? [<Corrections visit={visit} corrections={suggestions.corrections} />]
      : []),
    ...(hasExposed ? [<Files {...props} />] : []),
  ];
  return (
    <form method="post" action={`/held/${detail.mail.id}/repair`} class="repair">
      <CsrfField visit={visit} />
      {suggested.length > 0 && (
        <section class="card">
          <h2>{repair.suggested}</h2>
          {suggested}
        </section>
      )}
      <section class="card">
        <h2>{repair.more}</h2>
        {!suggestions.hidesRecipients && <RecipientsChoice {...props} />}
        {!hasExposed && parts.length > 0 && <Files {...props} />}
        {!isOne && <Dropped {...props} />}
        <TypedCorrection {...props} />
        <AddressField name="addCc" label={repair.addCc} />
        <AddressField name="addBcc" label={repair.addBcc} />
      </section>
      <button type="submit" class="button primary">
        {repair.preview}
      </button>
    </form>
  );
}

export function RepairPage(props: Props): VNode {
  const { visit, detail, mistake } = props;
  const { repair } = visit.words;
  const { id, subject } = detail.mail;
  return (
    <Layout visit={visit} title={repair.title} current="held">
      <div class="mail-head repair-head">
        <p class="crumbs">
          <a href={`/held/${id}`}>← {showLine(subject, 40).trim() || visit.words.people.noSubject}</a>
        </p>
        <h1>{repair.title}</h1>
        <p>{repair.lead}</p>
        {mistake !== null && (
          <div class="notice bad" role="alert">
            <b>{repair.refused}</b>
            {visit.words.colon}
            {showLine(mistake)} {repair.nothingDone}
          </div>
        )}
      </div>
      <Chooser {...props} />
    </Layout>
  );
}
