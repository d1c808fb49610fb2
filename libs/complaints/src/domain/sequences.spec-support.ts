import { type Actor, type Instant, type Known, plusHours, RuleViolation, type StoredEvent } from '@redress/kernel';
import fc from 'fast-check';
import type { CommandOf, ComplaintCommand, ComplaintCommandType } from './complaint.commands';
import { isPersonalPath, valueAt, withValueAt } from './complaint.corrections';
import { complaintDecider } from './complaint.decider';
import type { ComplaintEvent, Correctable } from './complaint.events';
import type { ClockFacts, ComplaintFacts, HandlingPolicy, Person, SilenceFacts } from './complaint.facts';
import type { Complaint } from './complaint.state';
import {
  type Channel,
  channels,
  closingReasons,
  externalOutcomes,
  followUpOutcomes,
  interviewed,
  parties,
  remedyKinds,
  reviewOutcomes,
  severities,
} from './complaint.words';
import {
  ask,
  clocks,
  event,
  found,
  handling,
  imported,
  kamran,
  knowing,
  leyla,
  missed,
  money,
  nigar,
  omid,
  person,
  processManager,
  recordedAt,
  sara,
  silent,
} from './examples.spec-support';

/** One thing somebody tries: what, who, how many hours after the last, and how many hours ago it happened. */
export interface Step {
  readonly command: ComplaintCommand;
  readonly actor: Actor;
  readonly hours: number;
  readonly ago: number;
}
/** What came of a step: `decided` is null where it was refused. */
export interface Turn {
  readonly command: ComplaintCommand;
  readonly known: Known<ComplaintFacts>;
  readonly before: Complaint;
  readonly decided: readonly ComplaintEvent[] | null;
  readonly after: Complaint;
}
/** An event as stored, who caused it and when it was recorded; nobody of ours caused what a register says. */
export interface Entry {
  readonly event: ComplaintEvent;
  readonly stored: StoredEvent<ComplaintEvent>;
  readonly actor: Actor | null;
  readonly recordedAt: Instant;
}
export interface Played {
  readonly turns: readonly Turn[];
  readonly log: readonly Entry[];
}

const staff: readonly Actor[] = [leyla, leyla, kamran, kamran, omid, omid, nigar, sara, { id: 'staff-parisa', role: 'quality-manager' }];
const gone = 'staff-gone';
const handlers = fc.constantFrom(omid.id, omid.id, nigar.id, nigar.id, sara.id, leyla.id, gone, 'staff-unknown');
const amounts = fc.constantFrom(null, money(100), money(4990), money(9000), money(100, 'USD'));
const remedy = fc.integer({ min: 1, max: 3 });
const text = fc.constantFrom(undefined, 'Because');
const channel = fc.constantFrom(...channels);

type Parts<T extends ComplaintCommandType> = { [K in keyof CommandOf<T>]?: fc.Arbitrary<CommandOf<T>[K] | undefined> };
const some = <T extends ComplaintCommandType>(type: T, parts: Parts<T>): fc.Arbitrary<ComplaintCommand> =>
  fc
    .record(parts as Record<string, fc.Arbitrary<unknown>>)
    .map((change) =>
      ask(type, Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<CommandOf<T>>),
    );

