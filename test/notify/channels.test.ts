// Chat channels and webhooks: what they are told, that nothing is lost or told twice knowingly, and that a URL somebody
// configured cannot be used against the company.

import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Channel } from '../../src/notify/channels/channel.ts';
import { startChannels } from '../../src/notify/channels/channels.ts';
import { isPublicAddress, postSafely } from '../../src/notify/channels/post-safely.ts';
import type { LogLine } from '../../src/relay/ports.ts';
import type { EventType, MailId, NewMail, Store } from '../../src/store/store.ts';
import { rulesOf } from '../guard/mail.ts';
import { eachDatabase, onDatabase } from '../store/databases.ts';
import { address, newMail } from '../store/samples.ts';
import { type Hook, startHook } from './hook.ts';

const SECRET = Buffer.alloc(24, 7);
const HOSTILE = '<!channel> [x](http://evil.example) <b>&';

let hook: Hook;
beforeAll(async () => {
  hook = await startHook();
});
afterAll(() => hook.close());

const channel = (changed: Partial<Channel> = {}): Channel => ({
  name: 'hook',
  kind: 'webhook',
  url: `http://hooks.example.test:${hook.port}/in?key=1`,
  secret: SECRET,
  events: ['held', 'released'],
  detail: 'none',
  language: 'en',
  allowPrivate: true,
  ...changed,
});

type Running = ReturnType<typeof startChannels> & { readonly logged: LogLine[]; move(ms: number): void };

function start(store: Store, channels: readonly Channel[], timeoutMs = 5000): Running {
  const logged: LogLine[] = [];
  let moved = 0;
  const running = startChannels({
    store,
    channels,
    timeoutMs,
    rules: () => rulesOf({}),
    log: (line) => logged.push(line),
    now: () => new Date(Date.now() + moved),
    random: () => 0.5,
    webUrl: () => 'https://sekisho.corp.example',
    resolve: async () => ['127.0.0.1'],
  });
  onTestFinished(() => running.stop());
  return {
    ...running,
    logged,
    move: (ms) => {
      moved += ms;
    },
  };
}

async function hold(store: Store, changed: Partial<NewMail> = {}): Promise<MailId> {
  const mail = newMail({
    receivedAt: new Date().toISOString(),
    subject: `secret plan ${HOSTILE}`,
    ...changed,
  });
  await store.insertMail(mail);
  return mail.id;
}

function addEvent(store: Store, mailId: MailId, type: EventType): Promise<void> {
  const actor = { kind: 'system', id: 'test', via: 'sweep' } as const;
  return store.addEvent({ type, mailId, at: new Date().toISOString(), actor, detail: {} });
}

/** What the hook was told since it was last asked. */
const heard = () => hook.told.splice(0);
const eventsIn = (running: Running) => running.logged.map(({ event }) => event);

eachDatabase('A channel', (places) => {
  it('is told what it wants to hear, signed, once, and nothing from before it was known', async () => {
    const store = await (await places.fresh()).open();
    await hold(store);
    const running = start(store, [channel()]);
    await running.drain();
    expect(heard()).toEqual([]);
    const id = await hold(store);
    await addEvent(store, id, 'viewed');
    await addEvent(store, id, 'released');
    await running.drain();
    await running.drain();
    const told = heard();
    expect(told.map(({ body }) => JSON.parse(body).type)).toEqual(['mail.held', 'mail.released']);
    for (const { headers, body } of told) {
      const given = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
      const payload = new Webhook(SECRET.toString('base64')).verify(body, given);
      expect(payload).toMatchObject({ data: { mailId: id, counts: null, addresses: null } });
      expect(() => new Webhook(SECRET.toString('base64')).verify(`${body} `, given)).toThrow();
    }
    expect(told[0]?.headers.host).toBe(`hooks.example.test:${hook.port}`);
    expect(JSON.stringify(told)).not.toMatch(/secret plan|client\.example|taro/i);
    expect(eventsIn(running)).toEqual(['channel-told', 'channel-told']);
  });

  it('that fails is told again later, with the same id, also after a restart, and others do not wait for it', async () => {
    const store = await (await places.fresh()).open();
    const channels = [channel(), channel({ name: 'other', url: `http://127.0.0.1:${hook.port}/other` })];
    await start(store, channels).drain();
    const says503 = (response: Parameters<Hook['next'][number]>[0]) => response.writeHead(503).end();
    const id = await hold(store);
    hook.next.push(says503, says503);
    const first = start(store, channels);
    await first.drain();
    await first.stop();
    const [once] = heard().filter(({ url }) => url.startsWith('/in'));
    expect(eventsIn(first)).toEqual(['channel-failed', 'channel-failed']);
    const second = start(store, channels);
    await second.drain();
    expect(heard()).toEqual([]);
    second.move(60_000);
    await second.drain();
    const again = heard();
    expect(again.map(({ url }) => url).toSorted()).toEqual(['/in?key=1', '/other']);
    const same = again.find(({ headers }) => headers['webhook-id'] === once?.headers['webhook-id']);
    expect(JSON.parse(same?.body ?? '{}').data.mailId).toBe(id);
    second.move(7 * 24 * 3_600_000);
    hook.next.push(says503, says503);
    await hold(store, { receivedAt: new Date(Date.now() - 60_000).toISOString() });
    await second.drain();
    expect(eventsIn(second).filter((event) => event === 'channel-given-up')).toHaveLength(2);
    heard();
  });

  it('hears nothing of our own notices and reports', async () => {
    const store = await (await places.fresh()).open();
    const running = start(store, [channel({ events: ['held', 'refused', 'given-up'] })]);
    await running.drain();
    const notice = await hold(store, { origin: 'notice' });
    await addEvent(store, notice, 'given-up');
    await running.drain();
    expect(heard()).toEqual([]);
  });
});

