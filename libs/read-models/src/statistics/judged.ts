import { type Judgement, judgementsAt, type Moment as ClockMoment, workingMinutes } from '@redress/deadlines';
import type { Code, Day, Instant } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import type { ReadVersions } from '../complaint-projection';
import type { Happening, Moment } from './happening';

/** A clock that was satisfied, by the event of this revision; `late` null where nobody published when. */
export interface Judged {
  readonly clock: Code;
  readonly round: number;
  readonly revision: number;
  readonly late: boolean | null;
}

/** A round of a clock that an update satisfies; not one that fell away, and not while it stands still, when nobody knows its due date. */
export interface UpdateOwed {
  readonly clock: Code;
  readonly round: number;
  readonly due: Instant;
  /** On which that is, in the register's zone. */
  readonly day: Day;
  readonly outcome: 'running' | 'met' | 'missed' | 'unknown';
}

/** How long it took from the receipt to the event of this revision, in the working time of the calendar that is pinned. */
export interface Worked {
  readonly revision: number;
  readonly minutes: number;
}

/** What its clocks and its calendar say of a complaint. */
interface ByClocks {
  readonly judged: readonly Judged[];
  readonly updates: readonly UpdateOwed[];
  readonly worked: readonly Worked[];
}
interface Lived {
  readonly moments: readonly ClockMoment[];
  readonly happened: readonly Happening[];
  readonly receivedAt: Instant;
}

export const judgedBy = (complaint: Lived, { recordedAt }: Recorded, versions: ReadVersions): ByClocks => {
  const judgements = judgementsAt(complaint.moments, versions, recordedAt);
  return {
    judged: judgements.flatMap(judgedOf),
    updates: judgements.flatMap((judgement) => updateOwed(judgement, versions)),
    worked: workedBy(complaint, versions),
  };
};

const judgedOf = ({ clock, round, revision, outcome }: Judgement): readonly Judged[] =>
  revision === null ? [] : [{ clock, round, revision, late: outcome === 'unknown' ? null : outcome === 'missed' }];

const updateOwed = ({ clock, round, stops, due, outcome }: Judgement, versions: ReadVersions): readonly UpdateOwed[] =>
  !stops.includes('update-sent') || due === null || outcome === 'cancelled'
    ? []
    : [{ clock, round, due, day: versions.dayOf(due), outcome }];

/** Of what happened at a known time, and not before the receipt. */
const workedBy = ({ happened, moments, receivedAt }: Lived, versions: ReadVersions): readonly Worked[] => {
  const pinned = moments.findLast((moment) => moment.what === 'pinned');
  if (pinned?.what !== 'pinned') return [];
  const calendar = versions.workCalendar(pinned.calendar);
  return happened.filter(isTimed).flatMap(({ revision, at }) => {
    if (at === null || at < receivedAt) return [];
    return [{ revision, minutes: workingMinutes(calendar, receivedAt, at) }];
  });
};

const timed: readonly Happening['what'][] = ['acknowledged', 'resolved', 'closed'];
const isTimed = (one: Happening): one is Happening & Moment => timed.includes(one.what);
