// What a source of the people directory has said, as the store keeps it.

import type { PeopleRows } from '../guard/people.ts';

export type DirectorySource = 'file' | 'ldap';
/** The rows of one source of the people directory as they were last read. */
export type DirectoryRow = {
  readonly source: DirectorySource;
  readonly syncedAt: string;
  readonly rows: PeopleRows;
};
