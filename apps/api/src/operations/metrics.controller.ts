import { Controller, Get, Header, HttpStatus, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { OpenOnLoopback } from '../access/access';
import { carrying } from '../openapi/headers';
import { Refuses } from '../openapi/responses';
import { Metrics } from './metrics';

@SkipThrottle()
@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @OpenOnLoopback('Operate')
  @ApiOperation({ operationId: 'metrics', summary: 'Prometheus metrics; without a key for programs on this machine' })
  @ApiResponse({
    status: HttpStatus.OK,
    description: 'Text exposition format.',
    headers: carrying(),
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @Refuses(401, 403, 429, 503)
  read(): Promise<string> {
    return this.metrics.text();
  }
}
