import { type DynamicModule, Module } from '@nestjs/common';
import type { Engine } from '@redress/platform';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { ProjectorMetrics } from './projector-metrics';
import { ENGINE, ProjectorRunner } from './projector-runner';

/** The projector as an application of its own, on an engine that it lets go of in the end. */
@Module({})
export class ProjectorModule {
  static of(engine: Engine): DynamicModule {
    return {
      module: ProjectorModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: ENGINE, useValue: engine },
        { provide: ProjectorMetrics, useValue: new ProjectorMetrics(engine.projectors) },
        ProjectorRunner,
      ],
    };
  }
}
