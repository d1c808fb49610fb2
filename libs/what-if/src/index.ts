export { type Standing, standings } from './compared';
export { type WhatIfOne, whatIfOne } from './one-complaint';
export type { Sources } from './register';
export type { Certainty, ClockTally, Outcomes } from './tally';
export { Trial } from './trial';
export { type ChangedClock, type Range, type WhatIf, whatIf } from './what-if';
export { type Reason, reasons } from './why';
