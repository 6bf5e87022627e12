// Reads mails in a few warm threads, so that no mail can stop the relay: each has a deadline and a memory limit,
// and what fails there is a reading whose fault says so. Light mails are read at once on the main thread.

import { availableParallelism } from 'node:os';
import type { HeaderFacts } from '../guard/facts.ts';
import { readMail as readInline } from '../message/read-mail.ts';
import type { ReadingOptions } from '../message/reading.ts';
import { programOf } from '../program-files.ts';
import { headerBlockOf, isPlainText } from './header-block.ts';
import { Lanes } from './lanes.ts';
import type { ReadMail } from './ports.ts';
import { type ReadAttempt, type Reader, startReader } from './reader.ts';
import { HEAVY_OCTETS } from './reader-messages.ts';
import { unreadReading } from './unread.ts';

export type ReaderPoolSettings = {
  /** Threads. */
  readonly size: number;
  /** Per mail, from the moment a thread has it. */
  readonly deadlineMs: number;
  readonly maxMemoryMb: number;
  /** A thread is replaced after so many mails, or so many heavy ones: a heap does not shrink to what it was. */
  readonly recycleAfter: number;
  readonly recycleAfterHeavy: number;
  readonly program: URL;
  readonly readInline: ReadMail;
};

export type ReaderPool = {
  readonly readMail: ReadMail;
  /** Threads at work, and mails that wait for one. */
  load(): { readonly busy: number; readonly waiting: number };
  /** Ends the threads; what they were reading fails. */
  close(): Promise<void>;
};

type Job = {
  readonly octets: Uint8Array;
  readonly options: ReadingOptions;
  readonly deadlineMs: number;
  readonly isSmall: boolean;
  readonly done: (attempt: ReadAttempt) => void;
};

const SMALL_OCTETS = 64 * 1024;
const HEADER_DEADLINE_MS = 2000;

function defaults(): ReaderPoolSettings {
  return {
    size: Math.min(3, Math.max(2, availableParallelism() - 1)),
    deadlineMs: 20_000,
    maxMemoryMb: 144,
    recycleAfter: 500,
    recycleAfterHeavy: 20,
    program: programOf('reader'),
    readInline,
  };
}

/** Gives waiting jobs to idle threads, or to new ones up to the number set; a thread that is spent or dead is replaced. */
class Threads {
  readonly #settings: ReaderPoolSettings;
  readonly #waiting = new Lanes<Job>();
  readonly #idle: Reader[] = [];
  readonly #all = new Set<Reader>();
  #isClosed = false;
  #largeUnderWay = 0;

  constructor(settings: ReaderPoolSettings) {
    this.#settings = settings;
    this.#idle.push(this.#start());
  }

  #start(): Reader {
    const reader = startReader(this.#settings.program, this.#settings.maxMemoryMb);
    this.#all.add(reader);
    return reader;
  }

  run(job: Omit<Job, 'done' | 'isSmall'>): Promise<ReadAttempt> {
    const { promise, resolve } = Promise.withResolvers<ReadAttempt>();
    const isSmall = job.octets.length <= SMALL_OCTETS;
    this.#waiting.push({ ...job, isSmall, done: resolve }, isSmall);
    this.#next();
    return promise;
  }

  #next(): void {
    if (this.#idle.length === 0 && this.#all.size >= this.#settings.size) return;
    // The last thread is kept for small mails, so that a few large ones never make all others wait.
    const job = this.#waiting.take(this.#largeUnderWay < Math.max(1, this.#settings.size - 1));
    if (job === undefined) return;
    const idle = this.#takeIdle(job.octets.length >= HEAVY_OCTETS);
    void this.#work(idle?.isAlive() ? idle : this.#replace(idle), job);
  }

