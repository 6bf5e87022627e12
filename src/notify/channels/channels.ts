// Tells chat channels and webhooks what has happened: gathers jobs from the events, posts them one by one per channel,
// puts off what fails, gives up after three days. Nothing that it does is an event, so it never tells of itself. Started
// by serve.ts.

import type { RelayPorts } from '../../relay/ports.ts';
import { pauseAfterMs } from '../../relay/retry-times.ts';
import type { ChannelJob } from '../../store/channel-job.ts';
import { type Looking, startLooking } from '../looking.ts';
import { CHANNEL_EVENTS, type Channel } from './channel.ts';
import { messageFor } from './channel-message.ts';
import { payloadFor } from './payloads.ts';
import { type PostResult, postSafely, type Resolve } from './post-safely.ts';

export type ChannelPorts = Pick<RelayPorts, 'store' | 'rules' | 'log' | 'now' | 'random'> & {
  readonly channels: readonly Channel[];
  readonly webUrl: () => string;
  readonly timeoutMs?: number;
  readonly resolve?: Resolve;
};

const POLL_MS = 10_000;
const TIMEOUT_MS = 10_000;
const GIVE_UP_MS = 3 * 24 * 3_600_000;
const LONGEST_WAIT_MS = 4 * 3_600_000;

const isTaken = (result: PostResult) =>
  result.kind === 'answered' && result.status >= 200 && result.status < 300;

const reasonOf = (result: PostResult) =>
  result.kind === 'answered' ? `answered ${result.status}` : `${result.kind}: ${result.reason}`;

/** null when there is nothing to tell any more: the mail is gone, or is one of ours. */
async function post(ports: ChannelPorts, channel: Channel, job: ChannelJob): Promise<PostResult | null> {
  const { store, rules, now, webUrl, timeoutMs = TIMEOUT_MS } = ports;
  const detail = await store.findMail(job.mailId);
  const event = CHANNEL_EVENTS.find((one) => one === job.type);
  if (detail === null || detail.mail.origin !== 'submitted' || event === undefined) return null;
  const message = messageFor(channel, event, job, detail, { rules: rules(), webUrl: webUrl() });
  const { url, allowPrivate } = channel;
  const signal = AbortSignal.timeout(timeoutMs);
  const resolve = ports.resolve === undefined ? {} : { resolve: ports.resolve };
  return postSafely({ ...payloadFor(channel, message, job, now()), url, allowPrivate, signal, ...resolve });
}

function nextAttempt({ now, random }: ChannelPorts, job: ChannelJob, result: PostResult): string | null {
  const at = now().getTime();
  if (at - Date.parse(job.at) > GIVE_UP_MS) return null;
  const asked = result.kind === 'answered' ? (result.retryAfterMs ?? 0) : 0;
  const pause = Math.max(pauseAfterMs(job.attempts, random()), Math.min(asked, LONGEST_WAIT_MS));
  return new Date(at + pause).toISOString();
}

/** True when the channel takes what it is given. */
async function tell(ports: ChannelPorts, channel: Channel, job: ChannelJob): Promise<boolean> {
  const { store, log } = ports;
  const { mailId } = job;
  const result = await post(ports, channel, job);
  if (result === null || isTaken(result)) {
    await store.settleChannelJob(job, null);
    if (result !== null) log({ event: 'channel-told', mailId, hop: channel.name, code: job.type });
    return true;
  }
  const next = nextAttempt(ports, job, result);
  await store.settleChannelJob(job, next);
  const event = next === null ? 'channel-given-up' : 'channel-failed';
  const level = next === null ? 'error' : 'warn';
  log({ event, level, mailId, hop: channel.name, code: job.type, error: reasonOf(result) });
  return false;
}

/** Until nothing is due, or the channel has failed: it is asked again at the next look. */
async function tellDue(ports: ChannelPorts, channel: Channel): Promise<void> {
  const { store, now, timeoutMs = TIMEOUT_MS } = ports;
  for (let isWell = true; isWell; ) {
    const at = now();
    const until = new Date(at.getTime() + 2 * timeoutMs).toISOString();
    const job = await store.claimChannelJob(channel.name, at.toISOString(), until);
    isWell = job !== null && (await tell(ports, channel, job));
  }
}

/** Does nothing when no channel is configured. `stop` must be called. */
export function startChannels(ports: ChannelPorts): Looking {
  const { channels, store, log } = ports;
  const wishes = channels.map(({ name, events }) => ({ name, events }));
  const look = async () => {
    if (wishes.length === 0) return;
    await store.gatherChannelJobs(wishes);
    await Promise.all(channels.map((channel) => tellDue(ports, channel)));
  };
  return startLooking(look, { pollMs: POLL_MS, log, event: 'channels-failed' });
}
