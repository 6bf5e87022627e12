// The policy that is in force now, and the record of all that were. It is the configuration's, or, where the configuration
// leaves it to the pages, what was applied there last: then every relay on the same database takes it up by itself.

import type { Policy, Rules } from '../guard/policy.ts';
import type { AddedPolicy, NewPolicyVersion } from '../store/policy-version.ts';
import type { Actor } from '../store/store.ts';
import { forecastChange } from './forecast-change.ts';
import { policyDigest } from './mail-of.ts';
import type { RelayPorts } from './ports.ts';

/** What is wrong with a written policy, and where. */
export type PolicyProblem = {
  readonly line: number | null;
  readonly column: number | null;
  /** `checks.burst.action`; empty: the text as a whole. */
  readonly path: string;
  readonly message: string;
  readonly hint: string | null;
};
export type ParsedPolicy =
  | { readonly kind: 'fit'; readonly policy: Policy }
  | { readonly kind: 'faulty'; readonly problems: readonly PolicyProblem[] };

export type PolicySource = {
  /** Whether the pages may change the policy; else they show it. */
  readonly isOnPages: boolean;
  /** Organisation and policy as the configuration has them. */
  readonly rules: () => Rules;
  /** The configuration's policy as somebody wrote it, in YAML. */
  readonly text: () => string;
  /** As `config check` would judge it. */
  readonly parse: (yaml: string) => ParsedPolicy;
};

export type Applied =
  | { readonly kind: 'applied'; readonly n: number }
  | { readonly kind: 'same' | 'overtaken' }
  | { readonly kind: 'faulty'; readonly problems: readonly PolicyProblem[] };

export type LivePolicy = Pick<PolicySource, 'isOnPages' | 'parse'> & {
  readonly rules: () => Rules;
  /** Writes down what is in force, unless that is known; to be called when the configuration was read anew. */
  note(): Promise<void>;
  /** Puts a policy in force that was made from version `base`, unless another one has come since. */
  apply(change: { readonly yaml: string; readonly base: number; readonly actor: Actor }): Promise<Applied>;
  /** Looks for what was applied elsewhere. */
  refresh(): Promise<void>;
  /** Resolves when forecasts under way are written. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export type LivePolicyPorts = Pick<RelayPorts, 'store' | 'people' | 'log' | 'now'>;

const POLL_MS = 2000;
const MOST_TRIES = 5;
const ACTOR: Actor = { kind: 'system', id: 'serve', via: 'cli' };

type InForce = { readonly policy: Policy; readonly yaml: string };

/** `1:11: checks.burts: unknown key; did you mean "burst"?` */
export function problemText({ line, column, path, message, hint }: PolicyProblem): string {
  const place = [line, column].filter((part) => part !== null).join(':');
  const said = [place, path, message].filter((part) => part !== '').join(': ');
  return hint === null ? said : `${said}; ${hint}`;
}

/** One after the other; a forecast that fails is no reason not to judge. */
function createForecasts(ports: LivePolicyPorts & { readonly rules: () => Rules }) {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    start(n: number): void {
      running = running.then(async () => {
        try {
          await forecastChange(ports, n, stopping.signal);
        } catch (error) {
          if (stopping.signal.aborted) return;
          ports.log({ event: 'forecast-failed', level: 'error', code: n, error: String(error) });
        }
      });
    },
    settled: () => running,
    stop(): Promise<void> {
      stopping.abort();
      return running;
    },
  };
}

