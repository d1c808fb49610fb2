import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { logTo, NestLog } from '@redress/platform';
import type { ActMetrics, KeptReadModels } from '@redress/platform/metrics';
import type { FastifyHttpOptions, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { Attempts } from './access/attempts';
import { authenticating } from './access/authentication';
import { KnownRoutes } from './access/known-routes';
import { Api } from './api';
import { type ApiEngine, millisecondsOf, needsOf } from './api-engine';
import { ApiModule, type ApiParts } from './api.module';
import { BodySchemas } from './body/body-schemas';
import { takeOnlyJson } from './body/json-parser';
import { type Allowance, allowanceOf } from './flow/allowance';
import { type Capacity, InFlight, usualCapacity } from './flow/in-flight';
import { whenOver } from './flow/when-over';
import { documentOf } from './openapi/document';
import { OpenApiText } from './openapi/openapi.controller';
import { Metrics } from './operations/metrics';
import { RequestLog } from './operations/request-log';
import { answerClientError } from './problems/client-error';
import { mostBytes } from './problems/edge-refusals';
import { refused } from './problems/problem';
import { Problems } from './problems/problems';

export interface ApiOptions {
  /** Serves the page at /docs; not in production. */
  readonly withDocs: boolean;
  /** fatal, error, warn, info, debug or silent. */
  readonly logLevel?: string;
  /** Where log lines go instead of stderr. */
  readonly logger?: Logger;
  readonly capacity?: Capacity;
  readonly allowance?: Allowance;
  /** Where metrics are added to; one of its own unless told otherwise. */
  readonly registry?: Registry;
  /** What the projector of this process keeps current; without one its read models are not measured. */
  readonly readModels?: KeptReadModels;
  /** What happens by itself in this process; left out where nothing does. */
  readonly acts?: ActMetrics;
}

/** As the settings have it where nothing is set. */
const usualAllowance = allowanceOf(1_000);

/** The API on an engine, ready to listen. Throws RoutesWithoutAccess where a route does not say who may use it. */
export const createApi = async (engine: ApiEngine, options: ApiOptions): Promise<Api> => {
  const logger = options.logger ?? logTo(options.logLevel ?? 'info');
  const inFlight = new InFlight(options.capacity ?? usualCapacity);
  const [routes, log] = [new KnownRoutes(), new RequestLog(logger)];
  const { registry = new Registry(), readModels = null, acts = null } = options;
  const metrics = new Metrics({ registry, inFlight: () => inFlight.now, needs: needsOf(engine), readModels, acts });
  const parts: ApiParts = {
    engine,
    inFlight,
    allowance: options.allowance ?? usualAllowance,
    routes,
    metrics,
    log,
    problems: new Problems(routes, log, engine.diskSpace),
    withDocs: options.withDocs,
  };
  const adapter = adapterOf(parts);
  await prepare(adapter.fastify, parts);
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(parts), adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(logger),
  });
  app.get(OpenApiText).madeBy(() => documentOf(app, app.get(BodySchemas)));
  await app.init();
  await adapter.fastify.ready();
  parts.routes.refuseWithoutAccess();
  return new Api(app, parts);
};

/** Nest makes HttpExceptions of Fastify's errors, which lose their codes; here they arrive as they are. */
class ProblemAdapter extends FastifyAdapter {
  constructor(
    private readonly problems: Problems,
    options: FastifyHttpOptions<Server>,
  ) {
    super({ ...options, skipMiddie: true });
  }
  override setErrorHandler(): FastifyInstance {
    return this.fastify.setErrorHandler((error, request, reply) => this.problems.answer(error, request, reply));
  }
  override setNotFoundHandler(): FastifyInstance {
    return this.fastify.setNotFoundHandler((request, reply) => this.problems.answerNotFound(request, reply));
  }
  get fastify(): FastifyInstance {
    return this.getInstance<FastifyInstance>();
  }
}

const adapterOf = (parts: ApiParts): ProblemAdapter =>
  new ProblemAdapter(parts.problems, {
    bodyLimit: mostBytes,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Node would answer a missing Host with a bare status line.
    http: { requireHostHeader: false },
    // A request that takes longer to arrive than this is not being sent in earnest.
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    // We answer what comes while stopping ourselves, as a problem.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      watch(request, reply, parts);
      parts.problems.answer(error, request, reply);
    },
  });

/** What happens to every request, in this order: a name, a log line, a place in the count, security headers, a key, its share of the places. */
const prepare = async (fastify: FastifyInstance, parts: ApiParts): Promise<void> => {
  const { engine, inFlight, routes, allowance } = parts;
  const attempts = new Attempts(allowance.perAddress, millisecondsOf(engine.clock));
  fastify.addHook('onRoute', (route) => routes.add(route));
  fastify.decorateRequest('actor', null);
  fastify.decorateRequest('client', '');
  takeOnlyJson(fastify);
  // Node would answer an expectation that it does not know with a bare status line; a server may also pass it over.
  fastify.server.on('checkExpectation', (request, reply) => fastify.server.emit('request', request, reply));
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-correlation-id', request.id).header('cache-control', 'no-store');
    watch(request, reply, parts);
    inFlight.enter(request);
    if (request.headers.host === undefined) throw refused(400, 'request.without-host', 'Send a Host header, as HTTP/1.1 asks.');
    done();
  });
  await fastify.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives } });
  fastify.addHook('onRequest', authenticating(engine, attempts));
  fastify.addHook('onRequest', (request, _reply, done) => {
    inFlight.takePlace(request);
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (inFlight.isStopping) void reply.header('connection', 'close');
    done(null, payload);
  });
};

const watch = (request: FastifyRequest, reply: FastifyReply, { log, metrics, inFlight }: ApiParts): void =>
  whenOver(request, reply, () => {
    inFlight.leave(request);
    log.done(request, reply);
    metrics.done(request, reply);
  });

/** The page at /docs loads only what this server gives it. */
const directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};
