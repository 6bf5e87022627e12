// What a source of the people directory has said, as the store keeps it.

import type { PeopleRows } from '../guard/people.ts';

export type DirectorySource = 'file' | 'ldap';
/** The rows of one source of the people directory as they were last read. */
export type DirectoryRow = {
  readonly source: DirectorySource;
  readonly syncedAt: string;
  readonly rows: PeopleRows;
};

/** The part of the store that the directory asks. */
export type DirectoryStore = {
  /** Takes the place of what the source said before. */
  putDirectory(row: DirectoryRow): Promise<void>;
  /** All sources; none of them when nothing is newer than `after`. */
  readDirectory(after?: string): Promise<readonly DirectoryRow[]>;
};
