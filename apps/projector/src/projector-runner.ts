import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Engine } from '@redress/platform';

export const ENGINE = Symbol('Engine');

/** Keeps every read model current from the start of the application to its end. */
@Injectable()
export class ProjectorRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  onApplicationBootstrap(): void {
    this.running = this.engine.projectors.run(this.ending.signal);
  }

  /** What was folded is stored or forgotten, never half. */
  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
    await this.engine.close();
  }
}
