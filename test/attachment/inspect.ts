// Looks into octets as message/ does, and shows the parts a test asks for.

import { newBudget } from '../../src/attachment/budget.ts';
import { inspectFile } from '../../src/attachment/inspect-file.ts';
import type { Budget, InspectedFile } from '../../src/attachment/inspected.ts';

const NO_MAIL = async (): Promise<InspectedFile> => ({ files: [], blocks: [], faults: [] });

export function inspect(
  octets: Uint8Array | string,
  name = 'file',
  budget: Budget = newBudget(),
  readNestedMail = NO_MAIL as Parameters<typeof inspectFile>[2],
): Promise<InspectedFile> {
  const input = { path: name, name, otherNames: [], inline: false, declaredType: 'application/octet-stream' };
  return inspectFile(
    { ...input, octets: typeof octets === 'string' ? Buffer.from(octets) : octets },
    budget,
    readNestedMail,
  );
}

export const textOf = ({ blocks }: InspectedFile): string => blocks.map(({ text }) => text).join('\n');
export const codesOf = ({ faults }: InspectedFile): string[] => faults.map(({ code }) => code);
export const lockOf = ({ files }: InspectedFile): string =>
  `${files[0]?.type}: ${files[0]?.protection}${files[0]?.protectionBy ? ` by ${files[0].protectionBy}` : ''}`;
