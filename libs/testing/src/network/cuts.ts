import { randoms } from '../randoms';
import { anyCut, type Direction, type NetworkFault, type Strike } from './network-faults';

/** `NETWORK_CUTS=all npx jest network-faults` cuts at every byte; `NETWORK_SEED=7` at others. A failure names its cut. */
const asked = process.env['NETWORK_CUTS'];
const seed = Number(process.env['NETWORK_SEED'] ?? 1);

/** Cuts at bytes of work that sends so many bytes each way: so many of them by chance, or all there are where the environment says so. */
export const cutsWithin = (bytes: Readonly<Record<Direction, number>>, usual = 100): readonly Strike[] => {
  if (asked === 'all') return everyCut(bytes);
  const random = randoms(seed);
  return Array.from({ length: Number(asked ?? usual) }, () => anyCut(random, bytes));
};

const everyCut = (bytes: Readonly<Record<Direction, number>>): readonly Strike[] =>
  (['to-server', 'to-client'] as const).flatMap((direction) =>
    ([{ how: 'end' }, { how: 'reset' }] as readonly NetworkFault[]).flatMap((fault) =>
      Array.from({ length: bytes[direction] }, (_nothing, byte) => ({ direction, fault, byte })),
    ),
  );
