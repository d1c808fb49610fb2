import { HttpException } from '@nestjs/common';
import type { Engine } from '@redress/platform';
import { ActMetrics } from '@redress/platform/metrics';
import type { Projectors, ProjectorStatus } from '@redress/projections';
import { Registry } from 'prom-client';
import { HealthController } from './health.controller';
import { ProjectorMetrics } from './projector-metrics';

const queue: ProjectorStatus = {
  name: 'queue',
  version: 1,
  collection: 'queue@1.0',
  position: '7',
  lag: { events: 3, more: false, seconds: 1.5 },
  parked: 2,
  holder: 'one',
};
const away = () => Promise.reject(new Error('/secret/path'));

describe('the metrics of a projector', () => {
  const state = { isAway: false, active: new Set(['queue']), secondsSinceLook: 0.25 };
  const projectors = {
    all: [{ name: 'queue' }],
    status: () => (state.isAway ? away() : Promise.resolve([queue])),
    get activity() {
      return state;
    },
  } as unknown as Projectors;
  const needs = ['events', 'read-models'].map((name) => ({ name, check: () => (state.isAway ? away() : Promise.resolve()) }));
  const registry = new Registry();
  const metrics = new ProjectorMetrics(
    registry,
    projectors,
    needs,
    new ActMetrics(registry, () => (state.isAway ? away() : Promise.resolve(90))),
  );
  const ours = async () => (await metrics.text()).split('\n').filter((line) => /^redress_/.test(line));

  it('say of each read model how far it is, what waits and whether this process keeps it', async () => {
    expect(await ours()).toEqual([
      'redress_acts_total{action="remind"} 0',
      'redress_acts_total{action="record-missed"} 0',
      'redress_acts_total{action="escalate"} 0',
      'redress_acts_total{action="close"} 0',
      'redress_act_waiting_seconds 90',
      'redress_read_model_lag_events{read_model="queue"} 3',
      'redress_read_model_lag_seconds{read_model="queue"} 1.5',
      'redress_read_model_parked{read_model="queue"} 2',
      'redress_read_model_active{read_model="queue"} 1',
      'redress_projector_heartbeat_seconds 0.25',
      'redress_ready{need="events"} 1',
      'redress_ready{need="read-models"} 1',
    ]);
    expect(await metrics.text()).toContain('process_resident_memory_bytes');
  });
  it('leave out what a store would have to be asked for while it is away, and go on with the rest', async () => {
    state.isAway = true;
    state.active = new Set();
    state.secondsSinceLook = 12;
    expect(await ours()).toEqual([
      'redress_acts_total{action="remind"} 0',
      'redress_acts_total{action="record-missed"} 0',
      'redress_acts_total{action="escalate"} 0',
      'redress_acts_total{action="close"} 0',
      'redress_act_waiting_seconds 90',
      'redress_read_model_active{read_model="queue"} 0',
      'redress_projector_heartbeat_seconds 12',
      'redress_ready{need="events"} 0',
      'redress_ready{need="read-models"} 0',
    ]);
  });
});

describe('the health of a projector', () => {
  const healthOf = (events: () => Promise<unknown>, views: () => Promise<unknown>): HealthController =>
    new HealthController({ events: { head: events }, documents: { list: views } } as unknown as Engine);
  const well = () => Promise.resolve([]);

  it('is ready where record and read models answer', async () => {
    expect(await healthOf(well, well).ready()).toEqual({ status: 'ok', checks: { events: 'up', views: 'up' } });
  });
  it('is not ready where one of them does not, and names it without its message', async () => {
    const refused: unknown = await healthOf(well, away)
      .ready()
      .catch((error: unknown) => error);
    if (!(refused instanceof HttpException)) throw new Error('It was ready.');
    expect([refused.getStatus(), refused.getResponse()]).toEqual([503, { status: 'down', checks: { events: 'up', views: 'down' } }]);
  });
  it('is live while the process answers, whatever its stores do', () => {
    expect(healthOf(away, away).live()).toEqual({ status: 'ok', checks: {} });
  });
});
