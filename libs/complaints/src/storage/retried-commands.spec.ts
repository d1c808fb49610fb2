import { type Handled, metadataOf, StreamDecider } from '@redress/event-store';
import { type Instant, plusHours, RuleViolation, uuidOf } from '@redress/kernel';
import { InMemoryKeyStore, Sealer } from '@redress/sealing';
import { asStored, collect, InMemoryEventStore } from '@redress/testing';
import fc from 'fast-check';
import { complaintDecider } from '../domain/complaint.decider';
import type { ComplaintEvent } from '../domain/complaint.events';
import type { Complaint } from '../domain/complaint.state';
import { recordedAt } from '../domain/examples.spec-support';
import { anySteps, atItsTime, factsFor, play, type Step } from '../domain/sequences.spec-support';
import { complaintCodec } from './complaint.codec';

const stream = 'complaint-370691682022';

/** A register in which every step can be sent as often as one likes, each under its own command id. */
const opened = (steps: readonly Step[]) => {
  const [store, keys] = [new InMemoryEventStore(), new InMemoryKeyStore()];
  const decider = new StreamDecider(store, keys, new Sealer(keys), complaintCodec, complaintDecider, async (command, { state, seen }) => {
    const log = seen.map(({ event, recorded }) => ({ event, actor: metadataOf(recorded).actor }));
    return factsFor(command, state, log).facts;
  });
  const times = steps.reduce<Instant[]>((before, { hours }) => [...before, plusHours(before.at(-1) ?? recordedAt, hours)], []);
  const send = async (index: number): Promise<Handled<Complaint> | 'refused'> => {
    const { command: asked, actor, ago } = steps[index]!;
    const [now, commandId] = [times[index]!, uuidOf('redress-command-1', actor.id, String(index))];
    const command = atItsTime(asked, plusHours(now, -ago));
    return decider.handle(stream, { command, number: '370691682022', body: command, commandId, actor, now }).catch((error: unknown) => {
      if (error instanceof RuleViolation) return 'refused';
      throw error;
    });
  };
  const stored = async () => (await collect(store.read(stream))).flat();
  return { send, stored };
};

describe('a command that is sent again and again', () => {
  it('happens once, and answers what it answered', () =>
    fc.assert(
      fc.asyncProperty(anySteps, fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat()), { minLength: 1 }), async (steps, repeats) => {
        const register = opened(steps);
        const answers: { readonly index: number; readonly answer: Handled<Complaint> }[] = [];
        for (const index of steps.keys()) {
          const [times, earlier] = repeats[index % repeats.length]!;
          const before = (await register.stored()).length;
          const [answer, ...others] = await Promise.all(Array.from({ length: times }, () => register.send(index)));
          expect(others).toEqual(others.map(() => answer));
          if (answer !== 'refused' && (await register.stored()).length > before) answers.push({ index, answer: answer! });
          const again = answers[earlier % (answers.length || 1)];
          if (again) expect(await register.send(again.index)).toEqual(again.answer);
        }
        const once = play([], steps, (event) => asStored(event)).log.map(({ event }) => event);
        const stored = (await register.stored()).map((recorded) => complaintCodec.decode(recorded));
        expect(stored.map((event) => asStored(event as unknown as ComplaintEvent))).toEqual(once.map((event) => asStored(event)));
      }),
      { seed: 20_260_501, numRuns: 25 },
    ));
});
