import { lookup } from 'node:dns/promises';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as after } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { LightMyRequestResponse } from 'fastify';
import type { ApiParts } from './api.module';
import { Connections } from './flow/connections';
import { OpenApiText } from './openapi/openapi.controller';

type Inject = NestFastifyApplication['inject'];

/** Milliseconds in which clients that keep connections learn from an answer, and not from a broken connection, that the server stops. */
const farewell = 250;
/** Milliseconds after which a request is cut that still has no answer. */
const hardCap = 25_000;

/** A running API. */
export class Api {
  private readonly connections: Connections;

  constructor(
    readonly app: NestFastifyApplication,
    private readonly parts: ApiParts,
  ) {
    this.connections = new Connections(app.getHttpServer());
  }

  /** On one address, of a name the first, IPv4 before IPv6. Port 0 takes a free one. Answers the URL. */
  async listen(port: number, host: string): Promise<string> {
    // Fastify makes a second server for the other address of localhost, whose connections nobody here would know of or end.
    const { address } = await lookup(host, { order: 'ipv4first' });
    await this.app.listen(port, address);
    const { port: taken } = (this.app.getHttpServer() as { address: () => AddressInfo }).address();
    return `http://${address.includes(':') ? `[${address}]` : address}:${taken}`;
  }

  /** A request without a network, for tests. */
  inject(...asked: Parameters<Inject>): Promise<LightMyRequestResponse> {
    return this.app.inject(...asked);
  }

  get document(): OpenAPIObject {
    return JSON.parse(this.app.get(OpenApiText).get()) as OpenAPIObject;
  }

  /** Every route as `METHOD /pattern`. */
  get routes(): readonly string[] {
    return this.parts.routes.all;
  }

  /** Requests under way are answered, new ones sent away with `Connection: close`; then all connections end. The engine closes after it. */
  async stop(): Promise<void> {
    this.parts.inFlight.stop();
    await after(farewell);
    // A busy loop runs this timer before it reads what has arrived meanwhile: such a request is in flight, and its connection not idle.
    await nextTurn();
    await nextTurn();
    await this.connections.endWhile(this.app.close(), hardCap);
  }
}
