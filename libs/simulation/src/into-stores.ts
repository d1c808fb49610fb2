import { Complaints } from '@redress/complaints';
import type { Versions } from '@redress/deadlines';
import { type EventStore, RevisionConflict } from '@redress/event-store';
import { type Actor, type Instant, RuleViolation } from '@redress/kernel';
import { BulkWriter } from '@redress/registers';
import type { KeyStore } from '@redress/sealing';
import { Staff } from '@redress/staff';
import { give, receive } from './commanding';
import { Draws } from './draws';
import { DraftEvents, DraftKeys } from './draft-stores';
import { inventedName } from './invented';
import { Latencies } from './latencies';
import { lifeLine, type Part, type Step } from './life-line';
import { type Load, type LoadReport, reportOf } from './load-report';

export interface LoadingStores extends Load {
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly versions: Versions;
  /** Who makes the people that act in the life lines. */
  readonly actor: Actor;
  readonly now: () => Instant;
}

/** Life lines that are stored together: about a thousand events. */
const linesInGroup = 80;
const agents = 25;
const supervisors = 5;

/**
 * Makes a register in the stores themselves: every command is decided by the usual rules, every life line is one append. The same seed
 * again adds nothing, a greater number adds what is missing. Throws what the stores throw.
 */
export const loadStores = async (loading: LoadingStores): Promise<LoadReport> => {
  const { seed, complaints, events, keys } = loading;
  const staff = new Staff(events, keys);
  const people = await peopleOf(staff, loading);
  const writer = new BulkWriter(events);
  const latencies = new Latencies();
  const counts = { complaints: 0, alreadyThere: 0, events: 0, commands: 0, acknowledged: 0, refused: 0 };
  const begun = performance.now();
  for (let first = 0; first < complaints; first += linesInGroup) {
    const drafts = new DraftEvents(events);
    const held = new DraftKeys(keys);
    const desk = new Complaints(drafts, held, staff, loading.versions);
    const size = Math.min(linesInGroup, complaints - first);
    await Promise.all(Array.from({ length: size }, (_nothing, index) => live(desk, seed, first + index, people, loading.now, counts)));
    const writes = [...drafts.drafts].map(([stream, made]) => ({ stream, events: made, expected: 'no-stream' as const }));
    const asked = performance.now();
    for (const [index, outcome] of (await writer.write(writes)).entries()) {
      if (outcome.status === 'fulfilled') counts.events += writes[index]!.events.length;
      // Another run with the same seed was first: what it stored is the same.
      else if (!(outcome.reason instanceof RevisionConflict)) throw outcome.reason;
    }
    if (writes.length > 0) latencies.add(performance.now() - asked);
    await keys.addLookups(held.lookups);
    counts.complaints += size;
    counts.alreadyThere += size - writes.length;
    loading.onProgress?.(counts.complaints);
  }
  return reportOf(counts, counts.events, performance.now() - begun, latencies);
};

type People = Readonly<Record<Part, readonly Actor[]>>;

/** The same ones for the same seed; those that are there already stay. */
const peopleOf = async (staff: Staff, { seed, actor, now }: LoadingStores): Promise<People> => {
  const people: Record<Part, Actor[]> = { agent: [], supervisor: [] };
  for (let nth = 0; nth < agents + supervisors; nth += 1) {
    const role: Part = nth < agents ? 'agent' : 'supervisor';
    const name = inventedName(new Draws('redress-loadgen-staff-1', seed, nth));
    const member = { name, team: `team ${nth % 5}`, roles: [role] };
    const asking = { actor, now: now(), key: `loadgen-${seed}-staff-${nth}` };
    const { id } = await staff.add({ ...member, at: asking.now }, asking, member);
    people[role].push({ id, role });
  }
  return people;
};

interface Counts {
  commands: number;
  acknowledged: number;
  refused: number;
}

/** Decides a life line. Where its receipt is in the record already, so is the rest: it came with it. */
const live = async (desk: Complaints, seed: string, nth: number, people: People, now: () => Instant, counts: Counts): Promise<void> => {
  const line = lifeLine(seed, nth);
  const acting = { agent: people.agent[nth % agents]!, supervisor: people.supervisor[nth % supervisors]! };
  const askingFor = ({ part, key }: Step) => ({ actor: acting[part], now: now(), key });
  const received = await receive(desk, line.receipt, askingFor(line.receipt));
  if (received.position !== '') return;
  counts.commands += 1;
  counts.acknowledged += 1;
  for (const step of line.later(received.number, acting.agent.id)) {
    counts.commands += 1;
    try {
      await give(desk, received.number, step, askingFor(step));
      counts.acknowledged += 1;
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      counts.refused += 1;
      return;
    }
  }
};
