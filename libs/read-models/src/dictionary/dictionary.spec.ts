import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaintCodec, type ComplaintEventType } from '@redress/complaints';
import { metadataOf, type NewEvent } from '@redress/event-store';
import type { DomainEvent } from '@redress/kernel';
import type { Counter, Fields, Recorded } from '@redress/projections';
import { staffCategory, staffCodec } from '@redress/staff';
import * as everything from '..';
import { factFields } from '../case.fields';
import { describedCounters } from '../statistics/counters';
import { measure } from '../statistics/measurements';
import { metrics } from '../statistics/metrics';
import type { Counted } from '../statistics/counted';
import { an, correction, folded, office, ours, told } from '../told.spec-support';
import { type DescribedReadModel, describedReadModels } from './described-read-models';

interface Golden {
  readonly stream: string;
  readonly events: readonly NewEvent[];
}
interface Heard {
  readonly event: DomainEvent;
  readonly recorded: Recorded;
}

const folder = join(__dirname, '../../../../test/golden/events');
const goldens = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden);
const storyOf = ({ stream, events }: Golden): readonly Heard[] =>
  events.map((stored, revision) => {
    const recorded = { ...stored, stream, revision, position: String(revision + 1) };
    const codec = stream.startsWith(staffCategory) ? staffCodec : complaintCodec;
    return { event: codec.decode(recorded), recorded: { ...recorded, ...metadataOf(stored) } };
  });

const amount = { minor: 4990, currency: 'AZN' };
const received = an('ComplaintReceived');
/** What no golden event says: the rest of what an event may hold. */
const further: readonly (readonly Heard[])[] = [
  told(
    received,
    an('RemedyProposed', { complainantEstimate: amount, organisationEstimate: amount }),
    an('RemedyCountered', { complainantEstimate: amount, organisationEstimate: amount }),
    an('RemedyAccepted'),
  ),
  told(
    received,
    an('RemedyProposed'),
    an('RemedyAccepted', { amount }),
    an('RemedyApproved'),
    an('RemedyImplemented'),
    an('ComplaintClosed'),
  ),
  told(received, an('EvidenceAdded'), correction('EvidenceAdded', 1, 'at', '2026-03-01T08:00:00.000Z')),
  told(
    received,
    an('ComplaintAssigned', { handler: null, workload: { open: 3 } }),
    an('ComplaintAssigned'),
    an('ComplaintAcknowledged'),
    an('ComplaintAcknowledged'),
  ),
  told(an('ComplaintReceived', { policy: ours, calendar: office }), an('ProgressUpdateSent')),
  told(received, an('ComplaintResolved'), an('ComplaintReopened'), an('ComplaintResolved', { finding: 'withdrawn' })),
];
/** An event of each type with what it may hold besides. */
const full = complaintCodec.types.map((type) => {
  const plain = an(type);
  const source = { register: 'cfpb', file: 'a.csv', row: 1, id: '1' };
  const bounds = { from: '2026-03-02T08:00:00.000Z', until: '2026-03-03T08:00:00.000Z' };
  const { data } = plain as { readonly data: object };
  const held = { ...('source' in data && { source }), ...('bounds' in data && { bounds }) };
  const personal = /PolicyPinned|TimelinessReported|HandlerReminded|DeadlineMissed/.test(type)
    ? {}
    : { personal: `s1:${type}:1:personal:A` };
  const event = type === 'ComplaintReceived' ? plain : { ...plain, data: { ...data, ...held, ...personal } };
  return told(received, an('ComplaintAssessed'), event as typeof plain);
});
const stories = [...goldens.filter(({ stream }) => /^(complaint|staff)-/.test(stream)).map(storyOf), ...further, ...full];

/** What one read model makes of a story, after each event of it. */
const madeOf = ({ projection }: DescribedReadModel): { readonly documents: readonly object[]; readonly rows: readonly object[] } => {
  const heard = stories.filter(([first]) => first!.recorded.stream.startsWith(projection.category));
  const made = heard.flatMap((story) => story.map((_last, end) => folded(projection as never, story.slice(0, end + 1))));
  return { documents: made.flatMap(({ doc }) => doc ?? []), rows: made.flatMap(({ rows }) => rows) };
};

/** Each field of a value by its path, with its own value; the elements of a list stand under the same path. */
const fieldsIn = (value: object, path = ''): readonly (readonly [path: string, value: unknown])[] =>
  Object.entries(value).flatMap(([name, held]: [string, unknown]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [[at, held] as const, ...partsOf(held, at)];
  });
