// What was opened is closed in the opposite order, each with a limit of time, whatever the others do.

type Closable = { close(): Promise<void> } | { stop(): Promise<void> };

export type Closers = {
  /** Registers what was just opened, and returns it. */
  add<T extends Closable>(name: string, opened: T): T;
  /** Closes all, last opened first. Never rejects; `onFailure` is told what failed or took too long. */
  closeAll(): Promise<void>;
};

/** The slowest is SMTP, which lets mails under way finish. */
const LIMIT_MS = 45_000;

async function within(limitMs: number, closing: Promise<void>): Promise<void> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not closed within ${limitMs} ms`)), limitMs);
  await Promise.race([closing, tooLong]).finally(() => clearTimeout(timer));
}

export function createClosers(
  onFailure: (name: string, error: unknown) => void,
  limitMs: number = LIMIT_MS,
): Closers {
  const closers: { readonly name: string; readonly opened: Closable }[] = [];
  return {
    add(name, opened) {
      closers.push({ name, opened });
      return opened;
    },
    async closeAll() {
      for (const { name, opened } of closers.splice(0).reverse()) {
        try {
          await within(limitMs, 'close' in opened ? opened.close() : opened.stop());
        } catch (error) {
          onFailure(name, error);
        }
      }
    },
  };
}
