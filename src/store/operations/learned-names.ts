// The names by which domains, people and files are known from delivered mail, asked from both sides.

import { sql } from 'kysely';
import {
  type Bearer,
  type Lesson,
  type Named,
  type Naming,
  nameOfName,
  nameOfSubject,
} from '../../guard/history.ts';
import { MAX_BEARERS, MAX_NAMES } from '../../guard/recorded-history.ts';
import type { Db } from '../schema.ts';
import { statement } from '../statement.ts';
import { chunksOf, storable } from './context.ts';

type Subjects = {
  readonly kinds: readonly Naming['kind'][];
  readonly subjects: readonly string[];
  readonly since: string;
};

const findNames = statement((db, { kinds, subjects, since }: Subjects) =>
  db
    .selectFrom('learned_names')
    .select(['kind', 'subject', 'name', 'count'])
    .where('kind', 'in', kinds)
    .where('subject', 'in', subjects)
    .where('last_at', '>=', since)
    .orderBy('count', 'desc')
    .orderBy('name', 'desc'),
);

/** The most frequent names of each subject, by `nameOfSubject`. */
export async function namesOf(
  db: Db,
  subjects: readonly Omit<Naming, 'name'>[],
  since: string,
): Promise<ReadonlyMap<string, readonly Named[]>> {
  const found = new Map<string, Named[]>(subjects.map((asked) => [nameOfSubject(asked), []]));
  const kinds = [...new Set(subjects.map(({ kind }) => kind))];
  const wanted = subjects.map(({ subject }) => storable(subject));
  for (const chunk of chunksOf([...new Set(wanted)])) {
    const { rows } = await findNames(db, { kinds, subjects: chunk, since });
    for (const { kind, subject, name, count } of rows) {
      const names = found.get(nameOfSubject({ kind, subject }));
      if (names !== undefined && names.length < MAX_NAMES) names.push({ name, count });
    }
  }
  return found;
}

type OneName = Pick<Naming, 'kind' | 'name'> & { readonly since: string };

const findBearers = statement((db, { kind, name, since }: OneName) =>
  db
    .selectFrom('learned_names')
    .select(['subject', 'count'])
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('last_at', '>=', since)
    .orderBy('count', 'desc')
    .orderBy('subject', 'desc')
    .limit(MAX_BEARERS),
);

/** The most frequent bearers of each name, by `nameOfName`. */
export async function bearersOf(
  db: Db,
  names: readonly Omit<Naming, 'subject'>[],
  since: string,
): Promise<ReadonlyMap<string, readonly Bearer[]>> {
  const found = new Map<string, readonly Bearer[]>();
  for (const asked of names) {
    const { rows } = await findBearers(db, { kind: asked.kind, name: storable(asked.name), since });
    found.set(nameOfName(asked), rows);
  }
  return found;
}

type Row = {
  readonly kind: Naming['kind'];
  readonly subject: string;
  readonly name: string;
  readonly count: number;
  readonly first_at: string;
  readonly last_at: string;
};

function toRows(lessons: readonly Lesson[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { at, namings } of lessons) {
    for (const { kind, subject, name } of namings) {
      const key = JSON.stringify([kind, subject, name]);
      const known = rows.get(key);
      rows.set(key, {
        kind,
        subject: storable(subject),
        name: storable(name),
        count: (known?.count ?? 0) + 1,
        first_at: known !== undefined && known.first_at < at ? known.first_at : at,
        last_at: known !== undefined && known.last_at > at ? known.last_at : at,
      });
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

const mergeNames = statement((db, rows: readonly Row[]) => {
  const old = (column: string) => sql.ref(`learned_names.${column}`);
  return db
    .insertInto('learned_names')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject', 'name']).doUpdateSet({
        count: sql<number>`${old('count')} + excluded.count`,
        first_at: sql<string>`case when excluded.first_at < ${old('first_at')} then excluded.first_at else ${old('first_at')} end`,
        last_at: sql<string>`case when excluded.last_at > ${old('last_at')} then excluded.last_at else ${old('last_at')} end`,
      }),
    );
});

/** Adds the namings of lessons, in one order, so that two writers do not lock each other out. */
export async function addNames(db: Db, lessons: readonly Lesson[]): Promise<void> {
  for (const chunk of chunksOf(toRows(lessons))) await mergeNames(db, chunk);
}
