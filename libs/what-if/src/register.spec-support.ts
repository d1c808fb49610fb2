import { complaintCodec, type ComplaintEvent, complaintStream } from '@redress/complaints';
import { type Calendar, beginFirstDay, type Policy, preset, triedCalendar, triedPolicy, type Versions } from '@redress/deadlines';
import { type Instant, plusHours, uuidOf } from '@redress/kernel';
import { asStored, InMemoryEventStore } from '@redress/testing';
import { event, imported } from '../../complaints/src/domain/examples.spec-support';
import { type ChangedClock, type Range, Trial, type WhatIf, whatIf } from '.';

const system = { id: 'local', role: 'system' } as const;

/** When everything is judged, and days before it at nine in the morning of Baku. */
export const asOf: Instant = '2026-06-30T05:00:00.000Z';
export const daysBefore = (days: number): Instant => plusHours(asOf, -24 * days);

/** A small register in memory, whose log is handed out two events at a time. */
export class Register {
  private recorded = 0;
  private constructor(
    readonly events: InMemoryEventStore,
    readonly versions: Versions,
  ) {}

  static async begun(): Promise<Register> {
    const events = new InMemoryEventStore({ batch: 2 });
    return new Register(events, await beginFirstDay(events, 'Asia/Baku', system, daysBefore(400)));
  }

  /** Adds these to the end of a complaint's stream, an hour after whatever was recorded before. */
  async add(number: string, ...events: readonly ComplaintEvent[]): Promise<void> {
    const stream = complaintStream(number);
    const last = await this.events.last(stream);
    const revision = last === null ? 0 : last.revision + 1;
    const told = events.map((each, index) => {
      const { type, data } = asStored(each);
      const metadata = {
        schema: complaintCodec.schemaOf(type),
        actor: system,
        recordedAt: plusHours(daysBefore(300), (this.recorded += 1)),
      };
      return { id: uuidOf(stream, String(revision + index)), type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    });
    await this.events.append(stream, told, last === null ? 'no-stream' : last.revision);
  }

  /** Received so long ago, under the policy of the first day. */
  received(number: string, days: number, about: object = {}): Promise<void> {
    return this.add(number, receipt(number, days, { ...this.versions.inForce(), ...about }));
  }

  /** As a register tells it that publishes days, received so long ago and sent on at once; nobody took it over. */
  imported(number: string, days: number, ...later: readonly ComplaintEvent[]): Promise<void> {
    const [received, acknowledged] = imported;
    return this.add(
      number,
      { ...received, data: { ...received.data, number, receivedAt: daysBefore(days), channel: 'web' } } as ComplaintEvent,
      { ...acknowledged, data: { ...acknowledged!.data, at: daysBefore(days) } } as ComplaintEvent,
      ...later,
    );
  }

  async asked(trial: Trial, range: Partial<Range> = {}): Promise<{ readonly answer: WhatIf; readonly changed: readonly ChangedClock[] }> {
    const changed: ChangedClock[] = [];
    const answer = await whatIf(this, trial, { from: null, to: null, ...range, asOf }, (each) => changed.push(each));
    return { answer, changed };
  }

  async texts(): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const batch of this.events.all(null)) found.push(...batch.map((each) => JSON.stringify(each)));
    return found;
  }
}

export const receipt = (number: string, days: number, about: object): ComplaintEvent =>
  event('ComplaintReceived', { number, receivedAt: daysBefore(days), channel: 'email', ...about });
export const resolved = (days: number): ComplaintEvent => event('ComplaintResolved', { at: daysBefore(days) });
/** At a time that nobody published, between these; `until` null where nobody knows. */
export const resolvedBetween = (from: number, until: number | null): ComplaintEvent =>
  event('ComplaintResolved', { at: null, bounds: { from: daysBefore(from), until: until === null ? null : daysBefore(until) } });

const text = preset('iso10002-default').text;
/** Every day is a working day, but for Sunday. */
export const shop: Calendar = {
  title: 'Shop',
  source: 'Ours',
  timeZone: 'Asia/Baku',
  effectiveFrom: null,
  week: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      day === 'sunday' ? [] : [{ from: '09:00', to: '18:00' }],
    ]),
  ) as unknown as Calendar['week'],
  holidays: [{ day: '2026-06-15', name: 'Day of National Salvation' }],
  workingDays: [],
  knownUntil: '2026-12-31',
};

/** The final answer alone is promised, within five days unless told otherwise. */
export const promise = (about: Partial<Policy['clocks'][number]> = {}): Policy => {
  const final = text.clocks.find(({ id }) => id === 'final')!;
  return {
    ...text,
    calendar: 'shop',
    escalation: [],
    reminders: [],
    clocks: [{ ...final, limit: { amount: 5, unit: 'calendar-days' }, ...about }],
  };
};
export const trialOf = (policy: Policy = promise(), calendar: Calendar = shop): Trial =>
  new Trial(triedPolicy({ id: 'promise', value: policy }, new Map([['shop', calendar]])), triedCalendar({ id: 'shop', value: calendar }));
