// The name of the item that the held copies of one mail are; no address reads like it.

import { type AddrSpec, addressKey } from '../../guard/address.ts';
import { storable } from './context.ts';

export const itemOfCopies = (reversePath: AddrSpec, messageId: string): string =>
  `${addressKey(reversePath)} ${storable(messageId).toLowerCase()}`;