const partsOf = (held: unknown, at: string): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(held)) return held.flatMap((one: unknown) => (typeof one === 'object' && one !== null ? fieldsIn(one, `${at}[]`) : []));
  return typeof held === 'object' && held !== null ? fieldsIn(held, at) : [];
};

/** The description of a field; the facts of a case are described by event type. */
const descriptionOf = (fields: Fields, path: string): Fields[string] | undefined => {
  const fact = /^facts\.(\w+)\.latest\[\]\.(.+)$/.exec(path);
  if (fact && 'facts' in fields) return factFields[fact[1] as Exclude<ComplaintEventType, 'ComplaintReceived'>][fact[2]!];
  return fields[path.replace(/^facts\.\w+/, 'facts.*')] ?? anyPart(fields, path);
};
/** Of what may hold anything, the parts are not described. */
const anyPart = (fields: Fields, path: string): Fields[string] | undefined =>
  Object.entries(fields).find(([name, [type]]) => type.startsWith('any') && path.startsWith(`${name}.`))?.[1];

const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && !/^s1:/.test(value),
  instant: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  day: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  sealed: (value) => typeof value === 'string' && /^s1:/.test(value),
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isSafeInteger,
  list: Array.isArray,
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  any: () => true,
};
const isOf = (type: string, value: unknown): boolean =>
  value === null ? type.endsWith(' or null') : forms[type.replace(' or null', '')]!(value);

const faultsOf = (fields: Fields, made: readonly object[]): readonly string[] => {
  const faults = made.flatMap((one) =>
    fieldsIn(one).flatMap(([path, value]) => {
      const described = descriptionOf(fields, path);
      if (!described) return [`${path} is not described`];
      return isOf(described[0], value) ? [] : [`${path} is no ${described[0]}: ${JSON.stringify(value)}`];
    }),
  );
  return [...new Set(faults)];
};

describe('the data dictionary', () => {
  it('describes every read model there is', () => {
    const all = Object.values(everything).filter((value) => typeof value === 'object' && 'category' in value);
    expect(new Set(describedReadModels.map(({ projection }) => projection))).toEqual(new Set(all));
  });

  describe.each(describedReadModels.map((described) => [described.projection.name, described] as const))('of %s', (_name, described) => {
    const { documents, rows } = madeOf(described);

    it('describes every field that a fold writes, as what it is', () => expect(faultsOf(described.fields, documents)).toEqual([]));

    it('describes every field of a row, as what it is', () => {
      expect(faultsOf(described.rowFields, rows)).toEqual([]);
      expect(rows.length > 0).toBe(described.row !== null);
    });

    it('describes nothing that is never written', () => {
      const written = new Set(documents.flatMap((one) => fieldsIn(one).map(([path]) => path.replace(/^facts\.\w+/, 'facts.*'))));
      const inRows = new Set(rows.flatMap((one) => fieldsIn(one).map(([path]) => path)));
      expect(Object.keys(described.fields).filter((path) => !written.has(path) && path !== 'facts.*')).toEqual([]);
      expect(Object.keys(described.rowFields).filter((path) => !inRows.has(path))).toEqual([]);
    });
  });

  it('describes no field of an event that none ever held', () => {
    const { documents } = madeOf(describedReadModels.find(({ projection }) => projection.name === 'case')!);
    const written = new Set(documents.flatMap((one) => fieldsIn(one).map(([path]) => path)));
    const never = Object.entries(factFields).flatMap(([type, fields]) =>
      Object.keys(fields).flatMap((name) => (written.has(`facts.${type}.latest[].${name}`) ? [] : [`${type}.${name}`])),
    );
    expect(never).toEqual([]);
  });

  it('describes every counter that a metric uses, and no other', () => {
    expect(Object.keys(describedCounters).sort()).toEqual([...new Set(metrics.flatMap(({ uses }) => uses))].sort());
  });

  it('describes every counter that a complaint adds to', () => {
    const { documents } = madeOf(describedReadModels.find(({ counts }) => counts)!);
    const counted = documents
      .flatMap((doc) => measure(doc as Counted))
      .map(({ metric }: Counter) => metric.replace(/^([a-z-]+:)(?!judged$).*/, '$1'));
    expect([...new Set(counted)].filter((name) => !Object.hasOwn(describedCounters, name))).toEqual([]);
  });
});
