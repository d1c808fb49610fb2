import { firstPrev, link, metadataOf, type NewEvent, type RecordedEvent, type StreamEnd, verifyStream } from '@redress/event-store';
import { type DomainEvent, type Sealed, uuidOf } from '@redress/kernel';
import { InMemoryKeyStore, openWith, requestOf, Sealer } from '@redress/sealing';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vectors from '../../../test/golden/vectors.json';
import { leyla, recordedAt } from '../../complaints/src/domain/examples.spec-support';
import { type Kind, kinds, type Story } from './golden-stories.spec-support';

/** A stream as it was stored when its last event was new; its parts opened then, and the state then (null where nothing is folded). */
interface Golden {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly opened: Readonly<Record<string, object>>;
  readonly state: Readonly<Record<string, unknown>> | null;
}

const folder = join(__dirname, '../../../test/golden/events');
const key = Buffer.from(vectors.sealed.streamKey, 'hex');
const sealedParts = ['brief', 'personal', 'corrected'] as const;

const fileOf = ({ events, variant }: Story, { codec }: Kind): string => {
  const { type } = events.at(-1)!;
  return [type, codec.schemaOf(type), ...(variant ? [variant] : []), 'json'].join('.');
};
const recordedOf = ({ stream, events }: Golden): RecordedEvent[] =>
  events.map((event, revision) => ({ ...event, stream, revision, position: String(revision + 1) }));
const sealedOf = (data: object): [string, Sealed][] =>
  sealedParts.flatMap((part) => (part in data ? [[part, (data as Record<string, Sealed>)[part]!] as [string, Sealed]] : []));

/** What this build would store today, under the key of the vectors; a nonce is never used twice in one file. */
const made = ({ stream, events }: Story, { codec, state }: Kind): Golden => {
  const nonce = Buffer.from(vectors.sealed.nonce, 'hex');
  const sealer = new Sealer(new InMemoryKeyStore(), () => Buffer.concat([nonce.subarray(0, 11), Buffer.of(nonce[11]! + used++)]));
  let used = 0;
  let end: StreamEnd = { revision: -1, hash: firstPrev };
  const stored = events.map((event: DomainEvent) => codec.seal(event, (place, value) => sealer.sealWith(key, stream, place, value)));
  const linked = stored.flatMap(({ type, data }) => {
    const commandId = uuidOf('redress-command-1', leyla.id, `golden ${end.revision + 1}`);
    const request = sealedOf(data).length > 0 ? requestOf(key, type, stream, '{}') : null;
    const next = link(stream, [{ type, schema: codec.schemaOf(type), data }], { commandId, request, actor: leyla, recordedAt }, end);
    end = next.end;
    return next.events;
  });
  const opened = Object.fromEntries(sealedOf(stored.at(-1)!.data).map(([part, text]) => [part, openWith(key, stream, text)]));
  return { stream, events: linked, opened, state: state ? (state(stored) as Golden['state']) : null };
};

// A golden that stands is never written again: it is what some register holds.
if (process.env['REDRESS_WRITE_GOLDENS'] === '1') {
  for (const kind of kinds) {
    for (const story of kind.stories) {
      const file = join(folder, fileOf(story, kind));
      if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(made(story, kind), null, 2)}\n`, { flag: 'wx' });
    }
  }
}

const files = readdirSync(folder).sort();
const goldenIn = (file: string): Golden => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden;
const kindOf = (file: string): Kind => kinds.find(({ codec }) => codec.knows(file.split('.')[0]!))!;

describe('the stored events of all time', () => {
  it('are of every type in every schema, and of no type that is not known any more', () => {
    const schemas = kinds.flatMap(({ codec }) =>
      codec.types.flatMap((type) => Array.from({ length: codec.schemaOf(type) }, (_schema, index) => `${type}.${index + 1}.json`)),
    );
    // Missing ones are written by REDRESS_WRITE_GOLDENS=1; keep them with the change that made them.
    expect(schemas.filter((file) => !files.includes(file))).toEqual([]);
    expect(files.filter((file) => kindOf(file) === undefined)).toEqual([]);
  });

  it.each(files)('%s is what its name says, in an unbroken chain', (file) => {
    const golden = goldenIn(file);
    const recorded = recordedOf(golden);
    const last = recorded.at(-1)!;
    expect(`${last.type}.${metadataOf(last).schema}`).toBe(file.split('.').slice(0, 2).join('.'));
    expect(verifyStream(golden.stream, recorded)).toEqual([]);
    for (const { data, metadata } of recorded) {
      expect([data, metadata]).toEqual([JSON.stringify(JSON.parse(data)), JSON.stringify(JSON.parse(metadata))]);
    }
  });

  it.each(files)('%s opens with the key of its stream', (file) => {
    const { stream, opened, events } = goldenIn(file);
    const sealed = sealedOf(JSON.parse(events.at(-1)!.data) as object);
    expect(Object.fromEntries(sealed.map(([part, text]) => [part, openWith(key, stream, text)]))).toEqual(opened);
    for (const [, text] of sealed) expect(typeof kindOf(file).codec.openWith(key, stream, text)).toBe('object');
  });

  it.each(files)('%s leads to the state of then', (file) => {
    const golden = goldenIn(file);
    const { codec, state } = kindOf(file);
    const now = state?.(recordedOf(golden).map((event) => codec.decode(event))) ?? null;
    // The state may have learned more since; what it knew then it must still know.
    const then = now && Object.fromEntries(Object.keys(golden.state!).map((field) => [field, (now as Record<string, unknown>)[field]]));
    expect(then).toEqual(golden.state);
  });
});

/** The same events written by this build, with the nonces and causes of then. */
const writtenAgain = ({ stream, events }: Golden, { codec }: Kind): readonly NewEvent[] => {
  let end: StreamEnd = { revision: -1, hash: firstPrev };
  return events.flatMap(({ type, data, metadata }) => {
    const sealed = sealedOf(JSON.parse(data) as object);
    const nonces = sealed.map(([, text]) => Buffer.from(text.split(':').at(-1)!, 'base64url').subarray(0, 12));
    const sealer = new Sealer(new InMemoryKeyStore(), () => nonces.shift()!);
    const opened = Object.fromEntries(sealed.map(([part, text]) => [part, openWith(key, stream, text)]));
    const event = { type, data: { ...(JSON.parse(data) as object), ...opened } };
    const stored = codec.seal(event, (place, value) => sealer.sealWith(key, stream, place, value));
    const next = link(stream, [{ type, schema: codec.schemaOf(type), data: stored.data }], metadataOf({ metadata }), end);
    end = next.end;
    return next.events;
  });
};

describe('what is stored today', () => {
  const isPresent = ({ events }: Golden, { codec }: Kind): boolean =>
    events.every((event) => metadataOf(event).schema === codec.schemaOf(event.type));
  it.each(files.filter((file) => isPresent(goldenIn(file), kindOf(file))))('is byte for byte as in %s', (file) => {
    const golden = goldenIn(file);
    expect(writtenAgain(golden, kindOf(file))).toEqual(golden.events);
  });
});