const anyCommand: fc.Arbitrary<ComplaintCommand> = fc.oneof(
  some('ReceiveComplaint', { subjects: fc.constantFrom([], [sara.id]) }),
  some('AcknowledgeComplaint', {}),
  some('AssessComplaint', {
    severity: fc.constantFrom(...severities),
    safety: fc.boolean(),
    subjects: fc.constantFrom([], [], [nigar.id], [omid.id]),
  }),
  some('AssignComplaint', { handler: handlers, conflicts: fc.constantFrom([], [], [], [nigar.id]), reason: text }),
  some('EscalateComplaint', { to: fc.option(handlers), text }),
  some('AnswerFeedback', { channel }),
  some('ConvertToComplaint', {}),
  some('AddEvidence', {}),
  some('RecordInterview', { with: fc.constantFrom(...interviewed), staffId: fc.option(handlers) }),
  some('RequestClarification', { channel }),
  some('ReceiveClarification', { clarification: fc.integer({ min: 1, max: 2 }) }),
  some('LinkDuplicate', {}),
  some('LinkCause', {}),
  some('AddNote', {}),
  some('SendProgressUpdate', { channel }),
  some('PauseClock', { reason: fc.constantFrom('documents', 'holiday'), letter: fc.constantFrom(undefined, null) }),
  some('ResumeClock', {}),
  some('ExtendDeadline', { reason: fc.constantFrom('expert', 'holiday') }),
  some('SendHoldingLetter', { channel }),
  some('WarnOfClosing', { channel }),

  some('DeliverApology', { channel, remedy: fc.option(remedy) }),
  some('InvestigateComplaint', {
    evidence: fc.constantFrom([], [1], [2]),
    whys: fc.constantFrom(undefined, ['It broke', 'The box was thin']),
  }),
  some('ProposeRemedy', { kind: fc.constantFrom(...remedyKinds), proposedBy: fc.constantFrom(...parties), amount: amounts }),
  some('AcceptRemedy', { remedy, amount: amounts }),
  some('CounterRemedy', { remedy, counteredBy: fc.constantFrom(...parties), amount: amounts }),
  some('RejectRemedy', { remedy, rejectedBy: fc.constantFrom(...parties) }),
  some('ApproveRemedy', { remedy }),
  some('ImplementRemedy', { remedy, paid: amounts }),
  some('CommunicateDecision', { reasons: fc.constantFrom('', 'The box was too thin') }),
  some('SeparatePart', { product: fc.constantFrom(null, 'Kettle insurance'), segment: fc.constantFrom(null, 'insurance') }),
  some('AnswerPart', { part: fc.integer({ min: 1, max: 2 }) }),
  some('RequestReview', { by: fc.constantFrom(...parties) }),
  some('DecideReview', { outcome: fc.constantFrom(...reviewOutcomes) }),
  some('ReferExternally', { body: fc.constantFrom('ombudsman', 'regulator') }),
  some('RecordExternalDecision', { outcome: fc.constantFrom(...externalOutcomes) }),
  some('ClassifyComplaint', {}),
  some('RecordSatisfaction', {}),
  some('ResolveComplaint', {
    finding: fc.constantFrom('upheld', 'not-upheld', 'withdrawn'),
    prevention: fc.constantFrom(null, 'A better box'),
  }),
  some('FollowUpComplaint', { outcome: fc.constantFrom(...followUpOutcomes) }),
  some('ReopenComplaint', { handler: fc.option(handlers) }),
  some('ApproveClosing', {}),
  some('CloseComplaint', {
    reason: fc.constantFrom(...closingReasons),
    told: fc.option(fc.constant({ channel: 'phone', at: recordedAt } as const)),
    duplicateOf: fc.constantFrom(null, '130081818450'),
    unreachable: text,
    remedyWaived: text,
    followUpImpossible: text,
  }),
  fc
    .constantFrom<[string, Correctable | string]>(
      ['product', 'Toaster'],
      ['at', recordedAt],
      ['receivedAt', '2026-05-01T08:00:00.000Z'],
      ['source.columns.Company', 'Acme'],
      ['brief.summary', 'Broken in the box'],
    )
    .chain(([path, value]) => some('CorrectComplaint', { revision: fc.nat(12), path: fc.constant(path), value: fc.constant(value) })),
);

const timing = { hours: fc.constantFrom(0, 1, 30), ago: fc.constantFrom(0, 0, 0, 1, 24, 24 * 9, -1) };
const personStep: fc.Arbitrary<Step> = fc.record({ command: anyCommand, actor: fc.constantFrom(...staff), ...timing });
/** Nobody but the process manager asks for what time brings. */
const timeStep: fc.Arbitrary<Step> = fc.record({
  command: fc.constant(ask('ActOnTime')),
  actor: fc.constantFrom(processManager, leyla),
  ...timing,
});
const anyStep = fc.oneof({ arbitrary: personStep, weight: 30 }, { arbitrary: timeStep, weight: 1 });

