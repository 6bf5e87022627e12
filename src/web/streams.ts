// Open lists that are told of changes (server-sent events): each asks its question again and again and sends the answer
// when it is another one. A stream ends by itself, the browser asks anew, and so a session that has ended ends it too.

import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** What a stream is about; null: nobody may know any more. */
export type Watch = () => Promise<string>;

export type Streams = {
  /** null: too many are open. `owner` is whose they are counted as. */
  open(owner: string, watch: Watch): Readable | null;
  /** Ends all, so that the server can close. */
  closeAll(): void;
};

export type StreamSettings = { readonly pollMs: number; readonly lastsMs: number };

const PER_OWNER = 6;
const MOST = 400;
/** How long a browser waits before it asks anew. */
const RETRY = 'retry: 4000\n\n';

async function* tell(watch: Watch, { pollMs, lastsMs }: StreamSettings, signal: AbortSignal) {
  yield RETRY;
  let told = '';
  for (let n = 0; n * pollMs < lastsMs && !signal.aborted; n += 1) {
    const text = await watch();
    // A comment keeps proxies from closing what they take for dead.
    yield text === told ? ': \n\n' : `data: ${text}\n\n`;
    told = text;
    await wait(pollMs, null, { signal, ref: false }).catch(() => {
      // Closed meanwhile: the loop's condition ends it.
    });
  }
}

export function createStreams(settings: StreamSettings): Streams {
  const open = new Map<AbortController, string>();
  return {
    open(owner, watch) {
      const own = [...open.values()].filter((other) => other === owner).length;
      if (open.size >= MOST || own >= PER_OWNER) return null;
      const controller = new AbortController();
      open.set(controller, owner);
      const stream = Readable.from(tell(watch, settings, controller.signal), { objectMode: false });
      stream.once('close', () => {
        controller.abort();
        open.delete(controller);
      });
      return stream;
    },
    closeAll() {
      for (const controller of open.keys()) controller.abort();
    },
  };
}
