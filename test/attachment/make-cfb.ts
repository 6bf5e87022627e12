// OLE2 containers in memory: a flat or nested set of streams, all kept in whole sectors.

const SECTOR = 512;
const FREE = 0xffffffff;
const END = 0xfffffffe;

const pad = (octets: Uint8Array): Uint8Array => {
  const whole = Math.max(SECTOR * 8, Math.ceil(octets.length / SECTOR) * SECTOR);
  return Buffer.concat([octets, Buffer.alloc(whole - octets.length)]);
};

type Node = {
  readonly name: string;
  readonly kind: number;
  readonly octets: Uint8Array;
  next: number;
  child: number;
};

/** Streams shorter than 4,096 octets are filled up with zeros, so that no mini stream is needed. */
export function makeCfb(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const nodes: Node[] = [{ name: 'Root Entry', kind: 5, octets: new Uint8Array(), next: FREE, child: FREE }];
  const folders = new Map<string, number>([['', 0]]);
  const add = (folder: number, node: Node): number => {
    const parent = nodes[folder]!;
    node.next = parent.child;
    nodes.push(node);
    parent.child = nodes.length - 1;
    return nodes.length - 1;
  };
  for (const [path, octets] of Object.entries(streams)) {
    const steps = path.split('/');
    const name = steps.pop()!;
    let folder = 0;
    let at = '';
    for (const step of steps) {
      at += `/${step}`;
      const known = folders.get(at);
      folder =
        known ?? add(folder, { name: step, kind: 1, octets: new Uint8Array(), next: FREE, child: FREE });
      folders.set(at, folder);
    }
    add(folder, { name, kind: 2, octets: pad(octets), next: FREE, child: FREE });
  }
  return writeSectors(nodes);
}

function writeSectors(nodes: readonly Node[]): Uint8Array {
  const directorySectors = Math.ceil(nodes.length / 4);
  const data = nodes.map(({ octets }) => octets.length / SECTOR);
  const total = directorySectors + data.reduce((sum, n) => sum + n, 0);
  const tableSectors = Math.ceil((total + 100) / 128);
  const table = new Array<number>(tableSectors * 128).fill(FREE);
  for (let i = 0; i < tableSectors; i += 1) table[i] = 0xfffffffd;
  const chain = (from: number, count: number) => {
    for (let i = 0; i < count; i += 1) table[from + i] = i + 1 === count ? END : from + i + 1;
  };
  chain(tableSectors, directorySectors);
  let next = tableSectors + directorySectors;
  const directory = Buffer.alloc(directorySectors * SECTOR);
  for (const [i, { name, kind, octets, next: sibling, child }] of nodes.entries()) {
    const at = i * 128;
    directory.write(name, at, 'utf16le');
    directory.writeUInt16LE(name.length * 2 + 2, at + 64);
    directory[at + 66] = kind;
    for (const [offset, value] of [
      [68, FREE],
      [72, sibling],
      [76, child],
      [116, octets.length === 0 ? END : next],
      [120, octets.length],
    ] as const)
      directory.writeUInt32LE(value, at + offset);
    chain(next, octets.length / SECTOR);
    next += octets.length / SECTOR;
  }
  const header = Buffer.alloc(SECTOR, 0xff);
  header.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tableSectors, 44);
  header.writeUInt32LE(tableSectors, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let i = 0; i < tableSectors; i += 1) header.writeUInt32LE(i, 76 + i * 4);
  const tableOctets = Buffer.alloc(tableSectors * SECTOR);
  for (const [i, value] of table.entries()) tableOctets.writeUInt32LE(value, i * 4);
  return Buffer.concat([header, tableOctets, directory, ...nodes.map(({ octets }) => octets)]);
}
