// What a file of people says before it has been checked, and where each part of it stands.

export type Spot = { readonly line: number; readonly column: number | null };
export type Fault = Spot & { readonly message: string };

export type Draft = {
  /** To be parsed as PeopleRows. */
  readonly rows: unknown;
  readonly faults: readonly Fault[];
  /** The place of a path such as `people, 3, addresses, 0`; null when nothing there was written. */
  readonly placeOf: (path: readonly PropertyKey[]) => Spot | null;
};
