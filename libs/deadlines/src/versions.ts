import type { EventStore, RecordedEvent } from '@redress/event-store';
import { type Code, dayIn, type Day, type Instant, instantAt, millisOf, type Pin } from '@redress/kernel';
import { type AdoptedVersion, AdoptedVersions } from './adopted-versions';
import type { Calendar } from './domain/calendar';
import type { ClockVersions } from './domain/timed-rounds';
import { firstCalendar, firstPolicy } from './domain/first-versions';
import { type Choice, choose, type Traits } from './domain/matching';
import type { Moment } from './domain/moments';
import { type Adopted, listingStream, type Policy, streamOf, type VersionKind } from './domain/policy';
import { calendarIn, policyIn } from './domain/version-text';
import { WorkCalendar } from './domain/work-calendar';
import { policyCodec } from './storage/policy.codec';

/** The categories whose streams hold versions. */
export const versionCategories = ['policy-', 'calendar-', 'versions-'] as const;

/** A calendar with what is made of it once. */
interface ReadyCalendar {
  readonly calendar: Calendar;
  readonly dayOf: (instant: Instant) => Day;
  work: WorkCalendar | null;
}

interface Pins {
  readonly policy: Pin;
  readonly calendar: Pin;
}

/** What a complaint is pinned to, and why. */
export interface PolicyChoice extends Pins {
  /** One sentence for each id that can be chosen, by id: why it was, or why not. */
  readonly because: Choice<never>['because'];
}

/** A version as it can be chosen, with the calendar it would count in. */
interface Choosable {
  readonly id: Code;
  readonly version: number;
  readonly policy: Policy;
  readonly pin: Pin;
  readonly calendar: AdoptedVersion<ReadyCalendar>;
}

const firstIds: Readonly<Record<VersionKind, Code>> = { policy: firstPolicy.id, calendar: firstCalendar('UTC').id };

/**
 * The look-up of immutable policy and calendar versions by their address. A version always precedes the events that pin it, so a reader
 * of the log who feeds every event of `versionCategories` into `take` can ask for any pin it meets. A version can be chosen once it is
 * listed: so whoever reads the list knows whatever a complaint may pin.
 */
export class Versions implements ClockVersions {
  private readonly policies = new AdoptedVersions('policy', policyIn);
  private readonly calendars = new AdoptedVersions('calendar', readyCalendarIn);
  /** How much of the list was read. */
  private listRead = 0;
  private days: ReadyCalendar['dayOf'] | null = null;

  /** Throws UnknownEvent for an event of a newer build. */
  take(recorded: RecordedEvent): void {
    const { type, data } = policyCodec.decode(recorded);
    if (type === 'VersionListed') return this.adopted(data.kind).list(data.id, data.version, recorded.position);
    if (type === 'PolicyAdopted') this.policies.add(data);
    else this.calendars.add(data);
    this.listFirst(type === 'PolicyAdopted' ? 'policy' : 'calendar', data, recorded.position);
  }

  /** Of the first day no list tells: every process reads it by itself. */
  private listFirst(kind: VersionKind, { id, version }: Adopted, position: string): void {
    if (version === 1 && id === firstIds[kind]) this.adopted(kind).list(id, version, position);
  }

  /** Reads what is there from the first day on, and whatever was adopted since. */
  async read(store: EventStore): Promise<void> {
    await this.readOn(store, 'policy', firstIds.policy);
    await this.readOn(store, 'calendar', firstIds.calendar);
    await this.refresh(store);
  }

  /** Reads what was adopted since it last read, by whatever process. */
  async refresh(store: EventStore): Promise<void> {
    for await (const batch of store.read(listingStream, this.listRead)) {
      for (const recorded of batch) {
        const { type, data } = policyCodec.decode(recorded);
        if (type !== 'VersionListed') throw new Error(`${listingStream} holds ${type}; verify the register.`);
        if (this.adopted(data.kind).known(data.id) < data.version) await this.readOn(store, data.kind, data.id);
        this.take(recorded);
        this.listRead = Math.max(this.listRead, recorded.revision + 1);
      }
    }
  }

  /** Reads on in the stream of one id, listed or not. */
  async readOn(store: EventStore, kind: VersionKind, id: Code): Promise<void> {
    for await (const batch of store.read(streamOf(kind, id), this.adopted(kind).known(id))) batch.forEach((event) => this.take(event));
  }

  /** Throws UnknownVersion. */
  policy(pin: Pin): Policy {
    return this.policies.find(pin).value;
  }

  /** Throws UnknownVersion. */
  calendar(pin: Pin): Calendar {
    return this.calendars.find(pin).value.calendar;
  }

  /** Made ready for counting once. Throws UnknownVersion. */
  workCalendar(pin: Pin): WorkCalendar {
    const { value } = this.calendars.find(pin);
    value.work ??= new WorkCalendar(value.calendar);
    return value.work;
  }

