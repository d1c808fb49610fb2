import { Controller, Get, HttpException, HttpStatus, Inject } from '@nestjs/common';
import { type Engine, isUp } from '@redress/platform';
import { needsOf } from './needs';
import { ENGINE } from './projector-runner';

interface Health {
  readonly status: 'ok' | 'down';
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

/** For whoever watches the process. One that stands by is as well as one that is active. */
@Controller('health')
export class HealthController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('live')
  live(): Health {
    return { status: 'ok', checks: {} };
  }

  /** Can it reach what it works with? 503 where not. */
  @Get('ready')
  async ready(): Promise<Health> {
    const [record, views] = await Promise.all(needsOf(this.engine).map(isUp));
    const checks = { events: record ? 'up' : 'down', views: views ? 'up' : 'down' } as const;
    if (record && views) return { status: 'ok', checks };
    throw new HttpException({ status: 'down', checks } satisfies Health, HttpStatus.SERVICE_UNAVAILABLE);
  }
}
