// What a repair would make of a mail: header and recipients before and after, signatures that go, what is still found,
// and what it needs then. Its buttons store exactly this, or nothing.

import type { ComponentChildren, VNode } from 'preact';
import type { AddrSpec } from '../../guard/address.ts';
import { asksToHold } from '../../guard/verdict.ts';
import type { Operation } from '../../message/rewrite/operations.ts';
import type { ShownField } from '../../message/rewrite/raw-mail.ts';
import type { RepairOffer } from '../../relay/repair.ts';
import type { MailDetail } from '../../store/store.ts';
import { showLine } from '../shown.ts';
import type { SignedVisit } from '../visit.ts';
import { FindingCard } from './finding-card.tsx';
import { CsrfField, Layout } from './layout.tsx';
import { Address } from './parts.tsx';

type Props = {
  readonly visit: SignedVisit;
  readonly detail: MailDetail;
  readonly offer: RepairOffer;
  readonly operations: readonly Operation[];
  readonly nonce: string;
  /** Whether this visitor may give the sender's confirmation, which is asked first then. */
  readonly mayConfirm: boolean;
};

const MAX_VALUE = 1000;
const MOST_PATHS = 40;
const MOST_EVIDENCE = 5;

function Fields({
  title,
  fields,
}: {
  readonly title: string;
  readonly fields: readonly ShownField[];
}): VNode {
  return (
    <div>
      <h3>{title}</h3>
      {fields.length === 0 ? (
        <p class="quiet">–</p>
      ) : (
        <dl class="fields">
          {fields.map(({ name, value }) => (
            <>
              <dt>{showLine(name, 80)}</dt>
              <dd>
                <bdi>{showLine(value, MAX_VALUE)}</bdi>
              </dd>
            </>
          ))}
        </dl>
      )}
    </div>
  );
}

/** Our own signature is told in words below. */
const SIGNATURE = /^dkim-signature$/i;

/** Fields that stand in `some` and not in `others`. */
function onlyIn(some: readonly ShownField[], others: readonly ShownField[]): readonly ShownField[] {
  const known = new Set(others.map(({ name, value }) => `${name}\n${value}`));
  return some.filter(({ name, value }) => !known.has(`${name}\n${value}`));
}

function Card({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Header({ visit, offer }: Props): VNode {
  const { repair } = visit.words;
  const after = offer.mails[0]?.headersAfter ?? [];
  return (
    <Card title={repair.header}>
      <div class="before-after">
        <Fields title={repair.before} fields={onlyIn(offer.headersBefore, after)} />
        <Fields
          title={repair.after}
          fields={onlyIn(after, offer.headersBefore).filter(({ name }) => !SIGNATURE.test(name))}
        />
      </div>
    </Card>
  );
}

function Paths({
  visit,
  title,
  paths,
}: {
  readonly visit: SignedVisit;
  readonly title: string;
  readonly paths: readonly AddrSpec[];
}): VNode | null {
  if (paths.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {paths.slice(0, MOST_PATHS).map((path) => (
          <li>
            <Address address={path} />
          </li>
        ))}
      </ul>
      {paths.length > MOST_PATHS && (
        <p class="quiet">{visit.words.people.others(paths.length - MOST_PATHS)}</p>
      )}
    </>
  );
}

function Envelope({ visit, detail, offer }: Props): VNode {
  const { repair } = visit.words;
  const before = detail.recipients.filter(({ state }) => state !== 'dropped').map((one) => one.forwardPath);
  const after = offer.mails.flatMap(({ envelope }) => envelope.forwardPaths);
  const added = after.filter((path) => !before.includes(path));
  const dropped = before.filter((path) => !after.includes(path));
  return (
    <Card title={repair.envelope}>
      {added.length + dropped.length === 0 && <p>{repair.same(after.length)}</p>}
      <Paths visit={visit} title={repair.added} paths={added} />
      <Paths visit={visit} title={repair.dropped} paths={dropped} />
    </Card>
  );
}

function Signatures({ visit, offer }: Props): VNode {
  const { repair } = visit.words;
  const signedBy = offer.mails[0]?.signedBy ?? null;
  return (
    <Card title={repair.signatures}>
      <ul>
        {offer.removedSignatures.map((what) => (
          <li>{repair.removed(showLine(what, 200))}</li>
        ))}
      </ul>
      <p>{signedBy === null ? repair.unsigned : repair.signedBy(showLine(signedBy, 120))}</p>
    </Card>
  );
}

function Findings({ visit, offer }: Props): VNode {
  const { repair, needs } = visit.words;
  const [first] = offer.mails;
  const findings = first?.verdict.findings.filter(asksToHold) ?? [];
  return (
    <section class="reasons">
      <h2>{findings.length === 0 ? repair.foundNothing : repair.foundThen}</h2>
      {findings.map((finding) => (
        <FindingCard visit={visit} finding={finding} facts={first?.facts ?? null} most={MOST_EVIDENCE} />
      ))}
      <p>
        {repair.needsThen}
        {visit.words.colon}
        <b>{offer.needs.map((grant) => needs[grant]).join(' · ')}</b>
      </p>
    </section>
  );
}

function StoreForm({ visit, detail, offer, operations, nonce, mayConfirm }: Props): VNode {
  const { repair } = visit.words;
  const { sha256, envelopeSha256, revision } = offer.saw;
  return (
    <form method="post" action={`/held/${detail.mail.id}/repair/store`} class="repair">
      <CsrfField visit={visit} />
      <input type="hidden" name="operations" value={JSON.stringify(operations)} />
      <input type="hidden" name="nonce" value={nonce} />
      <input type="hidden" name="digest" value={offer.digest} />
      <input type="hidden" name="sha256" value={sha256} />
      <input type="hidden" name="envelopeSha256" value={envelopeSha256} />
      <input type="hidden" name="revision" value={String(revision)} />
      {mayConfirm && (
        <>
          <button type="submit" name="confirm" value="1" class="button primary">
            {repair.send}
          </button>
          <p class="hint">{repair.sendHint}</p>
        </>
      )}
      <button type="submit" class={mayConfirm ? 'button' : 'button primary'}>
        {repair.store}
      </button>
      <p class="hint">{repair.storeHint}</p>
      <a href={`/held/${detail.mail.id}/repair`}>{repair.back}</a>
    </form>
  );
}

export function RepairPreviewPage(props: Props): VNode {
  const { visit, detail, offer } = props;
  const { repair } = visit.words;
  const { id, subject } = detail.mail;
  return (
    <Layout visit={visit} title={repair.previewTitle} current="held">
      <div class="mail-head">
        <p class="crumbs">
          <a href={`/held/${id}`}>← {showLine(subject, 60).trim() || visit.words.people.noSubject}</a>
        </p>
        <h1>{repair.previewTitle}</h1>
        <p>
          <b>{repair.nothingYet}</b> {offer.mails.length > 1 && repair.copies(offer.mails.length)}
        </p>
      </div>
      <div class="columns">
        <div class="wide-column">
          <Header {...props} />
          <Envelope {...props} />
          <Signatures {...props} />
        </div>
        <div class="side-column">
          <Findings {...props} />
          <StoreForm {...props} />
        </div>
      </div>
    </Layout>
  );
}