const step = (command: ComplaintCommand, actor = leyla): Step => ({ command, actor, hours: 1, ago: 0 });
const endings = ['settled' as const, 'settled' as const, ...closingReasons].map((reason) =>
  step(ask('CloseComplaint', { reason, duplicateOf: reason === 'duplicate' ? '130081818450' : null })),
);
const way = (...steps: readonly Step[]): readonly fc.Arbitrary<Step>[] => steps.map((each) => fc.constant(each));
/** Some do not take the first offer. */
const haggling = [ask('CounterRemedy'), ask('RejectRemedy'), ...Array.from({ length: 4 }, () => ask('AddNote'))].map((command) =>
  step(command),
);
/** Some come as an enquiry, and become a complaint later. */
const coming = (['complaint', 'complaint', 'complaint', 'enquiry'] as const).map((kind) => step(ask('ReceiveComplaint', { kind })));
const turning = [ask('ConvertToComplaint'), ask('ConvertToComplaint'), ask('AnswerFeedback')].map((command) => step(command));
/** Some wait for the complainant. */
const waiting = [ask('PauseClock'), ask('AddNote'), ask('AddNote')].map((command) => step(command));
/** Some fall in part under another policy. */
const falling = [ask('SeparatePart'), ask('AddNote'), ask('AddNote')].map((command) => step(command));
/** Some ask whether the decision was right. */
const doubting = [ask('RequestReview'), ...Array.from({ length: 5 }, () => ask('AddNote'))].map((command) => step(command));
/** Some say nothing for so long that they are warned. */
const warnings = [ask('WarnOfClosing'), ask('AddNote')].map((command) => step(command));
/** The way most complaints go; random steps alone would hardly ever come to its end. */
const road: readonly fc.Arbitrary<Step>[] = [
  fc.constantFrom(...coming),
  fc.constantFrom(...turning),
  ...way(step(ask('AcknowledgeComplaint')), step(ask('AssessComplaint'))),
  fc.constantFrom(step(ask('AssignComplaint')), step(ask('AssignComplaint', { conflicts: [nigar.id] }))),
  ...way(step(ask('InvestigateComplaint'))),
  fc.constantFrom(...waiting),
  fc.constantFrom(...falling),
  ...way(step(ask('ResumeClock')), step(ask('ProposeRemedy'))),
  fc.constantFrom(...haggling),
  ...way(step(ask('AcceptRemedy')), step(ask('ApproveRemedy'), kamran), step(ask('ImplementRemedy'))),
  ...way(step(ask('AnswerPart')), step(ask('CommunicateDecision')), step(ask('ResolveComplaint'))),
  fc.constantFrom(...doubting),
  ...way(step(ask('DecideReview'), kamran), step(ask('FollowUpComplaint'))),
  ...way(step(ask('ApproveClosing'), kamran)),
  fc.constantFrom(...warnings),
  fc.constantFrom(...endings),
];
const again = [fc.constant(step(ask('ReopenComplaint'))), ...road.slice(6)];

const withDetours = (each: fc.Arbitrary<Step>): fc.Arbitrary<readonly Step[]> =>
  fc
    .tuple(fc.array(anyStep, { maxLength: 3 }), fc.option(each, { freq: 12 }))
    .map(([detour, taken]) => [...detour, ...(taken ? [taken] : [])]);
/** A whole life, each step of the road sometimes left out, with random steps in between; then perhaps reopened and gone through again. */
export const anySteps: fc.Arbitrary<readonly Step[]> = fc.tuple(...[...road, ...again].map(withDetours)).map((parts) => parts.flat());

const endedInRegister = [...imported, event('ComplaintResolved', { at: null }), event('ComplaintClosed', { at: null })];
export const anyStart: fc.Arbitrary<readonly ComplaintEvent[]> = fc.constantFrom([], [], [], imported, endedInRegister);

/** Now and then one in which a person may hold several roles, and settle things on the spot. */
export const anyPolicy: fc.Arbitrary<HandlingPolicy> = fc.constantFrom(handling, handling, handling, {
  ...handling,
  smallBusiness: true,
  shortRoute: true,
});

