import type { Cause, Outcome, Severity } from '@redress/complaints';
import type { Counted } from './counted';
import type { Happening, Moment } from './happening';

export const dimensions = [
  'product',
  'category',
  'channel',
  'region',
  'department',
  'severity',
  'outcome',
  'cause',
  'policy',
  'month',
] as const;
export type Dimension = (typeof dimensions)[number];
/** Beside `month`, which follows from the day something counts on. */
export type ComplaintDimension = Exclude<Dimension, 'month'>;
/** What a complaint is by each dimension now; null = nothing is known. */
export type Keys = Readonly<Record<ComplaintDimension, string | null>>;

type Happened<W extends Happening['what']> = Extract<Happening, { what: W }>;

/** A complaint's life sorted for counting; within a list in the order in which it was recorded. */
export interface Life {
  readonly complaint: Counted;
  readonly keys: Keys;
  /** Not closed now; a reopened one is open until it is closed again. */
  readonly open: boolean;
  readonly acknowledgements: readonly Moment[];
  readonly decisions: readonly Moment[];
  readonly resolutions: readonly Happened<'resolved'>[];
  readonly closings: readonly Moment[];
  readonly reopenings: readonly Moment[];
  readonly followUps: readonly Happened<'followed-up'>[];
  /** How satisfied the complainant was, whichever way that was learned. */
  readonly scores: readonly (Moment & { readonly score: number })[];
  readonly referrals: readonly Moment[];
  readonly externalDecisions: readonly Happened<'decided-externally'>[];
  readonly payments: readonly Happened<'paid'>[];
  /** Somebody else's last word on whether the final answer was in time. */
  readonly verdict: Happened<'reported'> | null;
}

export const lifeOf = (complaint: Counted): Life => {
  let { product, category, region, department } = complaint;
  const { channel } = complaint;
  const acknowledgements: Moment[] = [];
  const decisions: Moment[] = [];
  const resolutions: Happened<'resolved'>[] = [];
  const closings: Moment[] = [];
  const reopenings: Moment[] = [];
  const followUps: Happened<'followed-up'>[] = [];
  const scores: (Moment & { readonly score: number })[] = [];
  const referrals: Moment[] = [];
  const externalDecisions: Happened<'decided-externally'>[] = [];
  const payments: Happened<'paid'>[] = [];
  let verdict: Happened<'reported'> | null = null;
  let open = true;
  let severity: Severity | null = null;
  let cause: Cause | null = null;
  let outcome: Outcome | null = null;
  for (const happening of complaint.happened) {
    switch (happening.what) {
      case 'acknowledged':
        acknowledgements.push(happening);
        break;
      case 'assessed':
        severity = happening.severity;
        category = happening.category ?? category;
        break;
      case 'investigated':
        cause = happening.cause;
        break;
      case 'decided':
        decisions.push(happening);
        break;
      case 'resolved':
        resolutions.push(happening);
        outcome = happening.outcome;
        break;
      case 'followed-up':
        followUps.push(happening);
        if (happening.score !== null) scores.push({ ...happening, score: happening.score });
        break;
      case 'scored':
        scores.push(happening);
        break;
      case 'referred':
        referrals.push(happening);
        break;
      case 'decided-externally':
        externalDecisions.push(happening);
        break;
      case 'classified':
        product = happening.product ?? product;
        category = happening.category ?? category;
        region = happening.region ?? region;
        department = happening.department ?? department;
        break;
      case 'reopened':
        reopenings.push(happening);
        open = true;
        break;
      case 'closed':
        closings.push(happening);
        open = false;
        break;
      case 'reported':
        verdict = happening;
        break;
      case 'paid':
        payments.push(happening);
        break;
    }
  }
  const keys: Keys = {
    product,
    category,
    channel,
    region,
    department,
    severity: severity === null ? null : String(severity),
    outcome,
    cause,
    policy: complaint.policy,
  };
  return {
    ...{ complaint, keys, open, acknowledgements, decisions, resolutions, closings, reopenings },
    ...{ followUps, scores, referrals, externalDecisions, payments, verdict },
  };
};
