// What is made of a list that never changes, made once: a list of the policy or the configuration (another policy has others), a
// list among the facts of a mail.

/** `make` is asked once per list, and must be pure. */
export function memoized<K extends object, V extends object>(make: (list: K) => V): (list: K) => V {
  const known = new WeakMap<K, V>();
  return (list) => {
    const before = known.get(list);
    if (before !== undefined) return before;
    const made = make(list);
    known.set(list, made);
    return made;
  };
}
