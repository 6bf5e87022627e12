// The text of the mail as its characters: never HTML, nothing clickable, what the findings point at marked.

import type { VNode } from 'preact';
import type { PersonalPlace } from '../../guard/facts.ts';
import { showText } from '../shown.ts';
import type { Visit } from '../visit.ts';
import { PersonalSummary } from './files-card.tsx';
import type { ShownText } from './mail-shown.ts';

type Props = {
  readonly visit: Visit;
  readonly text: ShownText;
  /** What was found in the text. */
  readonly place: PersonalPlace | undefined;
  /** The page with the whole text. */
  readonly allHref: string;
};

function Body({ visit, text, allHref }: Omit<Props, 'place'>): VNode {
  const { mail } = visit.words;
  if (text.kind === 'text') return <Characters visit={visit} text={text} allHref={allHref} />;
  if (text.kind === 'none') return <p class="quiet">{mail.noText}</p>;
  if (text.kind === 'hidden') return <p class="quiet">{mail.textHidden}</p>;
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

export function TextCard({ visit, text, place, allHref }: Props): VNode {
  return (
    <section class="card body" id="text">
      <h2>{visit.words.mail.text}</h2>
      {place !== undefined && <PersonalSummary visit={visit} place={place} />}
      <Body visit={visit} text={text} allHref={allHref} />
    </section>
  );
}
