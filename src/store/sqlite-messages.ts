// What the store and its SQLite threads say to each other.

import type { SentError } from './errors.ts';
import type { OperationName } from './operations.ts';

export type ThreadSettings = {
  readonly mode: 'read' | 'write';
  readonly path: string;
  readonly keyFile: string;
  readonly writerId: string;
};

export type Request =
  | { readonly kind: 'run'; readonly id: number; readonly name: OperationName; readonly input: unknown }
  | { readonly kind: 'clear-log'; readonly id: number }
  | { readonly kind: 'close' };

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly error: SentError }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError };
