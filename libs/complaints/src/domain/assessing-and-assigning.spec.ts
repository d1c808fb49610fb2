import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import type { ComplaintEvent } from './complaint.events';
import type { HandlingPolicy } from './complaint.facts';
import { handling, ask, at, event, imported, knowing, leyla, nigar, omid, person, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const received = event('ComplaintReceived');
const assessed = event('ComplaintAssessed');
const assigned = event('ComplaintAssigned');

describe('assessing a complaint', () => {
  it('records how grave it is', () => given(received).when(ask('AssessComplaint')).then(assessed));
  it('keeps the reason and what came late sealed', () =>
    given(received)
      .when(ask('AssessComplaint', { reason: 'A child was there', backdating: 'Was ill' }))
      .then(event('ComplaintAssessed', { personal: { reason: 'A child was there', backdating: 'Was ill' } })));
  it.each([
    [5, false],
    [1, true],
  ] as const)('escalates severity %s, safety %s in the same append', (severity, safety) =>
    given(received)
      .when(ask('AssessComplaint', { severity, safety }))
      .then(event('ComplaintAssessed', { severity, safety }), {
        type: 'ComplaintEscalated',
        data: { at, level: 'management', to: null, reason: 'severity', owed: null },
      }),
  );
  it('escalates nothing of severity 4 without danger', () =>
    given(received)
      .when(ask('AssessComplaint', { severity: 4 }))
      .then(event('ComplaintAssessed', { severity: 4 })));
  it('may be done again until resolution and then leaves the state', () => {
    given(received, assessed, assigned)
      .when(ask('AssessComplaint', { severity: 2 }))
      .then(event('ComplaintAssessed', { severity: 2 }));
    const { state } = given(received, assessed, assigned, event('ComplaintAssessed', { severity: 2 }));
    expect([state.status, state.severity]).toEqual(['assigned', 2]);
  });
  it('adds whom the complaint is about and forgets nobody', () => {
    const { state } = given(received, event('ComplaintAssessed', { subjects: [nigar.id, sara.id] }));
    expect(state.subjects).toEqual([sara.id, nigar.id]);
  });
  it('is refused after resolution', () =>
    given(received, assessed, assigned, event('ComplaintResolved')).when(ask('AssessComplaint')).thenRefused('complaint.resolved'));
  it('is refused to its subject', () => given(received).when(ask('AssessComplaint'), { actor: sara }).thenRefused('actor.is-subject'));
});

describe('assigning a complaint', () => {
  const toNigar = ask('AssignComplaint', { handler: nigar.id, reason: 'On leave' });
  const knowingNigar = knowing({ person: person(nigar.id, { team: 'Ganja' }) });

  it('names handler and team, and what was checked', () => given(received, assessed).when(ask('AssignComplaint')).then(assigned));
  it('needs no acknowledgement', () => {
    const { state } = given(received, assessed, assigned);
    expect([state.acknowledged, state.status, state.handler, state.team]).toEqual([false, 'assigned', omid.id, 'Baku']);
  });
  it('is silent when the handler already has it', () => given(received, assessed, assigned).when(ask('AssignComplaint')).thenNothing());
  it('moves it to another person with a reason, in any state before closing', () => {
    const moved = event('ComplaintAssigned', { handler: nigar.id, team: 'Ganja', personal: { reason: 'On leave' } });
    given(received, assessed, assigned).when(toNigar, knowingNigar).then(moved);
    given(received, assessed, assigned, event('ComplaintResolved')).when(toNigar, knowingNigar).then(moved);
    expect(given(received, assessed, assigned, event('ComplaintResolved'), moved).state.status).toBe('resolved');
  });
  it('needs a reason to change hands', () =>
    given(received, assessed, assigned)
      .when(ask('AssignComplaint', { handler: nigar.id }), knowingNigar)
      .thenRefused('reassignment.without-reason'));
  it('needs no reason to take over from an organisation', () => {
    given(...imported)
      .when(ask('AssignComplaint'))
      .then(event('PolicyPinned'), assigned);
    const { state } = given(...imported, event('PolicyPinned'), assigned);
    expect([state.handler, state.organisation, state.status]).toEqual([omid.id, null, 'assigned']);
  });
  it('is refused before it was assessed', () => given(received).when(ask('AssignComplaint')).thenRefused('complaint.not-assessed'));
  it('is refused after closing', () =>
    given(received, assessed, assigned, event('ComplaintClosed')).when(toNigar, knowingNigar).thenRefused('complaint.closed'));
  it('is refused to a person who does not exist, or whom nobody looked up', () => {
    const stranger = knowing({ person: person(nigar.id, { exists: false, active: false }) });
    given(received, assessed).when(toNigar, stranger).thenRefused('handler.unknown');
    given(received, assessed)
      .when(toNigar, knowing({ person: null }))
      .thenRefused('handler.unknown');
  });
  it('is refused to a person who no longer works here', () =>
    given(received, assessed)
      .when(toNigar, knowing({ person: person(nigar.id, { active: false }) }))
      .thenRefused('handler.not-active'));
  it('is refused to its subject', () =>
    given(received, assessed)
      .when(ask('AssignComplaint', { handler: sara.id }), knowing({ person: person(sara.id) }))
      .thenRefused('handler.is-subject'));
  it('is refused to whom a later assessment names as subject', () =>
    given(received, event('ComplaintAssessed', { subjects: [nigar.id] }))
      .when(toNigar, knowingNigar)
      .thenRefused('handler.is-subject'));
  it('is refused to whom it names as having a conflict of interest, then and later', () => {
    const conflicted = event('ComplaintAssigned', { conflicts: [nigar.id] });
    given(received, assessed)
      .when(ask('AssignComplaint', { handler: nigar.id, conflicts: [nigar.id] }), knowingNigar)
      .thenRefused('handler.conflict');
    given(received, assessed)
      .when(ask('AssignComplaint', { conflicts: [nigar.id] }))
      .then(conflicted);
    given(received, assessed, conflicted).when(toNigar, knowingNigar).thenRefused('handler.conflict');
    given(received, assessed, conflicted, event('ComplaintResolved'))
      .when(ask('ReopenComplaint', { handler: nigar.id }), knowingNigar)
      .thenRefused('handler.conflict');
  });
  it('of the same handler records a conflict of interest that was not known', () => {
    const conflicted = event('ComplaintAssigned', { conflicts: [nigar.id] });
    given(received, assessed, assigned)
      .when(ask('AssignComplaint', { conflicts: [nigar.id] }))
      .then(conflicted);
    given(received, assessed, conflicted)
      .when(ask('AssignComplaint', { conflicts: [nigar.id] }))
      .thenNothing();
  });
  it('is refused to somebody who is away on that day', () =>
    given(received, assessed)
      .when(toNigar, knowing({ person: person(nigar.id, { absent: true }) }))
      .thenRefused('handler.absent'));
  it('is refused without a competence the policy asks for, and says that it was checked', () => {
    const needing = (...competences: HandlingPolicy['competences']) => ({ ...handling, competences });
    const kettles = { needs: 'kettles', product: 'Kettle' };
    const can = (...competences: string[]) => person(omid.id, { competences });
    given(received, assessed)
      .when(ask('AssignComplaint'), knowing({ policy: needing(kettles), person: can('toasters') }))
      .thenRefused('handler.not-competent');
    given(received, assessed)
      .when(ask('AssignComplaint'), knowing({ policy: needing(kettles), person: can('kettles') }))
      .then(event('ComplaintAssigned', { checked: [...assigned.data.checked, 'competent'] }));
  });
  it.each([
    ['another product', { product: 'Toaster' }, true],
    ['this category', { category: 'quality-defect' }, false],
    ['another category', { category: 'delay' }, true],
    ['this severity', { severityFrom: 3 }, false],
    ['a higher severity', { severityFrom: 4 }, true],
    ['safety', { safety: true }, true],
    ['this product of a higher severity', { product: 'Kettle', severityFrom: 4 }, true],
    ['everything', {}, false],
  ] as const)('asks for the competence needed for %s', (_what, about, isFree) => {
    const policy = { ...handling, competences: [{ needs: 'law', ...about }] };
    const trial = given(received, assessed).when(ask('AssignComplaint'), knowing({ policy }));
    if (isFree) trial.then(assigned);
    else trial.thenRefused('handler.not-competent');
  });
  it('asks by what the complaint is about now, as classified or corrected last', () => {
    const policy = { ...handling, competences: [{ needs: 'toasters', product: 'Toaster' }] };
    const toToaster = event('CorrectionRecorded');
    const lamp = event('Classified', { product: 'Lamp' });
    const assign = (...said: readonly ComplaintEvent[]) =>
      given(received, assessed, ...said).when(ask('AssignComplaint'), knowing({ policy }));
    assign().then(assigned);
    assign(event('Classified')).thenRefused('handler.not-competent');
    assign(toToaster).thenRefused('handler.not-competent');
    assign(lamp, toToaster).then(assigned);
    assign(lamp, event('CorrectionRecorded', { revision: 2, of: 'Classified', from: 'Lamp' })).thenRefused('handler.not-competent');
  });
  it('warns how much the handler has to do, and never refuses for it', () =>
    given(received, assessed)
      .when(ask('AssignComplaint'), knowing({ workload: 400 }))
      .then(event('ComplaintAssigned', { workload: { open: 400 } })));
  it('is not done by its subject', () =>
    given(received, assessed).when(ask('AssignComplaint'), { actor: sara }).thenRefused('actor.is-subject'));
  it('lets an agent take it, not give it', () => {
    given(received, assessed)
      .when(ask('AssignComplaint'), { actor: omid })
      .then(event('ComplaintAssigned', { by: omid.id }));
    given(received, assessed)
      .when(toNigar, { actor: omid, ...knowingNigar })
      .thenRefusedForRole('handler.not-oneself');
  });
  it('names all broken rules at once', () =>
    given(received, assessed, assigned)
      .when(ask('AssignComplaint', { handler: sara.id, at: '2026-04-01T00:00:00.000Z' }), {
        actor: omid,
        ...knowing({ person: person(sara.id, { active: false }) }),
      })
      .thenRefusedForRole(
        'handler.not-oneself',
        'time.before-receipt',
        'time.backdated-without-reason',
        'handler.not-active',
        'handler.is-subject',
        'reassignment.without-reason',
      ));
});

describe('escalating a complaint', () => {
  it('records to whom and why', () => given(received).when(ask('EscalateComplaint')).then(event('ComplaintEscalated')));
  it('needs no person', () =>
    given(received)
      .when(ask('EscalateComplaint', { to: null }), knowing({ person: null }))
      .then(event('ComplaintEscalated', { to: null })));
  it('seals nothing where nothing was said', () => {
    const { text: _unsaid, ...silent } = ask('EscalateComplaint');
    const { personal: _none, ...clear } = event('ComplaintEscalated').data;
    expect(complaintDecider.decide(silent, given(received).state, usually)).toStrictEqual([{ type: 'ComplaintEscalated', data: clear }]);
  });
  it('changes no state', () => expect(given(received, event('ComplaintEscalated')).state.status).toBe('received'));
  it('is refused to a person who does not exist, or whom nobody looked up', () => {
    given(received)
      .when(ask('EscalateComplaint'), knowing({ person: person(leyla.id, { exists: false, active: false }) }))
      .thenRefused('escalation.to-unknown');
    given(received)
      .when(ask('EscalateComplaint'), knowing({ person: null }))
      .thenRefused('escalation.to-unknown');
  });
  it('is refused to a person who no longer works here', () =>
    given(received)
      .when(ask('EscalateComplaint'), knowing({ person: person(leyla.id, { active: false }) }))
      .thenRefused('escalation.to-not-active'));
  it('is refused after closing', () =>
    given(received, event('ComplaintClosed')).when(ask('EscalateComplaint')).thenRefused('complaint.closed'));
});