describe('What a channel is told', () => {
  const tell = async (store: Store, changed: Partial<Channel>) => {
    const running = start(store, [channel({ ...changed, name: JSON.stringify(changed) })]);
    await running.drain();
    await hold(store, {
      recipients: [{ forwardPath: address(`"<!here>"@client.example`), notify: null, orcpt: null }],
    });
    await running.drain();
    return JSON.parse(heard()[0]?.body ?? 'null');
  };

  onDatabase('sqlite', 'A channel', (places) => {
    it('is text for every kind: no markup, no mention, and never the subject', async () => {
      const store = await places.shared();
      const slack = await tell(store, { kind: 'slack', secret: null, detail: 'addresses' });
      expect(slack).toMatchObject({ mrkdwn: false, unfurl_links: false });
      expect(slack.text).toContain('"&lt;!here&gt;"@client.example');
      expect(slack.text).toMatch(
        /1 recipient, 1 of them outside.*\nWhy: .+\nFrom: .+\nTo: .+\nLook at it: https:/s,
      );
      const teams = await tell(store, { kind: 'teams', secret: null, detail: 'counts', language: 'ja' });
      const [{ content }] = teams.attachments;
      expect(content.body.map((block: { type: string }) => block.type)).toEqual(
        Array(3).fill('RichTextBlock'),
      );
      expect(JSON.stringify(content)).toContain('宛先 1 件（うち社外 1 件）');
      expect(JSON.stringify([slack, teams])).not.toContain('secret plan');
      expect(JSON.stringify(teams)).not.toContain('client.example');
    });
  });
});

describe('A URL that was configured', () => {
  const post = (url: string, changed: Partial<Parameters<typeof postSafely>[0]> = {}) =>
    postSafely({
      url,
      headers: {},
      body: '{}',
      allowPrivate: false,
      signal: AbortSignal.timeout(2000),
      ...changed,
    });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'localhost',
    '',
  ])('is not posted to at %s', async (host) => {
    expect(isPublicAddress(host)).toBe(false);
    const result = await post('https://hooks.example.test/', { resolve: async () => ['198.41.0.4', host] });
    expect(result.kind).toBe('refused');
  });

  it('may be anywhere in the world, over https only', async () => {
    expect(isPublicAddress('198.41.0.4') && isPublicAddress('2001:503:ba3e::2:30')).toBe(true);
    expect(await post('http://198.41.0.4/')).toEqual({ kind: 'refused', reason: 'not https' });
    expect(await post('https://[::1]/')).toMatchObject({ kind: 'refused' });
    expect(await post('https://2130706433/')).toEqual({
      kind: 'refused',
      reason: '127.0.0.1 is at 127.0.0.1',
    });
  });

  it('is resolved once: a name that points elsewhere afterwards changes nothing', async () => {
    const answers = [['127.0.0.1'], ['192.0.2.1']];
    const resolve = async () => answers.shift() ?? [];
    const url = `http://rebinding.example.test:${hook.port}/`;
    expect(await post(url, { allowPrivate: true, resolve })).toMatchObject({ kind: 'answered', status: 200 });
    expect(answers).toHaveLength(1);
    heard();
  });

  it('cannot lead elsewhere, hold us up or fill our memory', async () => {
    const url = `http://127.0.0.1:${hook.port}/`;
    const open = { allowPrivate: true } as const;
    hook.next.push((response) => response.writeHead(307, { location: `${url}secret` }).end());
    expect(await post(url, open)).toMatchObject({ kind: 'answered', status: 307 });
    expect(heard().map((told) => told.url)).toEqual(['/']);
    hook.next.push(() => {});
    const signal = AbortSignal.timeout(100);
    expect(await post(url, { ...open, signal })).toMatchObject({ kind: 'failed' });
    let written = 0;
    hook.next.push((response) => {
      const piece = Buffer.alloc(1 << 20);
      const more = () => {
        while (!response.destroyed && written < 1 << 28) {
          written += piece.length;
          if (!response.write(piece)) return;
        }
      };
      response.on('drain', more);
      more();
    });
    expect(await post(url, open)).toMatchObject({ kind: 'answered', status: 200 });
    hook.next.push((response) => response.writeHead(200, { padding: 'x'.repeat(100_000) }).end());
    expect(await post(url, open)).toMatchObject({ kind: 'failed' });
    hook.next.push((response) => response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await post(url, open)).toEqual({ kind: 'answered', status: 429, retryAfterMs: 120_000 });
    expect(written).toBeLessThan(1 << 26);
    heard();
  });
});