/** What holds of all that was written down: what was applied last on the pages, or null for the configuration's. */
function createApplied(
  { store }: Pick<LivePolicyPorts, 'store'>,
  { isOnPages, parse }: Pick<PolicySource, 'isOnPages' | 'parse'>,
) {
  let applied: InForce | null = null;
  let known = 0;
  return {
    policy: () => applied,
    /** The newest version that was looked at. */
    known: () => known,
    /** Throws when the newest one cannot be used. */
    async refresh(): Promise<void> {
      const newest = await store.newestPolicy(known);
      // Another look that began later may have been answered first.
      if (newest === null || newest.n <= known) return;
      const parsed = isOnPages && newest.source === 'pages' ? parse(newest.yaml) : null;
      if (parsed?.kind === 'faulty') {
        const text = parsed.problems.map(problemText).join('; ');
        throw new Error(`version ${newest.n} of the policy cannot be used: ${text}`);
      }
      applied = parsed === null ? null : { policy: parsed.policy, yaml: newest.yaml };
      known = newest.n;
    },
  };
}

/**
 * What a relay that starts now takes from the pages, with the number of its version; null: the configuration's policy
 * holds. Throws when it no longer fits the configuration.
 */
export async function findApplied(
  ports: Pick<LivePolicyPorts, 'store'>,
  source: Pick<PolicySource, 'isOnPages' | 'parse'>,
): Promise<{ readonly yaml: string; readonly n: number } | null> {
  const applied = createApplied(ports, source);
  await applied.refresh();
  const inForce = applied.policy();
  return inForce === null ? null : { yaml: inForce.yaml, n: applied.known() };
}

/** Looks every few seconds, until it is stopped. */
function startPolling(refresh: () => Promise<void>, log: RelayPorts['log']): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  const lookSafely = async (): Promise<void> => {
    try {
      await refresh();
    } catch (error) {
      log({ event: 'policy-refresh-failed', level: 'error', error: String(error) });
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(lookSafely);
  }, POLL_MS).unref();
  return () => {
    clearInterval(timer);
    return looking;
  };
}

type Change = InForce & Pick<NewPolicyVersion, 'actor' | 'base' | 'source'>;

/** Rejects when the policy applied last no longer fits: nothing runs under rules that nobody can read. */
export async function startLivePolicy(ports: LivePolicyPorts, source: PolicySource): Promise<LivePolicy> {
  const { store, log, now } = ports;
  const { isOnPages, parse } = source;
  const applied = createApplied(ports, source);
  const rules = (): Rules => {
    const policy = applied.policy()?.policy;
    return policy === undefined ? source.rules() : { ...source.rules(), policy };
  };
  const forecasts = createForecasts({ ...ports, rules });

  function add(change: Change): Promise<AddedPolicy> {
    const digest = policyDigest(change.policy);
    return store.addPolicyVersion({ ...change, at: now().toISOString(), digest });
  }

  async function note(): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await applied.refresh();
      const base = isOnPages && applied.known() > 0 ? applied.known() : null;
      const inForce = applied.policy();
      const added = await (inForce === null
        ? add({ policy: source.rules().policy, yaml: source.text(), actor: ACTOR, base, source: 'config' })
        : add({ ...inForce, actor: ACTOR, base, source: 'pages' }));
      if (added.kind === 'added') forecasts.start(added.n);
      if (added.kind !== 'overtaken') return;
    }
    throw new Error('the policy in force could not be written down: others came first each time');
  }

  async function apply({ yaml, base, actor }: Parameters<LivePolicy['apply']>[0]): Promise<Applied> {
    if (!isOnPages) throw new Error('the policy is kept in the configuration');
    const parsed = parse(yaml);
    if (parsed.kind === 'faulty') return parsed;
    const added = await add({ policy: parsed.policy, yaml, actor, base, source: 'pages' });
    if (added.kind !== 'added') return { kind: added.kind };
    await applied.refresh();
    forecasts.start(added.n);
    log({ event: 'policy-applied', code: added.n });
    return { kind: 'applied', n: added.n };
  }

  await note();
  const stopPolling = isOnPages ? startPolling(applied.refresh, log) : async () => {};
  return {
    isOnPages,
    parse,
    rules,
    note,
    apply,
    refresh: applied.refresh,
    settled: forecasts.settled,
    async close() {
      await Promise.all([stopPolling(), forecasts.stop()]);
    },
  };
}
