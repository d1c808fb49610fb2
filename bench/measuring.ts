import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** One measured side: how many operations were done in how many seconds, with how much processor time. */
export interface Run {
  readonly operations: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** A row of the table: candidate against reference, measured in turn in one process, so that a slow moment of the machine hits both. */
export interface Row {
  readonly operation: string;
  readonly unit: string;
  readonly reference: string;
  readonly candidatePerSecond: number;
  readonly referencePerSecond: number;
  /** Median of the ratios of the rounds, candidate / reference. */
  readonly ratio: number;
  readonly goal: string;
  readonly reached: boolean | null;
  readonly cpuMicrosecondsPerOperation: number;
  readonly note?: string;
}

/** Does the work and answers how many operations it was. */
export type Work = () => Promise<number>;

export const measured = async (work: Work): Promise<Run> => {
  const cpu = process.cpuUsage();
  const begun = process.hrtime.bigint();
  const operations = await work();
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { operations, seconds, cpuSeconds: (user + system) / 1e6 };
};

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
/** Nearest rank. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)]!;
};

interface Comparison {
  readonly operation: string;
  readonly unit: string;
  readonly reference: string;
  /** The least ratio to reach; null: reported only. */
  readonly goal: number | null;
  readonly candidate: Work;
  readonly against: Work;
  readonly rounds?: number;
  readonly note?: string;
}

/** Candidate, reference, candidate, reference …, after one round that does not count. */
export const compared = async ({ operation, unit, reference, goal, candidate, against, rounds = 5, note }: Comparison): Promise<Row> => {
  await candidate();
  await against();
  const pairs: (readonly [Run, Run])[] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push([await measured(candidate), await measured(against)]);
  const rate = ({ operations, seconds }: Run): number => operations / seconds;
  const ratio = median(pairs.map(([ours, theirs]) => rate(ours) / rate(theirs)));
  return {
    operation,
    unit,
    reference,
    candidatePerSecond: median(pairs.map(([ours]) => rate(ours))),
    referencePerSecond: median(pairs.map(([, theirs]) => rate(theirs))),
    ratio,
    goal: goal === null ? 'reported' : `>= ${goal.toFixed(2)}`,
    reached: goal === null ? null : ratio >= goal,
    cpuMicrosecondsPerOperation: median(pairs.map(([{ cpuSeconds, operations }]) => (cpuSeconds * 1e6) / operations)),
    ...(note !== undefined && { note }),
  };
};

/** A folder of its own below the working folder, so that it is on the disk and not in memory; gone afterwards. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(process.cwd(), 'bench-data-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
