// What Prometheus reads of a running relay, and that the guides and the dashboard name nothing else.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createMetrics, startMetricsServer } from '../src/metrics.ts';
import { removeFolder, type Sekisho, startSekisho } from './e2e/sekisho.ts';
import { type Sink, startSink } from './e2e/sink.ts';
import { submit } from './e2e/submit.ts';

const ROOT = resolve(import.meta.dirname, '..');

describe('the metrics of a running relay', () => {
  let sink: Sink;
  let sekisho: Sekisho;
  let url: string;

  beforeAll(async () => {
    sink = await startSink();
    sekisho = await startSekisho({
      nextHop: { host: '127.0.0.1', port: sink.port },
      metrics: { listen: '127.0.0.1:0' },
      notices: { from: 'none' },
    });
    const { metricsPort } = await sekisho.waitFor(({ event }) => event === 'ready');
    url = `http://127.0.0.1:${metricsPort}/metrics`;
  });
  afterAll(async () => {
    expect(await sekisho.stop()).toBe(0);
    await sink.close();
    removeFolder(sekisho);
  });

  const read = async () => (await fetch(url)).text();
  const send = (to: readonly string[]) =>
    submit(
      sekisho.smtpPort,
      'ann@corp.example',
      to,
      Buffer.from(
        `From: ann@corp.example\r\nTo: ${to.join(', ')}\r\nSubject: secret-subject\r\n\r\ntext\r\n`,
      ),
    );

  it('count mails, findings, deliveries and what waits, and tell nobody apart', async () => {
    expect(await send(Array.from({ length: 12 }, (_, n) => `guest${n}@gmail.com`))).toMatch(/held as/);
    expect(await send(['bob@corp.example'])).toMatch(/queued as/);
    await sekisho.waitFor(({ event }) => event === 'delivered');
    // The line of the log comes before the outcome is stored.
    let text = await read();
    while (!text.includes('sekisho_backlog_mails{state="queued"} 0\n')) text = await read();
    for (const line of [
      'sekisho_mails_total{result="held"} 1',
      'sekisho_mails_total{result="queued"} 1',
      'sekisho_findings_total{check="visible-recipients",result="held"} 1',
      'sekisho_deliveries_total{result="delivered"} 1',
      'sekisho_backlog_mails{state="held"} 1',
      'sekisho_readers{state="waiting"} 0',
      'sekisho_store_up 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toMatch(/^sekisho_backlog_oldest_seconds\{state="held"\} [\d.]+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).not.toMatch(/corp\.example|gmail|guest|secret-subject|m-[0-9a-z]{26}/);
  });

  it('are all explained in the guides, and the dashboard shows no other', async () => {
    const exposed = new Set([...(await read()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
    const own = [...exposed].filter((name) => name.startsWith('sekisho_'));
    for (const language of ['en', 'ja']) {
      const guide = readFileSync(`${ROOT}/src/docs/${language}/monitoring.md`, 'utf8');
      expect(own.filter((name) => !guide.includes(`\`${name}`))).toEqual([]);
    }
    const dashboard = readFileSync(`${ROOT}/docker/grafana-dashboard.json`, 'utf8');
    const shown = [...dashboard.matchAll(/\b(?:sekisho|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name);
    expect(shown.filter((name) => !exposed.has(name.replace(/_bucket$/, '')))).toEqual([]);
  });

  it('are at one path only', async () => {
    expect((await fetch(new URL('/', url))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  });
});

it('metrics are not for a client outside metrics.allowNetworks', async () => {
  const listen = { host: '127.0.0.1', port: 0 };
  const settings = { listen, allowNetworks: ['192.0.2.0/24'] };
  const server = await startMetricsServer(createMetrics(), settings, () => {});
  onTestFinished(() => server.close());
  expect((await fetch(`http://127.0.0.1:${server.port}/metrics`)).status).toBe(403);
});

it('a decision, a fault and a refused reload are counted from their lines', async () => {
  const metrics = createMetrics();
  const log = metrics.counting(() => {});
  log({ event: 'decided', code: 'release', ms: 45_000 });
  log({ event: 'clock-jumped', level: 'error', ms: 1 });
  log({ event: 'policy-reload-failed', level: 'error' });
  const text = await metrics.text();
  for (const line of [
    'sekisho_decisions_total{decision="release"} 1',
    'sekisho_hold_seconds_bucket{le="60",decision="release"} 1',
    'sekisho_hold_seconds_bucket{le="30",decision="release"} 0',
    'sekisho_faults_total{event="clock-jumped"} 1',
    'sekisho_policy_reloads_total{result="refused"} 1',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});