  /** Reads on where one of these was adopted by another process since. */
  async learn(store: EventStore, { policy, calendar }: Pins): Promise<void> {
    if (!this.policies.has(policy)) await this.readOn(store, 'policy', policy.id);
    if (!this.calendars.has(calendar)) await this.readOn(store, 'calendar', calendar.id);
  }

  /** … for all that a complaint was ever pinned to. */
  async learnPinned(store: EventStore, moments: readonly Moment[]): Promise<void> {
    for (const moment of moments) if (moment.what === 'pinned' || moment.what === 'separated') await this.learn(store, moment);
  }

  /** The newest version of the first policy and calendar: the register's default. */
  inForce(before: bigint | null = null): Pins {
    return { policy: this.policies.newest(firstIds.policy, before).pin, calendar: this.calendars.newest(firstIds.calendar, before).pin };
  }

  /** What a complaint received then falls under, of what is adopted by now, or was before a position of the log. */
  choice(traits: Traits, receivedAt: Instant, before: bigint | null = null): PolicyChoice {
    const candidates = this.policies.ids.flatMap((id) =>
      this.policies.choosable(id, before).map(({ pin, value: policy }): Choosable => {
        const calendar = this.calendarOn(policy.calendar ?? firstIds.calendar, receivedAt, before);
        return { id, version: pin.version, policy, pin, calendar };
      }),
    );
    const { chosen, because } = choose(candidates, traits, ({ calendar }) => calendar.value.dayOf(receivedAt));
    if (chosen === null) return { ...this.inForce(before), because };
    return { policy: chosen.pin, calendar: chosen.calendar.pin, because };
  }

  /**
   * Why a complaint was pinned to this policy by an event at that position. Whoever pinned it had read the list as it was then, or a moment
   * before: so the longest list that makes this choice tells. Null where none does.
   */
  because({ id, version }: Pin, traits: Traits, receivedAt: Instant, position: string): string | null {
    for (const before of this.listsUpTo(BigInt(position))) {
      const { policy, because } = this.choice(traits, receivedAt, before);
      if (policy.id === id && policy.version === version) return because().find((told) => told.id === id)?.sentence ?? null;
    }
    return null;
  }

  /** Up to where the list may have been read, the longest first; what there was on the first day everybody knows. */
  private listsUpTo(position: bigint): readonly bigint[] {
    const listed = [this.policies, this.calendars].flatMap(({ listings }) => listings).filter((each) => each < position);
    return [position, ...listed.sort((a, b) => (a > b ? -1 : 1)).slice(0, -2)];
  }

  /** The newest version for what is received then; the first where all of them are for later days. */
  private calendarOn(id: Code, receivedAt: Instant, before: bigint | null): AdoptedVersion<ReadyCalendar> {
    const versions = this.calendars.choosable(id, before);
    const found = versions.find(({ value: { calendar, dayOf } }) => (calendar.effectiveFrom ?? '') <= dayOf(receivedAt));
    return found ?? versions.at(-1) ?? this.calendars.newest(id, before);
  }

  /** The newest version of each calendar that can be chosen, by id. */
  get knownCalendars(): ReadonlyMap<Code, Calendar> {
    const ids = this.calendars.ids.filter((id) => this.calendars.listedUpTo(id) > 0);
    return new Map(ids.map((id) => [id, this.calendars.newest(id).value.calendar]));
  }

  /** Every version of a policy that can be chosen and counts in this calendar. */
  policiesIn(calendar: Code): readonly { readonly pin: Pin; readonly policy: Policy }[] {
    return this.policies.ids
      .flatMap((id) => this.policies.choosable(id))
      .filter(({ value }) => value.calendar === calendar)
      .map(({ pin, value }) => ({ pin, policy: value }));
  }

  /** Whatever is known of one kind, by id, listed or not. */
  adopted(kind: VersionKind): Pick<AdoptedVersions<unknown>, 'ids' | 'known' | 'last' | 'list' | 'listedUpTo'> {
    return kind === 'policy' ? this.policies : this.calendars;
  }

  /** The register's zone: that of the first calendar, fixed when the data folder is made. */
  get timeZone(): string {
    return this.first.calendar.timeZone;
  }

  /** Where the day of an instant ends in the register's zone: the first instant of the next. */
  endOfDay(instant: Instant): Instant {
    const calendar = this.workCalendar(this.inForce().calendar);
    return instantAt(calendar.day(calendar.dayAt(millisOf(instant))).until);
  }

  /** The day an instant falls on in the register's zone. */
  dayOf(instant: Instant): Day {
    this.days ??= this.first.dayOf;
    return this.days(instant);
  }

  private get first(): ReadyCalendar {
    return this.calendars.newest(firstIds.calendar).value;
  }
}

const readyCalendarIn = (text: string): ReadyCalendar => {
  const calendar = calendarIn(text);
  return { calendar, dayOf: dayIn(calendar.timeZone), work: null };
};
