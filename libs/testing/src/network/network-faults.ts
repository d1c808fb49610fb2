export type Direction = 'to-server' | 'to-client';

/** What a network does to a connection. `half-open`: what is sent is taken and goes nowhere, in one direction or in both, and nobody is told. */
export type NetworkFault =
  /** Both ends are told that the other one is done (FIN). */
  | { readonly how: 'end' }
  /** Both ends are told that there is no connection (RST). */
  | { readonly how: 'reset' }
  | { readonly how: 'half-open'; readonly direction?: Direction }
  /** Whatever arrives at once goes on so much later. */
  | { readonly how: 'delay'; readonly milliseconds: number }
  /** So many bytes go on at a time, each after a pause. */
  | { readonly how: 'drip'; readonly bytes: number; readonly milliseconds: number }
  /** As `reset`, and new connections are refused until the network is opened again. */
  | { readonly how: 'refuse' };

/** A fault that waits for its byte. */
export interface Strike {
  readonly direction: Direction;
  /** So many bytes pass in the direction, and then it strikes; 0: the first byte that comes does not pass. */
  readonly byte: number;
  readonly fault: NetworkFault;
}

/** The faults that wait, each for a byte that is counted over all connections from when it was planned. */
export class Strikes {
  private readonly waiting: { readonly direction: Direction; readonly fault: NetworkFault; left: number }[] = [];

  plan({ direction, byte, fault }: Strike): void {
    this.waiting.push({ direction, fault, left: byte });
  }
  /** What strikes within so many bytes more, and after how many of them. */
  within(direction: Direction, bytes: number): { readonly after: number; readonly fault: NetworkFault } | null {
    const ofThisWay = this.waiting.filter((each) => each.direction === direction);
    const next = ofThisWay.sort((a, b) => a.left - b.left)[0];
    const after = next && next.left <= bytes ? next.left : null;
    for (const each of ofThisWay) each.left -= after ?? bytes;
    if (after === null) return null;
    this.waiting.splice(this.waiting.indexOf(next!), 1);
    return { after, fault: next!.fault };
  }
  get count(): number {
    return this.waiting.length;
  }
  clear(): void {
    this.waiting.length = 0;
  }
}

/** One of the ways to break a connection, at a byte below `bytes` of a direction that has any; `random` is from 0 up to 1. */
export const anyCut = (random: () => number, bytes: Readonly<Record<Direction, number>>): Strike => {
  const direction = oneOf(
    random,
    (['to-server', 'to-client'] as const).filter((each) => bytes[each] > 0),
  );
  const fault = oneOf(random, [{ how: 'end' }, { how: 'reset' }] as const);
  return { direction, fault, byte: Math.floor(random() * bytes[direction]) };
};

const oneOf = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;

/** What a network can do to what passes, once each; slow ones as slow as said. */
export const everyFault = (delay: { readonly milliseconds: number }, drip: { readonly bytes: number }): readonly NetworkFault[] => [
  { how: 'end' },
  { how: 'reset' },
  { how: 'refuse' },
  { how: 'half-open' },
  { how: 'half-open', direction: 'to-server' },
  { how: 'half-open', direction: 'to-client' },
  { how: 'delay', ...delay },
  { how: 'drip', ...drip, milliseconds: 1 },
];
