// The text of the mail as its characters: never HTML, nothing clickable, what the findings point at marked.

import type { VNode } from 'preact';
import type { PersonalPlace } from '../../guard/facts.ts';
import { LEAST_REASON, LONGEST_REASON } from '../break-glass.ts';
import { shortTime } from '../moments.ts';
import { showText } from '../shown.ts';
import type { Visit } from '../visit.ts';
import { PersonalSummary } from './files-card.tsx';
import { CsrfField } from './layout.tsx';
import type { ShownText } from './mail-shown.ts';
import { timeZoneOf } from './parts.tsx';

type Props = {
  readonly visit: Visit;
  readonly text: ShownText;
  /** What was found in the text. */
  readonly place: PersonalPlace | undefined;
  /** The page with the whole text. */
  readonly allHref: string;
  /** Where an auditor says why the text has to be read. */
  readonly openHref: string;
  /** Until when it is open to an auditor who has. */
  readonly openUntil: string | null;
};

function OpenForm({ visit, openHref }: Pick<Props, 'visit' | 'openHref'>): VNode {
  const { glass } = visit.words.audit;
  return (
    <form method="post" action={openHref} class="glass">
      <p class="quiet">{glass.lead}</p>
      <CsrfField visit={visit} />
      <label>
        <span>
          {glass.reason} <span class="quiet">{glass.reasonHint(LEAST_REASON)}</span>
        </span>
        <textarea name="reason" rows={2} required minlength={LEAST_REASON} maxlength={LONGEST_REASON} />
      </label>
      <button type="submit" class="button">
        {glass.open}
      </button>
    </form>
  );
}

function Body({ visit, text, allHref, openHref }: Omit<Props, 'place' | 'openUntil'>): VNode {
  const { mail } = visit.words;
  if (text.kind === 'text') return <Characters visit={visit} text={text} allHref={allHref} />;
  if (text.kind === 'none') return <p class="quiet">{mail.noText}</p>;
  if (text.kind === 'hidden') return <OpenForm visit={visit} openHref={openHref} />;
  if (text.kind === 'gone') return <p class="quiet">{mail.textGone}</p>;
  return <p class="notice bad">{mail.textDamaged}</p>;
}

type CharactersProps = Pick<Props, 'visit' | 'allHref'> & {
  readonly text: Extract<ShownText, { kind: 'text' }>;
};

function Characters({ visit, text, allHref }: CharactersProps): VNode {
  const { mail } = visit.words;
  const hasMarks = text.pieces.some(({ isMarked }) => isMarked);
  return (
    <>
      <p class="quiet hint">
        {mail.textOnly}
        {hasMarks && `; ${mail.textMarked}`}
      </p>
      <div class="text" dir="auto">
        {text.pieces.map(({ text: piece, isMarked }) =>
          isMarked ? <mark>{showText(piece)}</mark> : showText(piece),
        )}
      </div>
      {text.isCut && (
        <p>
          <a href={allHref}>{mail.showAll(text.length)}</a>
        </p>
      )}
    </>
  );
}

export function TextCard({ visit, place, openUntil, ...body }: Props): VNode {
  return (
    <section class="card body" id="text">
      <h2>{visit.words.mail.text}</h2>
      {place !== undefined && <PersonalSummary visit={visit} place={place} />}
      {openUntil !== null && (
        <p class="notice">
          {visit.words.audit.glass.isOpen(shortTime(openUntil, timeZoneOf(visit), visit.language))}
        </p>
      )}
      <Body visit={visit} {...body} />
    </section>
  );
}
