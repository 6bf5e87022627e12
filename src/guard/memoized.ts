// What is made of a list of the policy or the configuration, made once: such lists never change, another policy has others.

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
