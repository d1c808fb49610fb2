import { Controller, Get, HttpStatus, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { SkipThrottle } from '@nestjs/throttler';
import { isUp, type Readiness } from '@redress/platform';
import { Open } from '../access/access';
import { API_ENGINE, type ApiEngine, needsOf } from '../api-engine';
import { InFlight } from '../flow/in-flight';
import { carrying } from '../openapi/headers';
import { Refuses } from '../openapi/responses';
import { type Fault, type Refusal, RequestRefused } from '../problems/problem';

interface Health {
  readonly status: 'ok';
  readonly checks: Readonly<Record<string, 'up'>>;
}
const healthAnswer = { headers: carrying(), content: { 'application/json': { schema: { $ref: '#/components/schemas/Health' } } } };

@SkipThrottle()
@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(API_ENGINE) private readonly engine: ApiEngine,
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(InFlight) private readonly inFlight: InFlight,
  ) {}

  @Get('live')
  @Open()
  @ApiOperation({ operationId: 'live', summary: 'Does the process answer? Where not, start it again' })
  @ApiResponse({ status: HttpStatus.OK, description: 'It answers.', ...healthAnswer })
  live(): Health {
    return { status: 'ok', checks: {} };
  }

  @Get('ready')
  @Open()
  @ApiOperation({ operationId: 'ready', summary: 'Can it take requests? Where not, send them elsewhere' })
  @ApiResponse({ status: HttpStatus.OK, description: 'Everything it needs is up.', ...healthAnswer })
  @Refuses(503)
  async ready(): Promise<Health> {
    if (this.inFlight.isStopping) throw notReady({ server: 'stopping' });
    const { details } = await this.health.check(needsOf(this.engine).map((need) => () => this.indicate(need))).catch(orNotReady);
    return { status: 'ok', checks: Object.fromEntries(Object.keys(details).map((name) => [name, 'up'] as const)) };
  }

  private async indicate(need: Readiness) {
    const indicator = this.indicators.check(need.name);
    return (await isUp(need)) ? indicator.up() : indicator.down();
  }
}

/** Terminus throws with the state of each check. Names and states are told, messages are not. */
const orNotReady = (error: unknown): never => {
  const { details } = (error as { getResponse?: () => { details?: Record<string, { status: string }> } }).getResponse?.() ?? {};
  if (!details) throw error;
  throw notReady(Object.fromEntries(Object.entries(details).map(([name, { status }]) => [name, status])));
};

const notReady = (checks: Readonly<Record<string, string>>): RequestRefused => {
  const detail = 'It cannot take requests now; send them elsewhere, or again in a few seconds.';
  const full: Fault = { code: 'store.full', detail: 'The disk is full; make room on it, and it goes on by itself.', params: {} };
  const faults: Refusal['faults'] = [
    { code: 'server.not-ready', detail, params: { checks } },
    ...(checks['space'] === 'down' ? [full] : []),
  ];
  return new RequestRefused(503, faults, { 'retry-after': '5' });
};
