import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Engine, keepCurrent } from '@redress/platform';

export const ENGINE = Symbol('Engine');
/** Who is told of what is done by itself. */
export const TOLD = Symbol('Told');
export type Told = Parameters<typeof keepCurrent>[2];

/** Keeps every read model current from the start of the application to its end. */
@Injectable()
export class ProjectorRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(TOLD) private readonly told: Told,
  ) {}

  onApplicationBootstrap(): void {
    this.running = keepCurrent(this.engine, this.ending.signal, this.told);
  }

  /** What was folded is stored or forgotten, never half. */
  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
    await this.engine.close();
  }
}
