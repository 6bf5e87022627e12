// A DNS server on 127.0.0.1 that knows a few TXT records and no other name (RFC 1035).

import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export type DnsServer = { readonly address: string; close(): Promise<void> };

const TXT = 16;
const NAME_ERROR = 3;

/** The name of the one question, in lower case, and where the question ends. */
function readName(packet: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = packet[at] ?? 0; length > 0; length = packet[at] ?? 0) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** §3.3.14: the text in pieces of at most 255 octets. */
function txtRecord(text: string): Buffer {
  const pieces = (text.match(/.{1,255}/g) ?? ['']).flatMap((piece) => [
    Buffer.from([piece.length]),
    Buffer.from(piece, 'latin1'),
  ]);
  const data = Buffer.concat(pieces);
  const head = Buffer.from([0xc0, 0x0c, 0, TXT, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([head, data]);
}

export async function startDnsServer(
  records: Readonly<Record<string, readonly string[]>>,
): Promise<DnsServer> {
  const socket = createSocket('udp4');
  socket.on('message', (packet, { address, port }) => {
    const { name, end } = readName(packet);
    const texts = packet.readUInt16BE(end) === TXT ? (records[name] ?? []) : [];
    const header = Buffer.alloc(12);
    packet.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (name in records ? 0 : NAME_ERROR), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(texts.length, 6);
    const answer = Buffer.concat([header, packet.subarray(12, end + 4), ...texts.map(txtRecord)]);
    socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
