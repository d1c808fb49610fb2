import { type DynamicModule, Module } from '@nestjs/common';
import { type Engine, secondsOwed } from '@redress/platform';
import { ActMetrics } from '@redress/platform/metrics';
import type { Registry } from 'prom-client';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { needsOf } from './needs';
import { ProjectorMetrics } from './projector-metrics';
import { ENGINE, ProjectorRunner, TOLD, type Told } from './projector-runner';

/** The projector as an application of its own, on an engine that it lets go of in the end. */
@Module({})
export class ProjectorModule {
  static of(engine: Engine, registry: Registry, onTrouble: (error: unknown) => void): DynamicModule {
    const acts = new ActMetrics(registry, () => secondsOwed(engine));
    const told: Told = { onAct: ({ action }) => acts.acted(action), onTrouble };
    return {
      module: ProjectorModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: ENGINE, useValue: engine },
        { provide: ProjectorMetrics, useValue: new ProjectorMetrics(registry, engine.projectors, needsOf(engine), acts) },
        { provide: TOLD, useValue: told },
        ProjectorRunner,
      ],
    };
  }
}