const known = (id: string): Person => person(id, { exists: id !== 'staff-unknown', active: id !== gone && id !== 'staff-unknown' });
/** What the application would have found out for the decision. */
export const factsFor = (
  command: ComplaintCommand,
  { handler, receivedAt, imported: isImported }: Complaint,
  log: readonly { readonly event: { readonly type: ComplaintEvent['type']; readonly data: object }; readonly actor: Actor | null }[],
): { readonly facts: ComplaintFacts } => {
  switch (command.type) {
    case 'AssignComplaint':
      return knowing({ person: known(command.handler) });
    case 'EscalateComplaint':
      return knowing({ person: command.to === null ? null : known(command.to) });
    case 'RecordInterview':
      return knowing({ person: command.staffId === null ? null : known(command.staffId) });
    case 'DecideReview':
      return knowing({
        deciders: log
          .filter(({ event }) => event.type === 'DecisionCommunicated' || event.type === 'PartAnswered')
          .map(({ actor }) => actor?.id ?? ''),
      });
    case 'ReopenComplaint': {
      const present = handler !== null && known(handler).active ? handler : command.handler;
      return knowing({ person: present === null ? null : known(present) });
    }
    case 'CorrectComplaint': {
      const entry = log[command.revision];
      if (!entry) return knowing({ correction: 'unknown' });
      const { type, data } = entry.event;
      const part = isPersonalPath(command.path) ? (withValueAt(data, command.path, command.value) as { brief?: object }).brief! : null;
      const now = part ? null : valueAt(data, command.path);
      return knowing({ correction: found({ of: type, imported: isImported, recordedBy: entry.actor?.id ?? '', now, part }) });
    }
    case 'PauseClock':
    case 'ResumeClock':
      return knowing({ clocks: { ...clocks, pauses: pausesIn(log.map(({ event }) => event)) } });
    case 'ExtendDeadline': {
      const timesUsed = log.filter(({ event }) => event.type === 'DeadlineExtended').length;
      return knowing({ clocks: { ...clocks, extension: { ...clocks.extension!, timesUsed } } });
    }
    case 'ActOnTime':
      // A clock never runs out before it begins.
      return knowing({ owed: { ...missed, due: receivedAt ?? missed.due } });
    case 'WarnOfClosing':
    case 'CloseComplaint':
      return knowing({ silence: silenceIn(log.map(({ event }) => event)) });
    default:
      return knowing({});
  }
};

const endsPause: readonly ComplaintEvent['type'][] = ['ClockResumed', 'ComplaintResolved', 'ComplaintReopened', 'ComplaintClosed'];
/** What the clocks say of the pauses; here they all happen for reasons that may come again. */
const pausesIn = (events: readonly { readonly type: ComplaintEvent['type']; readonly data: object }[]): ClockFacts['pauses'] => {
  const last = events.findLast(({ type }) => type === 'ClockPaused' || endsPause.includes(type));
  const open = last?.type === 'ClockPaused' ? { at: (last.data as { at: Instant }).at } : null;
  return { open, lastEndedAt: null, reasonsUsed: [], count: events.filter(({ type }) => type === 'ClockPaused').length };
};

/** Here nobody ever says a word after a warning, and whoever was warned may be closed at once. */
const silenceIn = (events: readonly { readonly type: ComplaintEvent['type']; readonly data: object }[]): SilenceFacts => {
  const last = events.findLast(({ type }) => type === 'ClosingWarned' || type === 'ComplaintReopened');
  if (last?.type !== 'ClosingWarned') return silent;
  const { at, channel } = last.data as { at: Instant; channel: Channel };
  return { ...silent, warned: { at, channel }, closesAt: at };
};

export const atItsTime = (command: ComplaintCommand, at: Instant): ComplaintCommand => {
  if (command.type === 'CloseComplaint') return { ...command, at, told: command.told && { ...command.told, at } };
  return { ...command, at };
};

/** Plays the steps one after another; a refusal leaves everything as it was. `store` says how an event comes back from the store. */
export const play = (
  start: readonly ComplaintEvent[],
  steps: readonly Step[],
  store: (event: ComplaintEvent) => StoredEvent<ComplaintEvent>,
  policy: HandlingPolicy = handling,
): Played => {
  const log: Entry[] = start.map((said) => ({ event: said, stored: store(said), actor: null, recordedAt }));
  const turns: Turn[] = [];
  let state = log.reduce((before, { stored }) => complaintDecider.evolve(before, stored), complaintDecider.initial);
  let now = recordedAt;
  for (const { command: asked, actor, hours, ago } of steps) {
    now = plusHours(now, hours);
    const command = atItsTime(asked, plusHours(now, -ago));
    const knowledge = { recordedAt: now, actor, facts: { ...factsFor(command, state, log).facts, policy } };
    const before = state;
    const decided = decidedOrRefused(command, before, knowledge);
    for (const said of decided ?? []) {
      const stored = store(said);
      state = complaintDecider.evolve(state, stored);
      log.push({ event: said, stored, actor, recordedAt: now });
    }
    turns.push({ command, known: knowledge, before, decided, after: state });
  }
  return { turns, log };
};

export const decidedOrRefused = (
  command: ComplaintCommand,
  before: Complaint,
  knowledge: Known<ComplaintFacts>,
): readonly ComplaintEvent[] | null => {
  try {
    return complaintDecider.decide(command, before, knowledge);
  } catch (error) {
    if (error instanceof RuleViolation) return null;
    throw error;
  }
};