  /** Who has read heavy mails gives way to all others, and is left to such mails while another one can be had. */
  #takeIdle(isHeavy: boolean): Reader | undefined {
    const isSlow = (reader: Reader) => reader.heavyReads() > 0;
    const fits = this.#idle.findLastIndex((reader) => isSlow(reader) === isHeavy);
    if (fits < 0 && !isHeavy && this.#all.size < this.#settings.size) return undefined;
    return this.#idle.splice(Math.max(0, fits), 1)[0];
  }

  /** One new thread per dead one, and only when there is work or the dead one had some: never a loop of starts. */
  #replace(reader: Reader | undefined): Reader {
    if (reader !== undefined) {
      this.#all.delete(reader);
      void reader.stop();
    }
    return this.#start();
  }

  /** A heavy mail for which a thread that had read others had too little memory is read again by a new one. */
  async #read(first: Reader, { octets, options, deadlineMs }: Job): Promise<[Reader, ReadAttempt]> {
    const attempt = await first.read(octets, options, deadlineMs);
    const isLack = attempt.kind === 'failed' && attempt.code === 'out-of-memory';
    if (!isLack || octets.length < HEAVY_OCTETS || first.reads() === 1) return [first, attempt];
    await first.stop();
    if (this.#isClosed) return [first, attempt];
    const fresh = this.#replace(first);
    return [fresh, await fresh.read(octets, options, deadlineMs)];
  }

  async #work(first: Reader, job: Job): Promise<void> {
    const { isSmall, done } = job;
    if (!isSmall) this.#largeUnderWay += 1;
    const stopped = { kind: 'failed', code: 'reader-crashed', detail: 'the relay is stopping' } as const;
    const [reader, attempt] = this.#isClosed ? [first, stopped] : await this.#read(first, job);
    done(attempt);
    const { recycleAfter, recycleAfterHeavy } = this.#settings;
    const isWorn = reader.reads() >= recycleAfter || reader.heavyReads() >= recycleAfterHeavy;
    if (isWorn || !reader.isAlive()) await this.#renew(reader);
    else this.#idle.push(reader);
    if (!isSmall) this.#largeUnderWay -= 1;
    this.#next();
  }

  /** The next one begins when the memory of the one before is free: after a large mail that is as much again. */
  async #renew(reader: Reader): Promise<void> {
    await reader.stop();
    this.#all.delete(reader);
    if (!this.#isClosed) this.#idle.push(this.#start());
  }

  load(): { readonly busy: number; readonly waiting: number } {
    return { busy: this.#settings.size - this.#idle.length, waiting: this.#waiting.size };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#all].map((reader) => reader.stop()));
  }
}

/** A mail whose reading failed still has a header that people know it by, if that alone can be read. */
async function findHeader(
  threads: Threads,
  octets: Uint8Array,
  options: ReadingOptions,
): Promise<HeaderFacts | undefined> {
  const attempt = await threads.run({
    octets: headerBlockOf(octets),
    options,
    deadlineMs: HEADER_DEADLINE_MS,
  });
  return attempt.kind === 'read' ? attempt.reading.content.header : undefined;
}

/** Starts the first thread at once, others when they are needed. `close` must be called. */
export function createReaderPool(settings: Partial<ReaderPoolSettings> = {}): ReaderPool {
  const all = { ...defaults(), ...settings };
  const threads = new Threads(all);
  return {
    async readMail(octets, options) {
      const attempt = isPlainText(octets)
        ? await readHere(all.readInline, octets, options)
        : await threads.run({ octets, options, deadlineMs: all.deadlineMs });
      if (attempt.kind === 'read') return attempt.reading;
      const { code, detail } = attempt;
      const header = await findHeader(threads, octets, options);
      return unreadReading({ code, where: 'mail', detail: detail.slice(0, 80) }, header);
    },
    load: () => threads.load(),
    close: () => threads.close(),
  };
}

async function readHere(
  readMail: ReadMail,
  octets: Uint8Array,
  options: ReadingOptions,
): Promise<ReadAttempt> {
  try {
    return { kind: 'read', reading: await readMail(octets, options) };
  } catch (error) {
    return { kind: 'failed', code: 'reader-crashed', detail: String(error) };
  }
}
