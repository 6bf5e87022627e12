// What is asked for by machines, without a session: the pages' own files, and whether the service lives.

import { type AssetName, asset } from '../assets.ts';
import type { PagePorts } from '../ports.ts';
import type { Answer } from '../visit.ts';

function serveAsset(name: AssetName) {
  return async (): Promise<Answer> => {
    return { kind: 'file', file: asset(name) };
  };
}

export const serveStyle = serveAsset('style.css');
export const serveTuningStyle = serveAsset('tuning.css');
export const serveAuditStyle = serveAsset('audit.css');
export const serveScript = serveAsset('live.js');
export const serveIcon = serveAsset('icon.svg');

/** The process answers. */
export async function isAlive(): Promise<Answer> {
  return { kind: 'health', isWell: true };
}

/** The store can be written; without it nobody can decide. */
export async function isReady({ store, log }: PagePorts): Promise<Answer> {
  try {
    await store.ping();
    return { kind: 'health', isWell: true };
  } catch (error) {
    log({ event: 'not-ready', level: 'warn', error: error instanceof Error ? error.message : String(error) });
    return { kind: 'health', isWell: false };
  }
}
