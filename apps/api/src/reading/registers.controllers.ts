import { Controller, Get, HttpStatus, Inject, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { may } from '@redress/access';
import { clauseOf, type ComplaintEventType, readNumber } from '@redress/complaints';
import { dimensions, metrics } from '@redress/read-models';
import { AskStatistics, ListStaff, OpenQueue, type QueueName, queueNames, queues, SearchAuditTrail } from '@redress/read-models/queries';
import { staffCodec, staffStream } from '@redress/staff';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allows } from '../access/access';
import { API_ENGINE, type ApiEngine } from '../api-engine';
import { actorOf } from '../asked/asked';
import { carrying } from '../openapi/headers';
import { Refuses } from '../openapi/responses';
import { refused } from '../problems/problem';
import { Opening, whenFresh } from './answering';
import { refuseUnlessOwnHistory } from './own-history';
import { cursor, day, limit, oneOf, queryOf, refuseQuery, text, usualLimit } from './query';
import { Reads, refusalsOfOne } from './reading-docs';

const eventTypes = Object.keys(clauseOf) as ComplaintEventType[];

@ApiTags('audit')
@Controller('audit-trail')
export class AuditTrailController {
  constructor(
    @Inject(API_ENGINE) private readonly engine: ApiEngine,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allows('ReadHistory')
  @Reads({
    operationId: 'search-audit-trail',
    summary: 'What was recorded, across complaints: by whom, of which type, on which day',
    answers: 'AuditRows',
    takes: ['actor', 'type', 'day', 'number', 'after', 'limit'],
    carries: ['Sealed'],
  })
  async search(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const {
      number,
      limit: most = usualLimit,
      ...filter
    } = queryOf(request, { actor: text, type: oneOf(eventTypes), day, number: readNumberText, after: cursor, limit });
    await whenFresh(this.engine.readModels.auditTrail, request, reply);
    await refuseUnlessOwnHistory(this.queries, request, number);
    const { items, next } = await this.queries.execute(
      new SearchAuditTrail({ ...filter, ...(number !== undefined && { number }), limit: most }),
    );
    const opening = await Opening.of(this.engine, request, reply, [...new Set(items.map((row) => row.number))]);
    return { items: await Promise.all(items.map((row) => opening.opened(row.number, row))), next };
  }
}

const readNumberText = (value: string): string | undefined => readNumber(value) ?? undefined;

@ApiTags('queues')
@Controller('queues')
export class QueuesController {
  constructor(
    @Inject(API_ENGINE) private readonly engine: ApiEngine,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allows('ReadQueues')
  @Reads({ operationId: 'list-queues', summary: 'The queues there are', answers: 'Queues' })
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    queryOf(request, {});
    await whenFresh(this.engine.readModels.queue, request, reply);
    return { items: queueNames.map((name) => ({ name, title: queues[name].title })), next: null };
  }

  @Get(':name')
  @Allows('ReadQueues')
  @ApiParam({ name: 'name', schema: { type: 'string', enum: [...queueNames] } })
  @Reads({
    operationId: 'open-queue',
    summary: 'What must be done next: due first, then the most severe, then the oldest',
    answers: 'QueueLines',
    takes: ['handler', 'team', 'after', 'limit'],
    carries: ['Sealed'],
    refusals: refusalsOfOne,
  })
  async open(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { limit: most = usualLimit, ...filter } = queryOf(request, { handler: text, team: text, after: cursor, limit });
    const { name } = request.params as { name: string };
    const queue = queueNames.find((each): each is QueueName => each === name);
    if (!queue) throw refused(404, 'queue.unknown', `There is no such queue; there are ${queueNames.join(', ')}.`);
    await whenFresh(this.engine.readModels.queue, request, reply);
    const now = this.engine.clock.now();
    const { items, next } = await this.queries.execute(
      new OpenQueue(queue, actorOf(request).id, now, this.engine.versions.endOfDay(now), { ...filter, limit: most }),
    );
    return { items: await Opening.lines(this.engine, request, reply, items), next };
  }
}

@ApiTags('statistics')
@Controller('statistics')
export class StatisticsController {
  constructor(
    @Inject(API_ENGINE) private readonly engine: ApiEngine,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allows('ReadStatistics')
  @Reads({
    operationId: 'ask-statistics',
    summary: 'Every metric with its definition',
    answers: 'Statistics',
    takes: ['by', 'from', 'to', 'basis'],
  })
  all(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return this.answer(request, reply, null);
  }

  @Get(':metric')
  @Allows('ReadStatistics')
  @ApiParam({ name: 'metric', schema: { type: 'string', enum: metrics.map(({ id }) => id) } })
  @Reads({
    operationId: 'ask-metric',
    summary: 'One metric with its definition',
    answers: 'Statistics',
    takes: ['by', 'from', 'to', 'basis'],
    refusals: refusalsOfOne,
  })
  one(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { metric } = request.params as { metric: string };
    if (!metrics.some(({ id }) => id === metric))
      throw refused(404, 'metric.unknown', 'There is no such metric; docs/metrics.md lists them.');
    return this.answer(request, reply, metric);
  }

  private async answer(request: FastifyRequest, reply: FastifyReply, metric: string | null): Promise<object> {
    const { basis = 'received', ...rest } = queryOf(request, {
      by: oneOf(dimensions),
      from: day,
      to: day,
      basis: oneOf(['received', 'event']),
    });
    await whenFresh(this.engine.readModels.statistics, request, reply);
    return this.queries.execute(new AskStatistics({ ...rest, basis, asOf: this.engine.clock.now(), ...(metric !== null && { metric }) }));
  }
}

@ApiTags('staff')
@Controller('staff')
export class StaffController {
  constructor(
    @Inject(API_ENGINE) private readonly engine: ApiEngine,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allows('ReadStaff')
  @Reads({ operationId: 'list-staff', summary: 'The people of the register', answers: 'StaffLines', takes: ['active', 'after', 'limit'] })
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const {
      active = 'true',
      after = null,
      limit: most = usualLimit,
    } = queryOf(request, { active: oneOf(['true', 'false']), after: cursor, limit });
    await whenFresh(this.engine.readModels.staff, request, reply);
    const { items, next } = await this.queries.execute(new ListStaff(active === 'true', { after, limit: most }));
    const opens = may(actorOf(request).role, 'ReadPersonalData') === 'yes' || may(actorOf(request).role, 'ChangeStaff') === 'yes';
    const named = items.map(async ({ name, ...person }) => ({ ...person, name: opens ? await this.nameOf(person.id, name) : null }));
    return { items: await Promise.all(named), next };
  }

  private async nameOf(id: string, sealed: string): Promise<string | null> {
    const brief = await staffCodec.open(this.engine.sealer, staffStream(id), sealed);
    return brief === 'sealed' ? null : (brief as { name: string }).name;
  }
}

@ApiTags('operations')
@Controller('projections')
export class ProjectionsController {
  constructor(@Inject(API_ENGINE) private readonly engine: ApiEngine) {}

  @Get()
  @Allows('Operate')
  @ApiOperation({ operationId: 'list-projections', summary: 'How far each read model is, and how many complaints wait in it' })
  @ApiResponse({
    status: HttpStatus.OK,
    description: 'As of now.',
    headers: carrying(),
    content: { 'application/json': { schema: { $ref: '#/components/schemas/ProjectionLines' } } },
  })
  @Refuses(400, 401, 403, 429, 503)
  async list(@Req() request: FastifyRequest): Promise<object> {
    refuseQuery(request);
    return { items: await this.engine.projectors.status(), next: null };
  }
}
