import { lookup } from 'node:dns/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Engine, type NestLog, refusalToListen } from '@redress/platform';
import type { Registry } from 'prom-client';
import { ProjectorModule } from './projector.module';

/** An application, and where its health is served; null: nowhere. */
export interface Watched {
  readonly app: INestApplicationContext;
  readonly health: string | null;
}

/** Milliseconds; only programs ask, and briefly. */
const patience = 10_000;

/** With a server of its own for health and metrics where a port is set for them. `registry` holds what the process counts already. Throws StartRefused. */
export const watched = async (
  engine: Engine,
  logger: NestLog,
  registry: Registry,
  onTrouble: (error: unknown) => void,
): Promise<Watched> => {
  const { healthPort: port, host } = engine.settings;
  const [module, options] = [ProjectorModule.of(engine, registry, onTrouble), { logger, abortOnError: false }];
  if (port === null) return { app: await NestFactory.createApplicationContext(module, options), health: null };
  // Loaded only where it is used: most projectors serve nothing.
  const { FastifyAdapter } = await import('@nestjs/platform-fastify');
  const adapter = new FastifyAdapter({ requestTimeout: patience, forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, options);
  try {
    const { address } = await lookup(host, { order: 'ipv4first' });
    await app.init();
    return { app, health: await app.getHttpAdapter().getInstance().listen({ port, host: address }) };
  } catch (error) {
    await app.close();
    throw refusalToListen(error, { host, port, setting: 'REDRESS_HEALTH_PORT' });
  }
};
