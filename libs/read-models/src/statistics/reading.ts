import type { Day } from '@redress/kernel';
import type { Dimension } from './life';
import { total } from './measurements';
import type { Basis } from './metric';
import type { SumSource } from './sum-source';
import { CounterSums } from './summed';

/** Asks each sum once for one question. */
export class Reading {
  private readonly known = new Map<string, Promise<ReadonlyMap<string | null, CounterSums>>>();

  constructor(
    private readonly source: SumSource,
    private readonly days: { readonly from?: Day; readonly to?: Day },
  ) {}

  async total(basis: Basis): Promise<CounterSums> {
    return (await this.within(basis, total)).get(null) ?? new CounterSums();
  }

  /** What is known of each key. */
  async groups(basis: Basis, dimension: Dimension): Promise<ReadonlyMap<string, CounterSums>> {
    return (await this.within(basis, dimension)) as ReadonlyMap<string, CounterSums>;
  }

  /** What cannot be judged in the range, and what happened at an unknown time that may lie in it: it can be of any earlier day. */
  async leftOut(basis: Basis): Promise<CounterSums> {
    const both = new CounterSums();
    const sums = [await this.within(basis, 'left-out'), ...(basis === 'event' ? [await this.undated()] : [])];
    for (const one of sums) for (const part of one.values()) part.addTo(both);
    return both;
  }

  private within(basis: Basis, dimension: string): Promise<ReadonlyMap<string | null, CounterSums>> {
    return this.once({ basis, dimension, from: this.days.from ?? null, to: this.days.to ?? null });
  }

  private undated(): Promise<ReadonlyMap<string | null, CounterSums>> {
    return this.once({ basis: 'event', dimension: 'undated', from: null, to: this.days.to ?? null });
  }

  private once(question: Parameters<SumSource['sums']>[0]): Promise<ReadonlyMap<string | null, CounterSums>> {
    const name = `${question.basis} ${question.dimension}`;
    const known = this.known.get(name);
    if (known) return known;
    const sums = this.source.sums(question).then(byKey);
    this.known.set(name, sums);
    return sums;
  }
}

const byKey = (sums: Awaited<ReturnType<SumSource['sums']>>): ReadonlyMap<string | null, CounterSums> => {
  const groups = new Map<string | null, CounterSums>();
  for (const { key, metric, value } of sums) {
    const group = groups.get(key) ?? new CounterSums();
    groups.set(key, group);
    group.add(metric, value);
  }
  return groups;
};
