import type { Metric } from '../metric';
import { acknowledged } from './acknowledged';
import { acknowledgedLate } from './acknowledged-late';
import { channelShare } from './channel-share';
import { closed } from './closed';
import { complimentsToComplaints } from './compliments-to-complaints';
import { externalOutcome } from './external-outcome';
import { followUpCoverage } from './follow-up-coverage';
import { followedUp } from './followed-up';
import { open } from './open';
import { openAge } from './open-age';
import { ownerlessSeconds } from './ownerless-seconds';
import { received } from './received';
import { redressTotal } from './redress-total';
import { referred } from './referred';
import { reopenRate } from './reopen-rate';
import { reopened } from './reopened';
import { reportedLate } from './reported-late';
import { resolved } from './resolved';
import { resolvedLate } from './resolved-late';
import { satisfaction } from './satisfaction';
import { satisfactionCoverage } from './satisfaction-coverage';
import { timeToAcknowledge } from './time-to-acknowledge';
import { timeToClose } from './time-to-close';
import { timeToRedress } from './time-to-redress';
import { timeToResolveFirst } from './time-to-resolve-first';
import { timeToResolveLast } from './time-to-resolve-last';
import { updatesMissed } from './updates-missed';
import { upheldRate } from './upheld-rate';
import { workingTimeToAcknowledge } from './working-time-to-acknowledge';
import { workingTimeToClose } from './working-time-to-close';
import { workingTimeToResolveFirst } from './working-time-to-resolve-first';
import { workingTimeToResolveLast } from './working-time-to-resolve-last';

/** In the order in which they are printed. */
export const metrics: readonly Metric[] = [
  received,
  open,
  openAge,
  acknowledged,
  resolved,
  closed,
  reopened,
  followedUp,
  reportedLate,
  acknowledgedLate,
  resolvedLate,
  updatesMissed,
  upheldRate,
  reopenRate,
  followUpCoverage,
  satisfaction,
  satisfactionCoverage,
  timeToAcknowledge,
  timeToResolveFirst,
  timeToResolveLast,
  timeToClose,
  workingTimeToAcknowledge,
  workingTimeToResolveFirst,
  workingTimeToResolveLast,
  workingTimeToClose,
  timeToRedress,
  redressTotal,
  ownerlessSeconds,
  channelShare,
  referred,
  externalOutcome,
  complimentsToComplaints,
];
