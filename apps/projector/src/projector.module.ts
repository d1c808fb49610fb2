import { type DynamicModule, Module } from '@nestjs/common';
import type { Engine } from '@redress/platform';
import type { Registry } from 'prom-client';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { needsOf } from './needs';
import { ProjectorMetrics } from './projector-metrics';
import { ENGINE, ProjectorRunner } from './projector-runner';

/** The projector as an application of its own, on an engine that it lets go of in the end. */
@Module({})
export class ProjectorModule {
  static of(engine: Engine, registry: Registry): DynamicModule {
    return {
      module: ProjectorModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: ENGINE, useValue: engine },
        { provide: ProjectorMetrics, useValue: new ProjectorMetrics(registry, engine.projectors, needsOf(engine)) },
        ProjectorRunner,
      ],
    };
  }
}
