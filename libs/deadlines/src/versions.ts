import type { EventStore, RecordedEvent } from '@redress/event-store';
import { dayIn, type Day, type Instant, instantAt, millisOf, type Pin } from '@redress/kernel';
import type { Calendar } from './domain/calendar';
import type { ClockVersions } from './domain/clocks';
import { firstCalendar, firstPolicy } from './domain/first-versions';
import { calendarStream, type Policy, policyStream } from './domain/policy';
import { calendarIn, policyIn } from './domain/version-text';
import { WorkCalendar } from './domain/work-calendar';
import { policyCodec } from './storage/policy.codec';

/** The categories whose streams hold versions. */
export const versionCategories = ['policy-', 'calendar-'] as const;

/**
 * The look-up of immutable policy and calendar versions by their address. A version always precedes the events that pin it, so a reader
 * of the log who feeds every event of `versionCategories` into `take` can ask for any pin it meets.
 */
export class Versions implements ClockVersions {
  private readonly policies = new Map<string, { readonly pin: Pin; readonly policy: Policy }>();
  private readonly calendars = new Map<string, { readonly pin: Pin; readonly calendar: Calendar; work: WorkCalendar | null }>();
  private days: ((instant: Instant) => Day) | null = null;

  /** Throws UnknownEvent for an event of a newer build. */
  take(recorded: RecordedEvent): void {
    const { type, data } = policyCodec.decode(recorded);
    const pin: Pin = { id: data.id, version: data.version, sha256: data.sha256 };
    if (type === 'PolicyAdopted') this.policies.set(pin.sha256, { pin, policy: policyIn(data.text) });
    else this.calendars.set(pin.sha256, { pin, calendar: calendarIn(data.text), work: null });
  }

  /** Reads what is in force from the first day. */
  async read(store: EventStore): Promise<void> {
    for (const stream of [policyStream(firstPolicy.id), calendarStream(firstCalendar('UTC').id)]) {
      for await (const batch of store.read(stream)) batch.forEach((event) => this.take(event));
    }
  }

  policy({ id, version, sha256 }: Pin): Policy {
    const found = this.policies.get(sha256);
    if (!found) throw new UnknownVersion(`policy ${id} version ${version}`);
    return found.policy;
  }

  calendar(pin: Pin): Calendar {
    return this.adoptedCalendar(pin).calendar;
  }

  /** Made ready for counting once. */
  workCalendar(pin: Pin): WorkCalendar {
    const found = this.adoptedCalendar(pin);
    found.work ??= new WorkCalendar(found.calendar);
    return found.work;
  }

  private adoptedCalendar({ id, version, sha256 }: Pin): { readonly calendar: Calendar; work: WorkCalendar | null } {
    const found = this.calendars.get(sha256);
    if (!found) throw new UnknownVersion(`calendar ${id} version ${version}`);
    return found;
  }

  /** The newest version of the first policy and calendar: what a new complaint pins. */
  inForce(): { readonly policy: Pin; readonly calendar: Pin } {
    return { policy: newest(this.policies, firstPolicy.id), calendar: newest(this.calendars, firstCalendar('UTC').id) };
  }

  /** The register's zone: that of the first calendar, fixed when the data folder is made. */
  get timeZone(): string {
    return this.calendar(this.inForce().calendar).timeZone;
  }

  /** Where the day of an instant ends in the register's zone: the first instant of the next. */
  endOfDay(instant: Instant): Instant {
    const calendar = this.workCalendar(this.inForce().calendar);
    return instantAt(calendar.day(calendar.dayAt(millisOf(instant))).until);
  }

  /** The day an instant falls on in the register's zone. */
  dayOf(instant: Instant): Day {
    this.days ??= dayIn(this.timeZone);
    return this.days(instant);
  }
}

const newest = (versions: ReadonlyMap<string, { readonly pin: Pin }>, id: string): Pin => {
  const pins = [...versions.values()].map(({ pin }) => pin).filter((pin) => pin.id === id);
  const [last] = pins.sort((a, b) => b.version - a.version);
  if (!last) throw new UnknownVersion(`${id} in any version`);
  return last;
};

/** A version that no stream before this event adopted: the log was not read from its start, or it was changed. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';
  constructor(what: string) {
    super(`The log holds no ${what}; verify it, and restore it from a backup if it was cut.`);
  }
}
