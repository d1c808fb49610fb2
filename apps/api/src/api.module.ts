import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import { ThrottlerModule } from '@nestjs/throttler';
import { Complaints } from '@redress/complaints';
import { complaintCommandHandlers, ReceiveComplaintBody } from '@redress/complaints/commands';
import { PinnedVersions } from '@redress/deadlines';
import { ReadModels } from '@redress/read-models';
import { queryHandlers } from '@redress/read-models/queries';
import { AccessGuard } from './access/access.guard';
import type { KnownRoutes } from './access/known-routes';
import { API_ENGINE, type ApiEngine, millisecondsOf } from './api-engine';
import { type BodyClass, BodySchemas } from './body/body-schemas';
import { commandControllers } from './complaints/command.controllers';
import { commandRoutes } from './complaints/command-routes';
import { ReceiveController } from './complaints/receive.controller';
import { type Allowance, AllowanceGuard, throttling } from './flow/allowance';
import { InFlight } from './flow/in-flight';
import { OpenApiController, OpenApiText } from './openapi/openapi.controller';
import { DocsController } from './operations/docs.controller';
import { HealthController } from './operations/health.controller';
import { Metrics } from './operations/metrics';
import { MetricsController } from './operations/metrics.controller';
import type { RequestLog } from './operations/request-log';
import { versionControllers } from './policies/version.controllers';
import { Problems } from './problems/problems';
import { ClocksController } from './reading/clocks.controller';
import { ComplaintsController } from './reading/complaints.controller';
import {
  AuditTrailController,
  ProjectionsController,
  QueuesController,
  StaffController,
  StatisticsController,
} from './reading/registers.controllers';
import { SearchBody } from './reading/search-body';
import { AddStaffController } from './staff/add-staff.controller';
import { staffControllers } from './staff/change-staff.controllers';
import { AddStaffMemberBody } from './staff/staff-bodies';
import { staffRoutes } from './staff/staff-routes';

/** What the API is made of besides the engine. */
export interface ApiParts {
  readonly engine: ApiEngine;
  readonly routes: KnownRoutes;
  readonly inFlight: InFlight;
  readonly allowance: Allowance;
  readonly metrics: Metrics;
  readonly log: RequestLog;
  readonly problems: Problems;
  readonly withDocs: boolean;
}

const readingControllers = [
  ComplaintsController,
  ClocksController,
  AuditTrailController,
  QueuesController,
  StatisticsController,
  StaffController,
  ProjectionsController,
];

/** Every body that a route takes. */
export const bodies: readonly BodyClass[] = [
  ReceiveComplaintBody,
  ...Object.values(commandRoutes).map(({ body }) => body),
  AddStaffMemberBody,
  SearchBody,
  ...Object.values(staffRoutes).map(({ body }) => body),
];

@Module({})
export class ApiModule {
  static of({ engine, inFlight, allowance, metrics, problems, withDocs }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        CqrsModule.forRoot(),
        TerminusModule.forRoot({ logger: false }),
        ThrottlerModule.forRoot(throttling(allowance, millisecondsOf(engine.clock))),
      ],
      controllers: [
        ReceiveController,
        ...commandControllers,
        ...readingControllers,
        AddStaffController,
        ...staffControllers,
        ...versionControllers,
        HealthController,
        MetricsController,
        OpenApiController,
        ...(withDocs ? [DocsController] : []),
      ],
      providers: [
        { provide: API_ENGINE, useValue: engine },
        { provide: Complaints, useValue: engine.complaints },
        ...complaintCommandHandlers,
        { provide: ReadModels, useValue: engine.readModels },
        { provide: PinnedVersions, useValue: new PinnedVersions(engine.versions, engine.events) },
        ...queryHandlers,
        { provide: BodySchemas, useFactory: () => new BodySchemas(bodies) },
        { provide: InFlight, useValue: inFlight },
        { provide: Metrics, useValue: metrics },
        OpenApiText,
        { provide: APP_GUARD, useClass: AllowanceGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useValue: problems },
      ],
    };
  }
}
