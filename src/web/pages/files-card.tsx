// The attachments: what each is by its content, whether it is protected, and whose data was found in it, masked.

import type { VNode } from 'preact';
import type { FileFacts, PersonalPlace } from '../../guard/facts.ts';
import { placeText } from '../../guard/sentences/places.ts';
import { size } from '../moments.ts';
import { showLine } from '../shown.ts';
import type { Visit } from '../visit.ts';

type Shown = { readonly visit: Visit };

/** Kinds with their counts, and a few masked values with where they stand. */
export function PersonalSummary({ visit, place }: Shown & { readonly place: PersonalPlace }): VNode {
  const { mail } = visit.words;
  return (
    <div class="personal">
      <p>
        <span class="tag bad">{mail.persons(place.persons)}</span>{' '}
        {place.kinds.map(({ kind, count }) => `${mail.kinds[kind]} ${count}`).join(' · ')}
      </p>
      <ul class="masked">
        {place.evidence.map(({ at, kind, masked }) => (
          <li>
            <span class="quiet">
              {showLine(at === '' ? mail.kinds[kind] : placeText(at, visit.language), 60)}
            </span>{' '}
            <bdi>{showLine(masked, 80)}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Flags({ visit, file }: Shown & { readonly file: FileFacts }): VNode {
  const { mail } = visit.words;
  const protectionTone = file.protection === 'protected' ? 'tag good' : 'tag';
  return (
    <span class="tags">
      <span class="tag">{file.type}</span>
      <span class={protectionTone}>
        {mail.protection[file.protection]}
        {file.protectionBy !== null && ` (${file.protectionBy})`}
      </span>
      {file.hasMacros && <span class="tag warn">{mail.macros}</span>}
      {file.isScript && <span class="tag bad">{mail.script}</span>}
      {file.isProgram && <span class="tag bad">{mail.program}</span>}
      {!file.readable && file.protection !== 'protected' && <span class="tag warn">{mail.unreadable}</span>}
      {file.hidden.map(({ kind, at }) => (
        <span class="tag warn">{`${mail.hiddenContent[kind]} ${showLine(placeText(at, visit.language), 40)}`}</span>
      ))}
    </span>
  );
}

function FileItem({
  visit,
  file,
  place,
}: Shown & { readonly file: FileFacts; readonly place?: PersonalPlace }) {
  const { mail, colon } = visit.words;
  const others = file.otherNames.map((name) => showLine(name, 120));
  return (
    <li>
      <p class="file-name">
        <b>
          <bdi>{showLine(file.path, 300)}</bdi>
        </b>{' '}
        <span class="quiet">{size(file.sizeOctets)}</span>
      </p>
      <Flags visit={visit} file={file} />
      {others.length > 0 && (
        <p class="quiet">
          {mail.alsoNamed}
          {colon}
          <bdi>{others.join(' · ')}</bdi>
        </p>
      )}
      {place !== undefined && <PersonalSummary visit={visit} place={place} />}
    </li>
  );
}

type Personal = readonly PersonalPlace[];

const placeOf = (file: FileFacts, places: Personal) => places.find(({ where }) => where === file.path);

/** Pictures inside the text are no attachments, unless something was found in them. */
export function attachmentsOf(files: readonly FileFacts[], places: Personal): readonly FileFacts[] {
  return files.filter((file) => !file.inline || placeOf(file, places) !== undefined);
}

type ListProps = Shown & { readonly files: readonly FileFacts[]; readonly places: Personal };

export function FileList({ visit, files, places }: ListProps): VNode {
  return (
    <ul>
      {files.map((file) => {
        const place = placeOf(file, places);
        return <FileItem visit={visit} file={file} {...(place && { place })} />;
      })}
    </ul>
  );
}

type Props = ListProps & {
  /** The page that lists all of them. */
  readonly allHref: string;
};

/** An archive may hold thousands. */
const MOST_SHOWN = 12;

export function FilesCard({ visit, files, places, allHref }: Props): VNode {
  const { mail } = visit.words;
  const all = attachmentsOf(files, places);
  return (
    <section class="card files">
      <h2>
        {mail.files} {all.length > 0 && <span class="count">{all.length}</span>}
      </h2>
      {all.length === 0 ? (
        <p class="quiet">{mail.noFiles}</p>
      ) : (
        <FileList visit={visit} files={all.slice(0, MOST_SHOWN)} places={places} />
      )}
      {all.length > MOST_SHOWN && (
        <p class="all">
          <a href={allHref}>{mail.allFiles(all.length)}</a>
        </p>
      )}
    </section>
  );
}
