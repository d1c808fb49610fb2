import { AccessLog, ApiKeys } from '@redress/access';
import { Complaints, Lookups } from '@redress/complaints';
import { Adoptions, beginFirstDay } from '@redress/deadlines';
import type { Appended, RecordedEvent } from '@redress/event-store';
import { type Instant, type Role, roles, type StaffId } from '@redress/kernel';
import { DiskSpace, projectorsOf, readModelsOf } from '@redress/platform';
import { SqliteDocumentStore, viewsFile } from '@redress/projections';
import { InMemoryKeyStore, type KeyStore, Sealer } from '@redress/sealing';
import { SqliteFile } from '@redress/sqlite';
import { QueueWorkload } from '@redress/read-models';
import { Staff } from '@redress/staff';
import { collect, InMemoryEventStore } from '@redress/testing';
import type { LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import type { Api } from './api';
import type { ApiEngine } from './api-engine';
import { type ApiOptions, createApi } from './create-api';

const system = { id: 'local', role: 'system' } as const;

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: LightMyRequestResponse['headers'];
}
export interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly correlationId: string;
  readonly errors: readonly { readonly code: string; readonly path?: string; readonly detail: string; readonly params: object }[];
}

/** The store in memory; `before` runs ahead of every append: to wait, to fail, to be overtaken. */
class HeldEventStore extends InMemoryEventStore {
  before: () => Promise<void> = async () => {};

  override async append(...asked: Parameters<InMemoryEventStore['append']>): Promise<Appended> {
    await this.before();
    return super.append(...asked);
  }
}

/** The API on stores in memory, with a person and a key for each role, and a clock that the test turns. */
export class TestApi {
  now: Instant = '2026-05-01T12:00:00.000Z';
  /** Is there room on the disk, for whoever tries? The store is told by its own `before`. */
  hasRoom = true;
  readonly logged: string[] = [];

  private constructor(
    readonly store: HeldEventStore,
    readonly keyStore: KeyStore,
    readonly staff: Record<Role, StaffId>,
    readonly keys: Record<Role, string>,
  ) {}
  engine!: ApiEngine;
  api!: Api;

  static async start(options: Partial<ApiOptions> = {}, readiness: ApiEngine['readiness'] = []): Promise<TestApi> {
    const [store, keyStore] = [new HeldEventStore(), new InMemoryKeyStore()];
    const test = new TestApi(store, keyStore, {} as Record<Role, StaffId>, {} as Record<Role, string>);
    const versions = await beginFirstDay(store, 'UTC', system, '2026-01-01T00:00:00.000Z');
    const documents = new SqliteDocumentStore(new SqliteFile(':memory:', viewsFile));
    const staff = new Staff(store, keyStore);
    const readModels = readModelsOf(documents);
    const apiKeys = new ApiKeys(keyStore);
    test.engine = {
      clock: { now: () => test.now },
      complaints: new Complaints(store, keyStore, staff, versions, new QueueWorkload(readModels)),
      staff,
      apiKeys,
      readiness,
      diskSpace: new DiskSpace(() => (test.hasRoom ? Promise.resolve() : Promise.reject(new Error('ENOSPC')))),
      events: store,
      versions,
      adoptions: new Adoptions(store, keyStore, versions),
      sealer: new Sealer(keyStore),
      lookups: new Lookups(keyStore),
      accessLog: new AccessLog(store),
      readModels,
      projectors: projectorsOf({ events: store, documents, versions }),
    };
    for (const role of roles) {
      const member = { at: '2026-01-01T00:00:00.000Z', name: `Name of ${role}`, team: 'north', roles: [role] };
      const { id } = await staff.add(member, { actor: system, now: member.at });
      test.staff[role] = id;
      test.keys[role] = (await apiKeys.create({ id, role }, member.at)).key;
    }
    const logger = pino({ level: 'info', base: null }, { write: (line: string) => void test.logged.push(line) });
    await test.engine.projectors.catchUp();
    test.api = await createApi(test.engine, { withDocs: true, logger, ...options });
    return test;
  }

  /** As somebody with a key of that role; null: without a key. */
  async post<Body = Record<string, unknown>>(
    role: Role | null,
    url: string,
    body: object | string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return this.send<Body>('POST', role, url, { 'content-type': 'application/json', ...headers }, payload);
  }

  get<Body = Record<string, unknown>>(
    role: Role | null,
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    return this.send<Body>('GET', role, url, headers);
  }

  async send<Body = Record<string, unknown>>(
    method: string,
    role: Role | null,
    url: string,
    headers: Readonly<Record<string, string>> = {},
    payload?: string | Buffer,
  ): Promise<Answer<Body>> {
    const authorization = role === null ? {} : { authorization: `Bearer ${this.keys[role]}` };
    const response = await this.api.inject({
      method: method as 'GET',
      url,
      headers: { ...authorization, ...headers },
      ...(payload !== undefined && { payload }),
    });
    const isJson = /[/+]json/.test(String(response.headers['content-type'])) && response.payload !== '';
    return { status: response.statusCode, headers: response.headers, body: (isJson ? response.json() : response.payload) as Body };
  }

  /** A new complaint; answers its number. */
  async received(body: object = { channel: 'phone', summary: 'Router', description: 'It does not start.' }): Promise<string> {
    return (await this.post<{ number: string }>('agent', '/complaints', body)).body.number;
  }

  /** The whole log. */
  log(): Promise<readonly RecordedEvent[]> {
    return collect(this.store.all(null));
  }

  /** The events of a complaint by type. */
  async eventsOf(number: string): Promise<readonly string[]> {
    return (await collect(this.store.read(`complaint-${number}`))).map(({ type }) => type);
  }

  private stopped: Promise<void> | null = null;
  /** Once is enough. */
  stop(): Promise<void> {
    return (this.stopped ??= this.api.stop());
  }
}
